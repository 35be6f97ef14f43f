/* SPDX-License-Identifier: MIT */
/*
 * The tables that make_certs turns into files: what a certificate, a CRL, a
 * bundle is, one row each.  A row names other rows by their file, without the
 * extension; an issuer stands before what it issues.
 */
#ifndef MAKE_CERTS_H
#define MAKE_CERTS_H

#include <openssl/x509v3.h>

#include <stdbool.h>
#include <stddef.h>

/* Two initialisers: bytes, which may hold NULs, and their number. */
#define DATA(literal) (literal), sizeof(literal) - 1

/* One attribute of a name whose exact encoding matters. */
struct part {
	const char *attribute;
	int string_type; /* V_ASN1_... or MBSTRING_UTF8 */
	const char *data;
	size_t len;
	bool joined; /* to the RDN before it: a multi-valued one */
};

/* One subject alternative name that openssl's own syntax cannot spell. */
struct alt {
	int kind; /* GEN_DNS, GEN_IPADD, ... */
	const char *data;
	size_t len;
};

enum key_kind {
	KEY_P256,
	KEY_P192, /* too weak for level 2, and within the limits */
	KEY_RSA_1024,
	KEY_RSA_2048,
	KEY_RSA_PUBLIC, /* a modulus of rsa_bits that nobody can factor */
	KEY_NONE	/* of an algorithm nobody knows */
};

struct cert {
	const char *file;
	const char *issuer;  /* NULL: itself */
	const char *subject; /* "O=Fleet/CN=good"; NULL: parts, or empty */
	const char *serial;  /* hex, "-" in front if negative */
	const char *from, *to;
	const char *extensions; /* "name=value\n" as in openssl's files */
	/* What only few rows need. */
	const struct part *parts;
	size_t part_count;
	const struct alt *alts;
	size_t alt_count;
	const char *signer;   /* whose key signs, if not the issuer's */
	const char *same_key; /* whose key it has, too */
	enum key_kind key;
	int rsa_bits;
	bool sha1;
	bool version_1;
	bool raw_times;	     /* from and to go in as they are, valid or not */
	size_t comment_len;  /* of an nsComment, to make it large */
	unsigned name_count; /* of numbered DNS names */
};

/* serial and time of one entry; reason as openssl numbers them, or -1. */
struct revoked {
	const char *file;
	const char *time;
	int reason;
};

struct crl {
	const char *file;
	const char *issuer;
	const char *from, *to; /* to: NULL for none */
	struct revoked revoked[4];
	const char *signer;	/* whose key signs, if not the issuer's */
	bool unknown_critical;	/* an extension nobody knows, critical */
	const char *extensions; /* others, as those of a certificate */
};

enum form_kind {
	FORM_PEM,	/* certificates, in this order */
	FORM_DER,	/* the first alone */
	FORM_CRLF,	/* a BOM and CR LF */
	FORM_TRUSTED,	/* TRUSTED CERTIFICATE, for clients */
	FORM_SERVERS,	/* the same, for servers and no clients */
	FORM_TEXT,	/* openssl x509 -text in front */
	FORM_TRUNCATED, /* half of the DER, in PEM */
	FORM_CRL_PEM,
	FORM_CRL_DER
};

/* The same certificates or CRLs in another shape. */
struct form {
	const char *file; /* with its extension */
	enum form_kind kind;
	const char *members[16];
};

struct raw {
	const char *file; /* with its extension */
	const char *data;
	size_t len;
};

struct table {
	const char *name;
	const struct cert *certs;
	size_t cert_count;
	const struct crl *crls;
	size_t crl_count;
	const struct form *forms;
	size_t form_count;
	const struct raw *raws;
	size_t raw_count;
	const char *sections; /* what extensions refer to by @name */
};

extern const struct table table_tests;
extern const struct table table_examples;
extern const struct table table_attacks;

#define CA_EXTENSIONS(constraints)                           \
	"basicConstraints=critical,CA:true" constraints "\n" \
	"keyUsage=critical,keyCertSign,cRLSign\n"            \
	"subjectKeyIdentifier=hash\n"
#define ISSUED "authorityKeyIdentifier=keyid\n"
#define LEAF_WITHOUT_AKI                       \
	"basicConstraints=critical,CA:false\n" \
	"keyUsage=critical,digitalSignature\n" \
	"extendedKeyUsage=clientAuth\n"        \
	"subjectKeyIdentifier=hash\n"
#define LEAF_EXTENSIONS LEAF_WITHOUT_AKI ISSUED

/* The list of a CRL that revokes nobody. */
#define NOBODY                        \
	{                             \
		{                     \
			NULL, NULL, 0 \
		}                     \
	}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
