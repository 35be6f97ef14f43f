/* SPDX-License-Identifier: MIT */
/* The certificates that are measured with. */
#include "stage.h"

#include <string.h>

/* Valid for long: handshakes are judged by the clock. */
static struct cert *
make_cert(const struct pki *pki, struct cert_spec spec)
{
	if (strcmp(pki->algorithm, "rsa-2048") == 0)
		spec.key = cert_rsa(2048);
	spec.not_after = NOW + 20 * 365 * DAY;
	return cert_make(&spec);
}

void
pki_make(struct pki *pki, const char *algorithm)
{
	pki->algorithm = algorithm;
	pki->root = make_cert(
	    pki, (struct cert_spec){.subject = "/CN=root/O=Org", .ca = true});
	pki->middle =
	    make_cert(pki, (struct cert_spec){.subject = "/CN=middle/O=Org",
			       .issuer = pki->root,
			       .ca = true});
	pki->leaf = make_cert(
	    pki, (struct cert_spec){.subject = "/CN=leaf/OU=Unit/O=Org/C=DE",
		     .issuer = pki->middle,
		     .serial = "3f2a9c0117e4b8d65a0c94f2d1b7e38a",
		     .extensions = {{NID_subject_alt_name,
			 "DNS:leaf.fleet.example,DNS:leaf.example"}}});
	rig_init(&pki->rig, NULL, "ca=root.pem revocation=off",
	    (struct trust_file[]){
		{"root.pem", cert_pem(pki->root)}, {NULL, {NULL, 0}}},
	    NOW);
	NEED(pki->rig.trust != NULL);
	pki->block = pki->rig.trust->fallback;
}

void
pki_free(struct pki *pki)
{
	rig_fini(&pki->rig);
	certs_fini();
}

/* As received: nothing of it has been looked at. */
static X509 *
parse_afresh(const struct cert *cert)
{
	struct certrule_bytes der = cert_der(cert);
	const unsigned char *p = der.data;
	X509 *x509 = d2i_X509(NULL, &p, (long)der.len);

	NEED(x509 != NULL);
	return x509;
}

void
client_make(struct client *client, const struct pki *pki)
{
	client->leaf = parse_afresh(pki->leaf);
	client->sent = sk_X509_new_null();
	NEED(client->sent != NULL &&
	     sk_X509_push(client->sent, parse_afresh(pki->middle)) > 0);
}

void
client_free(struct client *client)
{
	X509_free(client->leaf);
	sk_X509_pop_free(client->sent, X509_free);
}
