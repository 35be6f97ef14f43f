/* SPDX-License-Identifier: MIT */
/*
 * Large random policies, and facts that are near them: rules that a request
 * seldom matches, so that decisions fall late, beside random expressions of
 * every kind.
 */
#ifndef TESTS_DIFFERENTIAL_H
#define TESTS_DIFFERENTIAL_H

#include "../random/bed.h"

/* What a policy and its facts have in common. */
struct near {
	unsigned rules;	  /* of the policy */
	unsigned numbers; /* texts and numbers are made of 0 to this - 1 */
	unsigned plain;	  /* of a hundred rules so many are random only */
	bool sparse; /* hardly any rule is true: decisions fall very late */
};

/* ------------------------------------------------------------------ policy.c */

void near_draw(struct near *near, struct random *source, unsigned most);
/* All of it loads with the trust operations of trust.c. */
void near_policy(struct generate *g, const struct near *near);

/* ------------------------------------------------------------------- facts.c */

/* Values for the fields of reads; the same for the same source. */
void near_facts(struct generate *g, const struct near *near,
    struct certrule_fieldset *facts, const bool *reads);

/* ------------------------------------------------------------------- trust.c */

/* Trust blocks of no settings, for policies of near_policy(). */
void near_trust(struct certrule_schema *schema);

#endif
