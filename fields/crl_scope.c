/* SPDX-License-Identifier: MIT */
/*
 * Which certificates a CRL is about, and for which reasons it speaks of them
 * (RFC 5280 5.2.5, 6.3.3 (b), (d)).  Nothing here knows who signed it.
 */
#include "crl.h"

/* Bit strings number their bits from the left; bit 0 has no meaning. */
static unsigned
read_reasons(const ASN1_BIT_STRING *bits)
{
	unsigned reasons = 0;
	int i;

	if (bits == NULL)
		return CR_CRL_ALL_REASONS;
	for (i = 1; i <= 8; i++) {
		if (ASN1_BIT_STRING_get_bit(bits, i) != 0)
			reasons |= 1u << i;
	}
	return reasons;
}

int
cr_crl_scope_set(struct cr_crl *crl)
{
	const ISSUING_DIST_POINT *scope = crl->scope;

	crl->reasons = CR_CRL_ALL_REASONS;
	if (scope == NULL)
		return 0;
	crl->reasons = read_reasons(scope->onlysomereasons);
	if (scope->onlyattr > 0)
		crl->unusable = "covers only attribute certificates";
	if (scope->indirectCRL > 0)
		crl->unusable = "is an indirect CRL";
	if (scope->onlyattr > 0 || scope->indirectCRL > 0)
		crl->foreign_entries = true;
	/* A name relative to the issuer becomes a full one. */
	if (scope->distpoint != NULL &&
	    DIST_POINT_set_dpname(
		scope->distpoint, X509_CRL_get_issuer(crl->x509)) != 1)
		return -1;
	return 0;
}

static bool
has_directory_name(const GENERAL_NAMES *names, const X509_NAME *name)
{
	const GENERAL_NAME *each;
	int i;

	for (i = 0; name != NULL && i < sk_GENERAL_NAME_num(names); i++) {
		each = sk_GENERAL_NAME_value(names, i);
		if (each->type == GEN_DIRNAME &&
		    X509_NAME_cmp(each->d.directoryName, name) == 0)
			return true;
	}
	return false;
}

static bool
share_name(const GENERAL_NAMES *a, const GENERAL_NAMES *b)
{
	int i, j;

	for (i = 0; i < sk_GENERAL_NAME_num(a); i++) {
		for (j = 0; j < sk_GENERAL_NAME_num(b); j++) {
			if (GENERAL_NAME_cmp(sk_GENERAL_NAME_value(a, i),
				sk_GENERAL_NAME_value(b, j)) == 0)
				return true;
		}
	}
	return false;
}

/* Type 0 is a list of names, type 1 a name relative to the issuer, of which
 * dpname is the whole. */
static bool
is_same_point(const DIST_POINT_NAME *a, const DIST_POINT_NAME *b)
{
	if (a->type == 0 && b->type == 0)
		return share_name(a->name.fullname, b->name.fullname);
	if (a->type == 0)
		return has_directory_name(a->name.fullname, b->dpname);
	if (b->type == 0)
		return has_directory_name(b->name.fullname, a->dpname);
	return a->dpname != NULL && b->dpname != NULL &&
	       X509_NAME_cmp(a->dpname, b->dpname) == 0;
}

/* A point that names somebody else as the issuer of its CRL is not about one of
 * the certificate's own issuer. */
static bool
is_point(const struct cr_crl *crl, X509 *certificate, const DIST_POINT *point)
{
	if (point->CRLissuer != NULL && !has_directory_name(point->CRLissuer,
					    X509_CRL_get_issuer(crl->x509)))
		return false;
	/* Without memory for its name a point matches nothing. */
	return point->distpoint != NULL &&
	       DIST_POINT_set_dpname(
		   point->distpoint, X509_get_issuer_name(certificate)) == 1 &&
	       is_same_point(crl->scope->distpoint, point->distpoint);
}

/* Of the points of the certificate that this CRL serves. */
static unsigned
find_point_reasons(const struct cr_crl *crl, X509 *certificate)
{
	STACK_OF(DIST_POINT) * points;
	const DIST_POINT *point;
	unsigned reasons = 0;
	int i;

	points = X509_get_ext_d2i(
	    certificate, NID_crl_distribution_points, NULL, NULL);
	for (i = 0; points != NULL && i < sk_DIST_POINT_num(points); i++) {
		point = sk_DIST_POINT_value(points, i);
		if (is_point(crl, certificate, point))
			reasons |= read_reasons(point->reasons);
	}
	sk_DIST_POINT_pop_free(points, DIST_POINT_free);
	return reasons;
}

unsigned
cr_crl_reasons_for(const struct cr_crl *crl, X509 *certificate)
{
	const ISSUING_DIST_POINT *scope = crl->scope;
	bool is_ca = (X509_get_extension_flags(certificate) & EXFLAG_CA) != 0;

	if (scope == NULL)
		return crl->reasons;
	if ((scope->onlyuser > 0 && is_ca) || (scope->onlyCA > 0 && !is_ca))
		return 0;
	if (scope->distpoint == NULL)
		return crl->reasons;
	return crl->reasons & find_point_reasons(crl, certificate);
}
