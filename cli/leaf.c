/* SPDX-License-Identifier: MIT */
/*
 * Runs the verify stage on a certificate.  A policy with a single allow rule
 * asks the libraries whether the client is proven and, if not, why: nothing is
 * judged here.
 */
#include "leaf.h"

#include <string.h>

static const char policy[] = "allow \"leaf\" if true\n";

const struct certrule_value *
cr_leaf_get(const struct cr_leaf *leaf, const char *name)
{
	static const struct certrule_value missing;
	int field = certrule_gate_find_field(leaf->gate, name);

	return field < 0 ? &missing
			 : certrule_fieldset_get(leaf->fieldset, field);
}

bool
cr_leaf_is(const struct cr_leaf *leaf, const char *name, const char *expected)
{
	const struct certrule_value *value = cr_leaf_get(leaf, name);
	size_t len = strlen(expected);

	return value->state == CERTRULE_PRESENT &&
	       value->type == CERTRULE_STRING && value->as.string.len == len &&
	       memcmp(value->as.string.data, expected, len) == 0;
}

/* Where revocation was asked for, "not checked" is not good. */
static bool
is_revocation_good(const struct cr_leaf *leaf)
{
	const struct cr_options *options = leaf->facts.options;
	const char *asked = cr_options_get(options, CR_OPTION_REVOCATION);
	bool on = asked != NULL ? strcmp(asked, "off") != 0
				: cr_options_has(options, CR_OPTION_CRL);

	return cr_leaf_is(leaf, "tls.client_cert.revocation_status", "good") ||
	       (!on && cr_leaf_is(leaf, "tls.client_cert.revocation_status",
			   "not_checked"));
}

static void
judge(struct cr_leaf *leaf)
{
	static const char before[] = "needs a proven client: ";
	const struct certrule_value *verified =
	    cr_leaf_get(leaf, "cf.tls_client_auth.cert_verified");
	struct certrule_verdict verdict;
	const char *words;

	leaf->verified =
	    verified->state == CERTRULE_PRESENT && verified->as.boolean;
	certrule_gate_decide(leaf->gate, leaf->fieldset, &verdict);
	leaf->good = leaf->verified && verdict.action == CERTRULE_ALLOW &&
		     is_revocation_good(leaf);
	words = strstr(verdict.detail, before);
	if (verdict.action == CERTRULE_ALLOW && !leaf->good)
		cr_text_add(&leaf->words, "revocation is not checked");
	else if (!leaf->good)
		cr_text_add(&leaf->words,
		    words != NULL ? words + strlen(before) : verdict.detail);
}

int
cr_leaf_init(struct cr_leaf *leaf, const struct cr_options *options)
{
	int status;

	memset(leaf, 0, sizeof(*leaf));
	status = cr_facts_init(&leaf->facts, options);
	if (status == CR_EXIT_YES)
		status = cr_facts_load_text(&leaf->facts, policy, &leaf->gate);
	if (status == CR_EXIT_YES)
		status = cr_facts_fieldset(
		    &leaf->facts, leaf->gate, &leaf->fieldset);
	if (status == CR_EXIT_YES)
		judge(leaf);
	if (leaf->words.failed) {
		cr_message("out of memory");
		return CR_EXIT_FILE;
	}
	return status;
}

void
cr_leaf_fini(struct cr_leaf *leaf)
{
	certrule_fieldset_free(leaf->fieldset);
	certrule_gate_unref(leaf->gate);
	cr_facts_fini(&leaf->facts);
	cr_text_fini(&leaf->words);
}

void
cr_leaf_write(const struct cr_leaf *leaf, struct cr_output *out)
{
	if (!leaf->verified) {
		cr_output_colored(out, "31", "not verified", 12);
		cr_output_printf(out, ": %s", cr_text_get(&leaf->words));
		return;
	}
	cr_output_colored(out, leaf->good ? "32" : "31", "verified", 8);
	if (!leaf->good)
		cr_output_printf(out, ", but %s", cr_text_get(&leaf->words));
	else if (cr_leaf_is(leaf, "tls.client_cert.revocation_status", "good"))
		cr_output_text(out, ", not revoked");
}
