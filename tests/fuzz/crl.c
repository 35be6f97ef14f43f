/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as the CRL of a trust block: as they came, and, if they parse,
 * signed by the CA.  Nobody is let in for whom there is no CRL of that CA, or
 * whom it lists.
 */
#include "../../fields/crl.h"
#include "clients.h"

#include "../../base/bytes.h"
#include "../../fields/hex.h"
#include "../../fields/peer.h"

static const char policy[] =
    "trust fleet for default {\n"
    "	ca \"own.pem\"\n"
    "	crl \"crl\"\n"
    "	revocation chain\n"
    "}\n"
    "allow \"proven\" if cf.tls_client_auth.cert_presented\n"
    "default block\n";

static const char *const leaves[] = {"certs/good.pem", "certs/revoked.pem"};
#define LEAVES (sizeof(leaves) / sizeof(*leaves))

/* Those of tests/certs, signed by the CA of our own. */
static struct certrule_peer *
get_peer(size_t index)
{
	static struct certrule_peer *peers[LEAVES];
	struct certrule_peer *plain;
	struct certrule_bytes text;
	X509 *resigned;

	if (peers[index] != NULL)
		return peers[index];
	text = fuzz_read(leaves[index]);
	plain =
	    certrule_peer_from_mem(NULL, text.data, text.len, NULL, 0, NULL);
	resigned = clients_sign(plain->leaf->x509);
	peers[index] = certrule_peer_from_x509(NULL, resigned, NULL, NULL);
	certrule_peer_free(plain);
	X509_free(resigned);
	return peers[index];
}

/* ------------------------------------------------------------------- loading */

/* What OpenSSL says of the CRL; crl NULL: nothing, for nobody signed it. */
static const char *
find_lack(X509_CRL *crl, X509 *leaf)
{
	X509_REVOKED *entry;
	time_t now = CLIENTS_NOW;

	if (crl == NULL)
		return "allowed by a CRL that the CA did not sign";
	if (X509_CRL_get0_by_serial(crl, &entry, X509_get_serialNumber(leaf)) ==
	    1)
		return "allowed, and revoked";
	if (X509_CRL_get0_nextUpdate(crl) == NULL ||
	    X509_cmp_time(X509_CRL_get0_nextUpdate(crl), &now) < 0 ||
	    X509_cmp_time(X509_CRL_get0_lastUpdate(crl), &now) > 0)
		return "allowed by a CRL of another time";
	if (X509_CRL_get_ext_by_NID(crl, NID_delta_crl, -1) >= 0)
		return "allowed by a delta CRL alone";
	return NULL;
}

/* Returns how many are let in. */
static size_t
try_gate(struct certrule_gate *gate, X509_CRL *crl, struct certrule_bytes text)
{
	struct certrule_fieldset *facts = certrule_fieldset_new(gate);
	struct certrule_verdict verdict;
	const char *lack;
	size_t count = 0;

	if (facts == NULL)
		fuzz_report("no memory", text);
	for (size_t i = 0; i < LEAVES; i++) {
		struct certrule_peer *peer = get_peer(i);

		certrule_fieldset_clear(facts);
		certrule_fieldset_set_time(facts, CLIENTS_NOW);
		if (certrule_fieldset_set_peer(facts, peer) != 0)
			fuzz_report("the peer is refused", text);
		certrule_gate_decide(gate, facts, &verdict);
		lack = find_lack(crl, peer->leaf->x509);
		if (verdict.action == CERTRULE_ALLOW && lack != NULL)
			fuzz_report(lack, text);
		count += verdict.action == CERTRULE_ALLOW;
	}
	certrule_fieldset_free(facts);
	return count;
}

static int
count_row(void *context, const char *text, size_t len)
{
	(void)text;
	*(size_t *)context += len;
	return 0;
}

static size_t
try_file(struct certrule_bytes text, X509_CRL *crl)
{
	struct disk_file files[] = {
	    {"policy", cr_bytes_text(policy)},
	    {"own.pem", clients_root_file()},
	    {"crl", text},
	};
	struct certrule_gate *gate = fuzz_load(files, 3, CLIENTS_NOW);
	size_t size = 0, count;

	if (gate == NULL)
		return 0;
	count = try_gate(gate, crl, text);
	if (certrule_gate_write_summary(gate, 0, count_row, &size) != 0)
		fuzz_report("no summary of it", text);
	certrule_gate_unref(gate);
	return count;
}

/* ------------------------------------------------------------------- reading */

static bool
are_sorted(const struct cr_crl *crl)
{
	for (size_t i = 1; i < crl->entry_count; i++)
		if (cr_hex_serial_compare(
			X509_REVOKED_get0_serialNumber(crl->entries[i - 1]),
			X509_REVOKED_get0_serialNumber(crl->entries[i])) > 0)
			return false;
	return true;
}

static const char *
judge(const struct cr_crl *crl)
{
	X509 *leaf = get_peer(0)->leaf->x509;

	if (!are_sorted(crl))
		return "entries out of order";
	for (size_t i = 0; i < crl->entry_count; i++) {
		const ASN1_INTEGER *serial =
		    X509_REVOKED_get0_serialNumber(crl->entries[i]);
		X509_REVOKED *found = cr_crl_find(crl, serial);

		if (found == NULL ||
		    ASN1_INTEGER_cmp(
			serial, X509_REVOKED_get0_serialNumber(found)) != 0)
			return "an entry is not found";
		if (cr_crl_reason(found) == NULL)
			return "no reason";
	}
	if ((cr_crl_reasons_for(crl, leaf) & ~CR_CRL_ALL_REASONS) != 0)
		return "reasons that there are not";
	return NULL;
}

static void
try_entries(X509_CRL *x509, struct certrule_bytes text)
{
	struct bed *bed = fuzz_bed();
	struct cr_crl *crl;
	const char *wrong;

	bed_begin(bed);
	X509_CRL_up_ref(x509);
	crl = cr_crl_take(bed->arena, x509);
	if (crl == NULL)
		fuzz_report("no memory", text);
	wrong = judge(crl);
	if (wrong != NULL)
		fuzz_report(wrong, text);
	cr_crl_fini(crl);
}

/* The same entries and extensions from the CA itself. */
static size_t
try_signed(X509_CRL *crl)
{
	size_t count = 0;
	unsigned char *der = NULL;
	const unsigned char *at;
	X509_CRL *copy;
	int len;

	if (X509_CRL_set_issuer_name(
		crl, X509_get_subject_name(clients_root())) != 1 ||
	    X509_CRL_sign(crl, clients_key(), EVP_sha256()) <= 0)
		return 0;
	len = i2d_X509_CRL(crl, &der);
	at = der;
	copy = len <= 0 ? NULL : d2i_X509_CRL(NULL, &at, len);
	if (copy != NULL)
		count = try_file(cr_bytes(der, (size_t)len), copy);
	X509_CRL_free(copy);
	OPENSSL_free(der);
	return count;
}

/* Of two clients the CRL lists one, and only the other is let in. */
static void
try_honest(void)
{
	static bool done;
	struct certrule_bytes text;
	const unsigned char *at;
	X509_CRL *crl;

	if (done)
		return;
	text = fuzz_read("certs/good-crl.der");
	at = text.data;
	crl = d2i_X509_CRL(NULL, &at, (long)text.len);
	if (crl == NULL || try_signed(crl) != 1)
		fuzz_report("the honest client is not let in", text);
	X509_CRL_free(crl);
	done = true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const unsigned char *at = data;
	X509_CRL *crl = len == 0 ? NULL : d2i_X509_CRL(NULL, &at, (long)len);

	try_honest();
	(void)try_file(cr_bytes(data, len), NULL);
	if (crl != NULL) {
		try_entries(crl, cr_bytes(data, len));
		(void)try_signed(crl);
	}
	X509_CRL_free(crl);
	return 0;
}
