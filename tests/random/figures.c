/* SPDX-License-Identifier: MIT */
/* See figures.h. */
#include "figures.h"

#include "../../engine/reference.h"

#include <stdio.h>

/* True in that share of the cases, in percent. */
#define SHARE_MIN 20
#define SHARE_MAX 80

static const char *const op_names[] = {
    "",
#define OP(name, word, left, right) #name,
#include "../../engine/ops.def"
#undef OP
};

static void
add_outcome(struct figures_outcomes *count, enum certrule_outcome outcome)
{
	switch (outcome) {
	case CERTRULE_FALSE:
		count->is_false++;
		return;
	case CERTRULE_UNDECIDED:
		count->is_error++;
		return;
	case CERTRULE_TRUE:
		count->is_true++;
		return;
	}
}

static void count_term(struct figures *figures, struct certrule_fieldset *facts,
    const struct cr_term *term);

static void
count_expr(struct figures *figures, struct certrule_fieldset *facts,
    const struct cr_expr *expr)
{
	figures->kinds[expr->kind]++;
	for (size_t i = 0; i < expr->child_count; i++)
		count_expr(figures, facts, expr->children[i]);
	if (expr->left != NULL)
		count_term(figures, facts, expr->left);
	if (expr->right != NULL)
		count_term(figures, facts, expr->right);
	if (expr->kind != CR_EXPR_COMPARE || expr->array)
		return;
	cr_fieldset_begin(facts);
	add_outcome(&figures->ops[expr->op], cr_reference_run(expr, facts));
}

static void
count_call(struct figures *figures, const struct cr_function *function)
{
	for (size_t i = 0; i < cr_function_count(); i++)
		if (cr_function_at(i) == function && i < FIGURES_FUNCTIONS)
			figures->functions[i]++;
}

static void
count_term(struct figures *figures, struct certrule_fieldset *facts,
    const struct cr_term *term)
{
	if (term->base != NULL)
		count_term(figures, facts, term->base);
	for (size_t i = 0; i < term->arg_count; i++)
		count_term(figures, facts, term->args[i]);
	if (term->logical != NULL)
		count_expr(figures, facts, term->logical);
	if (term->kind == CR_TERM_CALL)
		count_call(figures, term->function);
}

void
figures_count(struct figures *figures, struct certrule_fieldset *facts,
    const struct cr_expr *expr)
{
	count_expr(figures, facts, expr);
	cr_fieldset_begin(facts);
	add_outcome(&figures->whole, cr_reference_run(expr, facts));
}

static unsigned long
sum(const struct figures_outcomes *count)
{
	return count->is_false + count->is_true + count->is_error;
}

static double
share(unsigned long part, unsigned long whole)
{
	return whole == 0 ? 0 : 100.0 * (double)part / (double)whole;
}

static void
print_row(const char *name, const struct figures_outcomes *count)
{
	unsigned long all = sum(count);

	printf("%-24s %9lu  true %5.1f %%  error %4.1f %%\n", name, all,
	    share(count->is_true, all), share(count->is_error, all));
}

void
figures_print(const struct figures *figures)
{
	print_row("whole expressions", &figures->whole);
	for (int op = CR_OP_NONE + 1; op < CR_OP_COUNT; op++)
		print_row(op_names[op], &figures->ops[op]);
	for (size_t i = 0; i < cr_function_count(); i++)
		printf("%-24s %9lu calls\n", cr_function_at(i)->name,
		    figures->functions[i]);
}

size_t
figures_judge(const struct figures *figures)
{
	size_t bad = 0;

	for (int op = CR_OP_NONE + 1; op < CR_OP_COUNT; op++) {
		double part =
		    share(figures->ops[op].is_true, sum(&figures->ops[op]));

		if (part >= SHARE_MIN && part <= SHARE_MAX)
			continue;
		printf(
		    "%s is true in %.1f %% of its cases\n", op_names[op], part);
		bad++;
	}
	for (size_t i = 0; i < cr_function_count(); i++) {
		if (i < FIGURES_FUNCTIONS && figures->functions[i] != 0)
			continue;
		printf("%s was never called\n", cr_function_at(i)->name);
		bad++;
	}
	return bad;
}
