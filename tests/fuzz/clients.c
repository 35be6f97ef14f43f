/* SPDX-License-Identifier: MIT */
/* See clients.h. */
#include "clients.h"

#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../base/utf8.h"
#include "../../base/value.h"
#include "../../fields/peer.h"

#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>

static const char policy[] =
    "trust fleet for default {\n"
    "	ca \"root.pem\"\n"
    "	ca \"own.pem\"\n"
    "	revocation off\n"
    "}\n"
    "allow \"proven\" if cf.tls_client_auth.cert_presented\n"
    "default block\n";

/* ------------------------------------------------------------------ the CAs */

EVP_PKEY *
clients_key(void)
{
	static EVP_PKEY *key;

	if (key == NULL)
		key = EVP_EC_gen("P-256");
	return key;
}

static X509 *
read_certificate(struct certrule_bytes text)
{
	BIO *bio = BIO_new_mem_buf(text.data, (int)text.len);
	X509 *x509 = PEM_read_bio_X509(bio, NULL, NULL, NULL);

	BIO_free(bio);
	if (x509 == NULL)
		fuzz_report("no certificate", text);
	return x509;
}

X509 *
clients_root(void)
{
	static X509 *root;

	if (root != NULL)
		return root;
	root = read_certificate(fuzz_read("certs/root.pem"));
	if (X509_set_pubkey(root, clients_key()) != 1 ||
	    X509_sign(root, clients_key(), EVP_sha256()) == 0)
		fuzz_report("no root", cr_bytes("", 0));
	return root;
}

struct certrule_bytes
clients_root_file(void)
{
	static BIO *bio;
	char *data;
	long len;

	if (bio == NULL) {
		bio = BIO_new(BIO_s_mem());
		PEM_write_bio_X509(bio, clients_root());
	}
	len = BIO_get_mem_data(bio, &data);
	return cr_bytes(data, (size_t)len);
}

X509 *
clients_sign(X509 *x509)
{
	X509 *copy = X509_dup(x509);

	if (copy != NULL &&
	    X509_set_issuer_name(copy, X509_get_subject_name(clients_root())) ==
		1 &&
	    X509_sign(copy, clients_key(), EVP_sha256()) > 0)
		return copy;
	X509_free(copy);
	return NULL;
}

struct certrule_bytes
clients_der(X509 *x509)
{
	unsigned char *der = NULL;
	int len = i2d_X509(x509, &der);

	return cr_bytes(der, len < 0 ? 0 : (size_t)len);
}

/* ------------------------------------------------------------------- printing */

bool
clients_is_printable(struct certrule_bytes text)
{
	uint32_t code;

	for (size_t at = 0, len; at < text.len; at += len) {
		len = cr_utf8_decode(cr_bytes_slice(text, at, text.len), &code);
		if (len == 0 || cr_utf8_is_bidi(code) ||
		    (code < ' ' && code != '\n') ||
		    (code >= 0x7f && code < 0xa0))
			return false;
	}
	return true;
}

static int
print_value(const struct certrule_value *value, struct cr_buffer *out)
{
	for (int json = 0; json < 2; json++)
		if (certrule_value_write(value, json, fuzz_write, out) != 0)
			return -1;
	return 0;
}

static int
print_values(struct certrule_fieldset *facts, struct cr_buffer *out)
{
	for (size_t i = 0; i < facts->slot_count; i++)
		if (fuzz_is_of_client(facts, i) &&
		    print_value(certrule_fieldset_get(facts, (int)i), out) != 0)
			return -1;
	return 0;
}

/* --------------------------------------------------------------------- cases */

struct clients {
	struct certrule_gate *gate;
	struct certrule_fieldset *facts[2];
};

static void
open_clients(struct clients *clients)
{
	struct disk_file files[] = {
	    {"policy", cr_bytes_text(policy)},
	    {"root.pem", fuzz_read("certs/root.pem")},
	    {"own.pem", clients_root_file()},
	};

	clients->gate = fuzz_load_own(files, 3, CLIENTS_NOW);
	for (int i = 0; i < 2; i++) {
		clients->facts[i] = certrule_fieldset_new(clients->gate);
		if (clients->facts[i] == NULL)
			fuzz_report("no memory", cr_bytes("", 0));
	}
}

static bool
is_signed_by(X509 *leaf, EVP_PKEY *key)
{
	return key != NULL && X509_verify(leaf, key) == 1;
}

static EVP_PKEY *
get_root_key(void)
{
	static X509 *root;

	if (root == NULL)
		root = read_certificate(fuzz_read("certs/root.pem"));
	return X509_get0_pubkey(root);
}

/* By a root, or by what was sent beside it. */
static bool
is_signed(const struct certrule_peer *peer)
{
	X509 *leaf = peer->leaf->x509;

	if (is_signed_by(leaf, get_root_key()) ||
	    is_signed_by(leaf, clients_key()))
		return true;
	for (int i = 0; i < sk_X509_num(peer->untrusted); i++)
		if (is_signed_by(leaf,
			X509_get0_pubkey(sk_X509_value(peer->untrusted, i))))
			return true;
	return false;
}

/* What no client who is let in may lack, asked of OpenSSL alone. */
static const char *
find_lack(const struct certrule_peer *peer)
{
	X509 *leaf = peer->leaf->x509;
	time_t now = CLIENTS_NOW;

	if (leaf == NULL)
		return "allowed with bytes that are no certificate";
	if (!is_signed(peer))
		return "allowed, and signed by nobody";
	if (X509_cmp_time(X509_get0_notBefore(leaf), &now) > 0 ||
	    X509_cmp_time(X509_get0_notAfter(leaf), &now) < 0)
		return "allowed at another time";
	if (X509_check_purpose(leaf, X509_PURPOSE_SSL_CLIENT, 0) != 1)
		return "allowed, and not for clients";
	if (X509_get_extension_flags(leaf) & (EXFLAG_INVALID | EXFLAG_CRITICAL))
		return "allowed with an extension that nobody understands";
	return NULL;
}

static void
decide(struct clients *clients, int index, struct certrule_peer *peer,
    struct certrule_verdict *verdict)
{
	struct certrule_fieldset *facts = clients->facts[index];

	certrule_fieldset_clear(facts);
	certrule_fieldset_set_time(facts, CLIENTS_NOW);
	if (certrule_fieldset_set_peer(facts, peer) != 0)
		fuzz_report("the peer is refused", cr_bytes("", 0));
	certrule_gate_decide(clients->gate, facts, verdict);
}

/* Of the first fieldset: told about this peer, and what became of it. */
static struct certrule_verdict
present(struct clients *clients, struct certrule_peer *peer,
    struct certrule_bytes text)
{
	struct certrule_verdict verdict;

	decide(clients, 0, peer, &verdict);
	if (verdict.action == CERTRULE_ALLOW && find_lack(peer) != NULL)
		fuzz_report(find_lack(peer), text);
	return verdict;
}

/* Another peer of the same certificates. */
static void
compare(struct clients *clients, const struct certrule_verdict *first,
    struct certrule_peer *peer, struct certrule_bytes text)
{
	struct certrule_verdict second;
	const char *field;

	decide(clients, 1, peer, &second);
	if (first->action != second.action ||
	    strcmp(first->reason, second.reason) != 0)
		fuzz_report("two peers of the same, two verdicts", text);
	field = fuzz_clients_differ(clients->facts[0], clients->facts[1]);
	if (field != NULL)
		fuzz_report(field, text);
	certrule_fieldset_clear(clients->facts[1]);
}

static void
print_all(struct clients *clients, struct certrule_bytes text)
{
	struct certrule_fieldset *facts = clients->facts[0];
	struct cr_buffer out;

	cr_buffer_init(&out, cr_alloc_default());
	if (print_values(facts, &out) != 0 ||
	    certrule_peer_write_chain(facts, fuzz_write, &out) != 0 ||
	    certrule_gate_explain(clients->gate, facts, fuzz_write, &out) != 0)
		fuzz_report("it cannot be printed", text);
	if (!clients_is_printable(cr_buffer_bytes(&out)))
		fuzz_report("printed unescaped", cr_buffer_bytes(&out));
	cr_buffer_fini(&out);
}

/* The same from what OpenSSL parsed, unless its DER is another. */
static void
try_objects(struct clients *clients, const struct certrule_verdict *verdict,
    struct certrule_peer *peer, struct certrule_bytes text)
{
	struct certrule_peer *again;
	const struct cr_certificate *each = peer->leaf;
	bool same = (int)peer->sent_count == sk_X509_num(peer->untrusted);

	for (; same && each != NULL;
	     each = each == peer->leaf ? peer->sent : each->next) {
		struct certrule_bytes der = cr_bytes("", 0);

		if (each->x509 != NULL)
			der = clients_der(each->x509);
		same = each->x509 != NULL && cr_bytes_equal(der, each->der);
		if (each->x509 != NULL)
			OPENSSL_free((void *)(uintptr_t)der.data);
	}
	if (!same)
		return;
	again = certrule_peer_from_x509(
	    NULL, peer->leaf->x509, peer->untrusted, NULL);
	if (again == NULL)
		fuzz_report("no peer of what was parsed", text);
	compare(clients, verdict, again, text);
	certrule_peer_free(again);
}

/* The honest one is let in, or nothing here would be worth anything. */
static void
try_honest(struct clients *clients)
{
	struct certrule_bytes text = fuzz_read("certs/good.pem");
	struct certrule_peer *peer =
	    certrule_peer_from_mem(NULL, text.data, text.len, NULL, 0, NULL);
	struct certrule_verdict verdict;

	decide(clients, 0, peer, &verdict);
	if (verdict.action != CERTRULE_ALLOW)
		fuzz_report("the honest client is not let in", text);
	certrule_fieldset_clear(clients->facts[0]);
	certrule_peer_free(peer);
}

static struct clients *
get_clients(void)
{
	static struct clients clients;

	if (clients.gate == NULL) {
		open_clients(&clients);
		try_honest(&clients);
	}
	return &clients;
}

void
clients_try(struct certrule_bytes leaf, struct certrule_bytes sent)
{
	struct clients *clients = get_clients();
	enum certrule_peer_status status[2];
	struct certrule_peer *peers[2];
	struct certrule_verdict verdict;

	for (int i = 0; i < 2; i++)
		peers[i] = certrule_peer_from_mem(
		    NULL, leaf.data, leaf.len, sent.data, sent.len, &status[i]);
	if (status[0] != status[1] ||
	    (peers[0] == NULL) != (status[0] != CERTRULE_PEER_OK) ||
	    status[0] == CERTRULE_PEER_NO_MEMORY)
		fuzz_report(certrule_peer_status_text(status[0]), leaf);
	if (peers[0] != NULL) {
		verdict = present(clients, peers[0], leaf);
		compare(clients, &verdict, peers[1], leaf);
		try_objects(clients, &verdict, peers[0], leaf);
		print_all(clients, leaf);
		certrule_fieldset_clear(clients->facts[0]);
	}
	for (int i = 0; i < 2; i++)
		certrule_peer_free(peers[i]);
}
