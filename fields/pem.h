/* SPDX-License-Identifier: MIT */
/*
 * The objects in a file as people have it: PEM (RFC 7468) with CRLF, a BOM,
 * text between the blocks, lines of any length; or plain DER.  Works in memory;
 * parses nothing inside the objects and decides nothing about them, but for
 * private keys, which it recognises in every guise so that they are refused.
 */
#ifndef CR_PEM_H
#define CR_PEM_H

#include "../base/arena.h"
#include "../base/buffer.h"

#include <stdbool.h>

enum cr_pem_form {
	CR_PEM_EMPTY, /* nothing, or white space */
	CR_PEM_TEXT,  /* blocks between BEGIN and END */
	CR_PEM_DER,   /* begins like an ASN.1 SEQUENCE */
	CR_PEM_HTML,  /* a web page: somebody saved an error */
	CR_PEM_GARBAGE
};

enum cr_pem_kind {
	CR_PEM_CERTIFICATE,
	CR_PEM_TRUSTED, /* a certificate, OpenSSL's trust settings behind it */
	CR_PEM_CRL,
	CR_PEM_PRIVATE_KEY,
	CR_PEM_OTHER,
	CR_PEM_UNLABELLED /* DER: whatever it parses as */
};

struct cr_pem_object {
	enum cr_pem_kind kind;
	struct certrule_bytes label;
	struct certrule_bytes der; /* empty when broken */
	bool broken;		   /* no END, or no Base64 */
	struct cr_pem_object *next;
};

struct cr_pem {
	enum cr_pem_form form;
	struct cr_pem_object *first; /* in file order */
	bool private_key;	     /* one of them is, or looks like, one */
};

/* Objects and their DER are the arena's; labels point into text.  -1: no
 * memory. */
int cr_pem_read(struct cr_arena *arena, struct certrule_bytes text,
    struct cr_pem *pem) CERTRULE_MUST_USE;
/* Reads like a private key in DER: PKCS #1, #8 or #12, or SEC 1. */
bool cr_pem_is_private_key(struct certrule_bytes der);

#endif
