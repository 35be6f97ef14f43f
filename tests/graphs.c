/* SPDX-License-Identifier: MIT */
/*
 * Graphs of cross-signed and re-issued CAs, made on the spot, each in every
 * rotation of what is sent, forwards and backwards: whether the client gets in
 * hangs on the graph and on no order, and costs no more than the bounds.
 *
 * A certificate is written LABEL<ISSUER FLAGS.  The first letter of a label is
 * its name and its key; "A1" and "A2" are two certificates of one CA.
 */
#include "../base/bytes.h"
#include "../base/limits.h"
#include "../fields/facts.h"
#include "unit/certs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct graph {
	const char *title;
	const char *settings;
	const char *anchors;
	const char *sent;
	const char *leaf;
	const char *crls;   /* "R:A1": the CRL of R revokes A1; "R:" nobody */
	const char *wanted; /* first word of what a person is told */
};

/* Flags: e expired, f of the future, c constrained to other names, p path
 * length 0, x for servers only, u an unknown critical extension, s SHA-1, n no
 * CA, k without keyCertSign, w another key, i no key identifiers. */
static const struct graph graphs[] = {
    {"one path", "", "R<R", "A<R", "L<A", "", "ok"},
    {"nothing sent", "", "R<R", "", "L<R", "", "ok"},
    {"a CA nobody trusts", "", "R<R", "A<S S<S", "L<A", "",
	"self_signed_in_chain"},
    {"the issuer is not there", "", "R<R", "B<R", "L<A", "",
	"unable_to_get_issuer"},

    {"an expired twin", "", "R<R", "A1<R,e A2<R", "L<A2", "", "ok"},
    {"only the expired twin", "", "R<R", "A1<R,e", "L<A1", "", "expired"},
    {"two expired twins", "", "R<R", "A1<R,e A2<R,e", "L<A2", "", "expired"},
    {"a twin of the future", "", "R<R", "A1<R,f A2<R", "L<A2", "", "ok"},
    {"only the twin of the future", "", "R<R", "A1<R,f", "L<A1", "",
	"not_yet_valid"},
    {"an expired twin on two levels", "", "R<R", "A1<B1,e A2<B1 B1<R,e B2<R",
	"L<A2", "", "ok"},
    {"an expired anchor beside its successor", "", "R1<R1,e R2<R2", "A<R2",
	"L<A", "", "ok"},
    {"an expired anchor, cross-signed by one that is not", "", "R1<R1,e S<S",
	"A<R1 R2<S", "L<A", "", "ok"},
    {"the same without the cross certificate", "", "R1<R1,e S<S", "A<R1", "L<A",
	"", "expired"},

    {"a twin with another key", "strict=off", "R<R", "A1<R,wi A2<R,i", "L<A2,i",
	"", "ok"},
    {"only the twin with another key", "strict=off", "R<R", "A1<R,wi", "L<A,i",
	"", "bad_signature"},
    {"four twins with other keys", "strict=off", "R<R",
	"A1<R,wi A2<R,wi A3<R,wi A4<R,wi A5<R,i", "L<A5,i", "", "ok"},
    {"an anchor's twin with another key", "strict=off", "R1<R1,wi R2<R2,i",
	"A<R2,i", "L<A,i", "", "ok"},
    {"only the anchor's twin with another key", "strict=off", "R1<R1,wi",
	"A<R2,i", "L<A,i", "", "bad_signature"},
    {"a twin with another key on two levels", "strict=off", "R<R",
	"A1<B2,wi A2<B2,i B1<R,wi B2<R,i", "L<A2,i", "", "ok"},

    {"a root cross-signed by ours, sent with itself", "", "R<R",
	"A<S1 S1<S1 S2<R", "L<A", "", "ok"},
    {"that root without the cross certificate", "", "R<R", "A<S1 S1<S1", "L<A",
	"", "self_signed_in_chain"},
    {"a CA of two roots, one of them ours", "", "R<R", "A1<S A2<R S<S", "L<A2",
	"", "ok"},
    {"a CA of two roots, both ours, one expired", "", "R<R S<S,e", "A1<S A2<R",
	"L<A2", "", "ok"},
    {"a CA of two roots, none ours", "", "R<R", "A1<S A2<T S<S T<T", "L<A2", "",
	"self_signed_in_chain"},

    {"a branch for other names", "", "R<R", "A1<R,c A2<R", "L<A2", "", "ok"},
    {"only the branch for other names", "", "R<R", "A1<R,c", "L<A1", "",
	"name_constraint"},
    {"both branches for other names", "", "R<R", "A1<R,c A2<R,c", "L<A2", "",
	"name_constraint"},
    {"names constrained above the fork", "", "R<R", "A1<B,c A2<B B<R,c", "L<A2",
	"", "name_constraint"},
    {"a branch too deep for its CA", "", "R<R", "A<B1 B1<R,p B2<R", "L<A", "",
	"ok"},
    {"only the branch too deep for its CA", "", "R<R", "A<B1 B1<R,p", "L<A", "",
	"path_length"},
    {"a branch for servers", "", "R<R", "A1<R,x A2<R", "L<A2", "", "ok"},
    {"only the branch for servers", "", "R<R", "A1<R,x", "L<A1", "",
	"wrong_purpose"},
    {"a branch with what nobody understands", "", "R<R", "A1<R,u A2<R", "L<A2",
	"", "ok"},
    {"only the branch with what nobody understands", "", "R<R", "A1<R,u",
	"L<A1", "", "unhandled_critical"},
    {"a branch with a weak signature", "", "R<R", "A1<R,s A2<R", "L<A2", "",
	"ok"},
    {"only the branch with a weak signature", "", "R<R", "A1<R,s", "L<A1", "",
	"weak_digest"},
    {"a twin that is no CA", "", "R<R", "A1<R,n A2<R", "L<A2", "", "ok"},
    {"only the twin that is no CA", "", "R<R", "A1<R,n", "L<A1", "",
	"invalid_ca"},
    {"a twin that may not sign certificates", "", "R<R", "A1<R,k A2<R", "L<A2",
	"", "ok"},
    {"only the twin that may not sign certificates", "", "R<R", "A1<R,k",
	"L<A1", "", "invalid_ca"},

    {"a longer branch, the short one expired", "", "R<R", "A1<R,e A2<B B<C C<R",
	"L<A2", "", "ok"},
    {"a longer branch, the short one for other names", "", "R<R",
	"A1<R,c A2<B B<C C<R", "L<A2", "", "ok"},
    {"a longer branch that is broken as well", "", "R<R",
	"A1<R,e A2<B B<C C<R,e", "L<A2", "", "expired"},
    {"a longer branch than there may be", "depth=3", "R<R",
	"A1<R,c A2<B B<C C<D D<R", "L<A2", "", "name_constraint"},
    {"a longer branch, just as long as there may be", "depth=4", "R<R",
	"A1<R,c A2<B B<C C<D D<R", "L<A2", "", "ok"},
    {"a shorter branch, the long one expired", "", "R<R", "A1<B A2<R B<C C<R,e",
	"L<A2", "", "ok"},

    {"two that sign each other, and a way out", "", "R<R", "A1<B A2<R B<A1",
	"L<A1", "", "ok"},
    {"two that sign each other, and a way out of the second", "", "R<R",
	"A<B1 B1<A B2<R", "L<A", "", "ok"},
    {"two that sign each other, and none", "", "R<R", "A<B B<A", "L<A", "",
	"unable_to_get_issuer"},
    {"three in a ring, and a way out", "", "R<R", "A<B B<C C1<A C2<R", "L<A",
	"", "ok"},
    {"three in a ring, and none", "", "R<R", "A<B B<C C<A", "L<A", "",
	"unable_to_get_issuer"},
    {"a ring whose way out has expired", "", "R<R", "A<B B<C C1<A C2<R,e",
	"L<A", "", "unable_to_get_issuer"},
    {"a ring around our own root", "", "R1<R1", "A<R1 R2<A", "L<A", "", "ok"},

    {"nine useless cross certificates and one that serves", "", "R<R",
	"A0<S A1<T A2<U A3<V A4<W A5<X A6<Y A7<Z A8<Q A9<R", "L<A9", "", "ok"},
    {"ten useless cross certificates", "", "R<R",
	"A0<S A1<T A2<U A3<V A4<W A5<X A6<Y A7<Z A8<Q A9<P", "L<A9", "",
	"unable_to_get_issuer"},
    {"nine for other names and one that serves", "", "R<R",
	"A0<R,c A1<R,c A2<R,c A3<R,c A4<R,c A5<R,c A6<R,c A7<R,c A8<R,c A9<R",
	"L<A9", "", "ok"},
    {"a mesh with one way out", "", "R<R",
	"A1<B A2<C A3<D B1<C B2<D B3<A C1<A C2<D D1<B D2<R", "L<A1", "", "ok"},
    {"a mesh with none", "", "R<R",
	"A1<B A2<C A3<D B1<C B2<D B3<A C1<A C2<D D1<B D2<A", "L<A1", "",
	"chain_too_long"},
    {"a mesh whose way out is for other names", "", "R<R",
	"A1<B A2<C A3<D B1<C B2<D B3<A C1<A C2<D D1<B D2<R,c", "L<A1", "",
	"name_constraint"},
    {"three levels of three, of which one each serves", "", "R<R",
	"A1<B A2<B,e A3<B,c B1<C B2<C,e B3<C,c C1<R C2<R,e C3<R,c", "L<A1", "",
	"ok"},
    {"three levels, and none serves on the second", "", "R<R",
	"A1<B A2<B,e A3<B,c B2<C,e B3<C,c C1<R C2<R,e C3<R,c", "L<A1", "",
	"name_constraint"},

    {"an intermediate as anchor, its root expired", "", "R<R,e A<R", "", "L<A",
	"", "ok"},
    {"an intermediate as anchor, for other names below its root", "", "A<R",
	"R<R,c", "L<A", "", "ok"},
    {"a new key by the old one", "", "R<R", "A1<A2,w A2<R", "L<A1,w", "", "ok"},
    {"a new key by the old one, which has expired", "", "R<R", "A1<A2,w A2<R,e",
	"L<A1,w", "", "expired"},

    {"a revoked branch", "revocation=chain", "R<R", "A1<R", "L<A1",
	"R:A1 A1:", "revoked"},
    {"a revoked branch beside a longer valid one", "revocation=chain", "R<R",
	"A1<R A2<B B<R", "L<A2", "R:A1 A2: B:", "revoked"},
    {"the longer valid one alone", "revocation=chain", "R<R", "A2<B B<R",
	"L<A2", "R:A1 A2: B:", "ok"},
    {"a branch that is revoked and expired", "revocation=chain", "R<R",
	"A1<R,e A2<B B<R", "L<A2", "R:A1 A2: B:", "revoked"},
    {"a branch that is expired alone", "revocation=chain", "R<R",
	"A1<R,e A2<B B<R", "L<A2", "R: A2: B:", "ok"},
    {"a revoked CA that is no part of it", "revocation=chain", "R<R", "A<R C<R",
	"L<A", "R:C A:", "ok"},
    {"a revoked namesake with another key", "revocation=chain", "R<R",
	"A1<R,w A2<R", "L<A2", "R:A1 A2:", "ok"},
    {"a revoked leaf, by whichever branch", "revocation=chain", "R<R",
	"A1<R,e A2<B B<R", "L<A2", "R: A2:L B:", "revoked"},
    {"only the leaf is asked for", "revocation=leaf", "R<R", "A1<R A2<B B<R",
	"L<A2", "R:A1 A2: B:", "ok"},
};

#define GRAPHS (sizeof graphs / sizeof graphs[0])

/* ------------------------------------------------------------- certificates */

struct node {
	char label[4], issuer[4], flags[8], serial[4];
	struct cert *cert;
};

struct world {
	struct node nodes[32];
	size_t count;
	EVP_PKEY *keys[2][26]; /* another one for flag w */
};

static int failures, orders, most_calls, most_signatures;

static EVP_PKEY *
get_key(struct world *world, const char *label, const char *flags)
{
	EVP_PKEY **key = &world->keys[strchr(flags, 'w') != NULL][*label - 'A'];

	if (*key == NULL)
		*key = EVP_EC_gen("P-256");
	return *key;
}

static struct node *
find_node(struct world *world, const char *label)
{
	size_t i;

	for (i = 0; i < world->count; i++) {
		if (strcmp(world->nodes[i].label, label) == 0)
			return &world->nodes[i];
	}
	return NULL;
}

/* "A<R,e": what is not there yet of the issuer is made of its name and key. */
static struct node *
parse_node(struct world *world, const char *text)
{
	struct node *node = &world->nodes[world->count++];

	sscanf(text, "%3[A-Z0-9]<%3[A-Z0-9],%7s", node->label, node->issuer,
	    node->flags);
	snprintf(node->serial, sizeof node->serial, "%02zX", world->count);
	return node;
}

static void
add_extension(struct cert_spec *spec, int nid, const char *value)
{
	size_t i = 0;

	while (spec->extensions[i].nid != 0)
		i++;
	spec->extensions[i].nid = nid;
	spec->extensions[i].value = value;
}

static void
apply_flag(struct cert_spec *spec, char flag)
{
	switch (flag) {
	case 'e':
		spec->not_after = NOW - DAY;
		return;
	case 'f':
		spec->not_before = NOW + DAY;
		return;
	case 'c':
		add_extension(spec, NID_name_constraints,
		    "critical,permitted;DNS:other.example");
		return;
	case 'p':
		add_extension(
		    spec, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
		return;
	case 'x':
		add_extension(spec, NID_ext_key_usage, "serverAuth");
		return;
	case 'u':
		add_extension(spec, OBJ_txt2nid("1.3.6.1.4.1.55555.9"),
		    "critical,DER:0500");
		return;
	case 's':
		spec->digest = EVP_sha1();
		return;
	case 'n':
		add_extension(spec, NID_basic_constraints, "critical,CA:FALSE");
		return;
	case 'k':
		add_extension(spec, NID_key_usage, "critical,cRLSign");
		return;
	case 'i':
		add_extension(spec, NID_subject_key_identifier, "");
		add_extension(spec, NID_authority_key_identifier, "");
		return;
	case 'w': /* get_key() */
		return;
	}
	abort();
}

static const char *
get_subject(const char *label, bool leaf, char *text, size_t size)
{
	snprintf(text, size, "/%s=%c", leaf ? "O" : "CN", *label);
	return text;
}

/* Name and key of an issuer are all that a certificate takes from it. */
static struct cert *
make_issuer(struct world *world, const char *label, const char *flags)
{
	struct node *node = find_node(world, label);
	char subject[16];

	if (node != NULL && node->cert != NULL)
		return node->cert;
	if (node != NULL)
		flags = node->flags;
	return cert_make(&(struct cert_spec){
	    .subject = get_subject(label, false, subject, sizeof subject),
	    .ca = true,
	    .key = get_key(world, label, flags)});
}

static void
make_node(struct world *world, struct node *node, bool leaf)
{
	struct cert_spec spec = {.ca = !leaf, .serial = node->serial};
	char subject[16];
	size_t i;

	spec.subject = get_subject(node->label, leaf, subject, sizeof subject);
	spec.key = get_key(world, node->label, leaf ? "" : node->flags);
	if (leaf)
		add_extension(&spec, NID_subject_alt_name, "DNS:leaf.example");
	for (i = 0; node->flags[i] != '\0'; i++)
		apply_flag(&spec, node->flags[i]);
	if (strcmp(node->label, node->issuer) != 0)
		spec.issuer =
		    make_issuer(world, node->issuer, leaf ? node->flags : "");
	node->cert = cert_make(&spec);
}

static size_t
parse_list(struct world *world, const char *text)
{
	char copy[256], *rest = copy, *part;
	size_t count = 0;

	snprintf(copy, sizeof copy, "%s", text);
	while ((part = strsep(&rest, " ")) != NULL) {
		if (*part == '\0')
			continue;
		parse_node(world, part);
		count++;
	}
	return count;
}

/* -------------------------------------------------------------------- files */

static struct certrule_bytes
write_anchors(const struct world *world, size_t count)
{
	struct certrule_bytes all = cr_bytes("", 0);
	size_t i;

	for (i = 0; i < count; i++)
		all = join(all, cert_pem(world->nodes[i].cert));
	return all;
}

/* "R:A1" */
static X509_CRL *
make_crl(struct world *world, const char *text)
{
	struct crl_spec spec = {.issuer = NULL};
	char issuer[4] = "", revoked[4] = "";
	struct node *node;

	sscanf(text, "%3[A-Z0-9]:%3[A-Z0-9]", issuer, revoked);
	spec.issuer = make_issuer(world, issuer, "");
	node = find_node(world, revoked);
	if (*revoked != '\0')
		spec.revoked[0] = node == NULL ? "7F" : node->serial;
	return crl_make(&spec);
}

static struct certrule_bytes
write_crls(struct world *world, const char *text)
{
	struct certrule_bytes all = cr_bytes("", 0);
	char copy[64], *rest = copy, *part;

	snprintf(copy, sizeof copy, "%s", text);
	while ((part = strsep(&rest, " ")) != NULL) {
		if (*part != '\0')
			all = join(all, crl_pem(make_crl(world, part)));
	}
	return all;
}

/* ------------------------------------------------------------------- orders */

struct scene {
	const struct graph *graph;
	struct trust_rig rig;
	struct node *sent;
	size_t sent_count;
	struct node *leaf;
};

static void
fail(const struct scene *scene, size_t order, const char *what)
{
	printf(
	    "not ok - %s, order %zu: %s\n", scene->graph->title, order, what);
	failures++;
}

static struct certrule_peer *
make_peer(const struct scene *scene, size_t order)
{
	STACK_OF(X509) *sent = sk_X509_new_null();
	struct certrule_peer *peer;
	size_t i, at, count = scene->sent_count;

	for (i = 0; i < count; i++) {
		at = (i + order / 2) % count;
		if (order % 2 == 1)
			at = count - 1 - at;
		sk_X509_push(sent, scene->sent[at].cert->x509);
	}
	peer =
	    certrule_peer_from_x509(NULL, scene->leaf->cert->x509, sent, NULL);
	sk_X509_free(sent);
	return peer;
}

static void
check_bounds(struct scene *scene, size_t order)
{
	const struct cr_facts *facts = cr_facts_get(scene->rig.facts);

	if (facts == NULL) {
		fail(scene, order, "no facts");
		return;
	}
	if (facts->verify.calls > CR_LIMIT_PATH_CALLS)
		fail(scene, order, "too many calls of X509_verify_cert");
	if (facts->verify.signatures > CR_LIMIT_PATH_SIGNATURES)
		fail(scene, order, "too many signatures checked");
	if (facts->verify.calls > most_calls)
		most_calls = facts->verify.calls;
	if (facts->verify.signatures > most_signatures)
		most_signatures = facts->verify.signatures;
}

/* In the order of the graph the very reason; in any other the same side. */
static void
check_order(struct scene *scene, size_t order)
{
	const char *wanted = scene->graph->wanted, *words;
	struct certrule_peer *peer = make_peer(scene, order);
	char word[64];

	certrule_fieldset_clear(scene->rig.facts);
	certrule_fieldset_set_time(scene->rig.facts, NOW);
	if (certrule_fieldset_set_peer(scene->rig.facts, peer) != 0)
		fail(scene, order, "no peer");
	words = cr_trust_ops_openssl.not_proven(scene->rig.facts);
	snprintf(word, sizeof word, "%.*s", (int)strcspn(words, " "), words);
	if (order == 0
		? strcmp(word, wanted) != 0
		: (strcmp(word, "ok") == 0) != (strcmp(wanted, "ok") == 0))
		fail(scene, order, words);
	if (strcmp(wanted, "revoked") == 0 && strcmp(word, wanted) != 0)
		fail(scene, order, words);
	check_bounds(scene, order);
	certrule_fieldset_clear(scene->rig.facts);
	certrule_peer_free(peer);
	orders++;
}

static void
check_graph(const struct graph *graph)
{
	struct world world;
	struct scene scene = {.graph = graph};
	struct trust_file files[3];
	char settings[64];
	size_t anchors, i;

	memset(&world, 0, sizeof world);
	memset(files, 0, sizeof files);
	anchors = parse_list(&world, graph->anchors);
	scene.sent = &world.nodes[anchors];
	scene.sent_count = parse_list(&world, graph->sent);
	scene.leaf = &world.nodes[world.count];
	parse_list(&world, graph->leaf);
	for (i = 0; i < world.count; i++)
		make_node(&world, &world.nodes[i], i + 1 == world.count);
	files[0].name = "ca";
	files[0].text = write_anchors(&world, anchors);
	files[1].name = "crl";
	files[1].text = write_crls(&world, graph->crls);
	snprintf(settings, sizeof settings, "ca=ca %s%s",
	    graph->crls[0] == '\0' ? "" : "crl=crl ", graph->settings);
	rig_init(&scene.rig, NULL, settings, files, NOW);
	if (scene.rig.trust == NULL)
		fail(&scene, 0, rig_codes(&scene.rig));
	for (i = 0; scene.rig.trust != NULL && i < 2 * scene.sent_count + 1;
	     i++)
		check_order(&scene, i);
	rig_fini(&scene.rig);
	for (i = 0; i < 52; i++)
		EVP_PKEY_free(world.keys[i / 26][i % 26]);
	certs_fini();
}

int
main(void)
{
	size_t i;

	OBJ_create("1.3.6.1.4.1.55555.9", "crGraph", "certrule graph");
	for (i = 0; i < GRAPHS; i++)
		check_graph(&graphs[i]);
	/* A failure is found twice, so that no lack of memory reads as one. */
	printf("%zu graphs in %d orders, %d failures; at most %d calls of "
	       "X509_verify_cert and %d signatures, twice on failure\n",
	    GRAPHS, orders, failures, most_calls, most_signatures);
	return failures == 0 && 2 * most_calls <= 64 ? 0 : 1;
}
