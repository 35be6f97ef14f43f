/* SPDX-License-Identifier: MIT */
/*
 * Certificates and CRLs made in memory for unit tests, and the trust and
 * fieldset around them.  A made object lives until certs_fini(); whatever goes
 * wrong in here aborts the test.
 */
#ifndef CERTS_H
#define CERTS_H

#include "../../base/fieldset.h"
#include "../../base/trust.h"
#include "../../fields/block.h"
#include "certrule-openssl.h"

#include <openssl/x509v3.h>

/* 2026-01-01T00:00:00Z: what the tests take for now. */
#define NOW INT64_C(1767225600)
#define DAY INT64_C(86400)

struct cert {
	X509 *x509;
	EVP_PKEY *key;
};

struct cert_extension {
	int nid;
	const char *value; /* as in openssl.cnf; "DER:..." for raw octets */
};

/* Zero means the default of each. */
struct cert_spec {
	const char *subject;	   /* "/CN=leaf/O=Org" */
	X509_NAME *name;	   /* in place of subject */
	const struct cert *issuer; /* self-signed */
	const char *serial;	   /* hex, "-" in front if negative: "01" */
	int64_t not_before;	   /* a year before NOW */
	int64_t not_after;	   /* a year after NOW */
	bool ca;		   /* the usual extensions of a CA, or a leaf */
	bool bare;		   /* none of them */
	struct cert_extension extensions[6]; /* besides; replaces its kind */
	EVP_PKEY *key;			     /* borrowed: a new P-256 key */
	const EVP_MD *digest;		     /* SHA-256 */
	bool broken_signature;
	bool version1;
};

struct cert *cert_make(const struct cert_spec *spec);
/* The usual: a root, and a client certificate by it. */
struct cert *cert_root(const char *subject);
struct cert *cert_leaf(const struct cert *issuer, const char *subject);
EVP_PKEY *cert_rsa(unsigned bits);

struct crl_spec {
	const struct cert *issuer;
	int64_t this_update, next_update; /* a day before and after NOW */
	bool no_next_update;
	const char *revoked[4]; /* serials in hex */
	int reason;		/* of all of them; 0: none is given */
	bool broken_signature;
	struct cert_extension extensions[2];
};
X509_CRL *crl_make(const struct crl_spec *spec);

/* Files in memory. */
struct certrule_bytes cert_pem(const struct cert *cert);
struct certrule_bytes cert_der(const struct cert *cert);
struct certrule_bytes cert_key_pem(const struct cert *cert);
struct certrule_bytes cert_key_der(const struct cert *cert);
struct certrule_bytes crl_pem(X509_CRL *crl);
struct certrule_bytes crl_der(X509_CRL *crl);
struct certrule_bytes join(struct certrule_bytes a, struct certrule_bytes b);

/* What a load of trust finds on its disk. */
struct trust_file {
	const char *name;
	struct certrule_bytes text;
};

struct trust_rig {
	struct certrule_schema *schema;
	struct certrule_diags *diags;
	struct cr_trust *trust;
	struct certrule_fieldset *facts;
	struct certrule_peer *peers[32];
	size_t peer_count;
};

/* A block `fleet` for default, or for host if that is no NULL.  settings:
 * "ca=root.pem depth=2 revocation=leaf".  rig->trust NULL: refused. */
void rig_init(struct trust_rig *rig, const char *host, const char *settings,
    const struct trust_file *files, int64_t now);
/* Several blocks: rows of name, host and settings, NULL at the end. */
void rig_init_blocks(struct trust_rig *rig, const char *const *rows,
    const struct trust_file *files, int64_t now);
void rig_fini(struct trust_rig *rig);
/* Starts a new request with this certificate and what it sent (or NULLs). */
void rig_present(
    struct trust_rig *rig, const struct cert *leaf, const struct cert *sent);
void rig_present_peer(struct trust_rig *rig, struct certrule_peer *peer);
/* A field's value as certrule_value_write() has it, kept until certs_fini(). */
const char *rig_get(struct trust_rig *rig, int field);
/* "E0320 W3001": the codes of all diagnostics, in order. */
const char *rig_codes(struct trust_rig *rig);
const char *rig_message(struct trust_rig *rig, size_t index);

void certs_fini(void);

#endif
