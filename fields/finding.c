/* SPDX-License-Identifier: MIT */
/* See finding.h. */
#include "finding.h"

#include "../base/alloc.h"

struct cr_finding *
cr_finding_new(const struct certrule_alloc *alloc,
    const struct cr_verify *verify, const struct cr_revocation *revocation)
{
	struct cr_finding *finding = cr_alloc_array(alloc, 1, sizeof *finding);

	if (finding == NULL)
		return NULL;
	finding->alloc = alloc;
	finding->holders = 1;
	finding->verify = *verify;
	finding->revocation = *revocation;
	return finding;
}

struct cr_finding *
cr_finding_hold(struct cr_finding *finding)
{
	finding->holders++;
	return finding;
}

void
cr_finding_drop(struct cr_finding *finding)
{
	if (finding == NULL || --finding->holders != 0)
		return;
	cr_verify_fini(&finding->verify);
	cr_alloc_free(finding->alloc, finding);
}

/* The certificate that broke it is for the eye alone; without it the rest is
 * still true. */
static int
dup_certificates(struct cr_verify *to, const struct cr_verify *from)
{
	to->path = NULL;
	to->culprit = NULL;
	if (from->path != NULL) {
		to->path = X509_chain_up_ref(from->path);
		if (to->path == NULL)
			return -1;
	}
	if (from->culprit != NULL && X509_up_ref(from->culprit) == 1)
		to->culprit = from->culprit;
	return 0;
}

struct cr_finding *
cr_finding_dup(
    const struct certrule_alloc *alloc, const struct cr_finding *finding)
{
	struct cr_verify verify = finding->verify;
	struct cr_finding *copy;

	if (dup_certificates(&verify, &finding->verify) != 0)
		return NULL;
	copy = cr_finding_new(alloc, &verify, &finding->revocation);
	if (copy == NULL)
		cr_verify_fini(&verify);
	return copy;
}
