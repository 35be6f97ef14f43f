/* SPDX-License-Identifier: MIT */
/*
 * See regex_probe.h.  Searches for each form of a pump, failing as late as they
 * can:
 *
 * 1. 1 and 8 KiB of it with the code, the machine code and the bounds of every other
 *    search.  
 * 2. 256 bytes of it with a callout before every item of the pattern, which
 *    counts what match_limit does not: all starts together, and repeats that
 *    machine code runs without counting.  More steps than match_limit grants
 *    all starts of so short a subject are too many.  Quadratic patterns pass,
 *    cubic ones and products of large counts do not.
 *
 * Bounded: at most CR_REGEX_PUMPS pumps in three forms, a search within its
 * bounds each, and ALL_STEPS counted steps.  Nearly every pattern takes some
 * thousand steps; one without a long repeat is not run at all.
 *
 * Nothing is kept: a load compiles and probes each distinct pattern once, and
 * the next load does it again.
 */
#include "regex_probe.h"
#include "regex_code.h"

/* 8 KiB is as long as a header may be where servers are left as they come.  Up
 * to CR_LIMIT_REGEX_SUBJECT the bounds hold as well; to refuse what meets them
 * only there would refuse much that is in daily use. */
#define FIRST_SUBJECT 1024u
#define LAST_SUBJECT  8192u
#define SHORT_SUBJECT 256u
#define MAX_STEPS     1000000u
#define ALL_STEPS     4000000u
/* KiB. */
#define COUNTING_HEAP 16384u

struct prober {
	const struct cr_regex *regex;
	struct cr_regex_scratch *scratch;
	const struct cr_regex_pumps *pumps;
	pcre2_code *code; /* with callouts */
	pcre2_match_data *data;
	pcre2_match_context *context;
	uint32_t steps, all_steps;
	unsigned char *subject;
};

static bool
is_bound(int result)
{
	return result == PCRE2_ERROR_MATCHLIMIT ||
	       result == PCRE2_ERROR_DEPTHLIMIT ||
	       result == PCRE2_ERROR_HEAPLIMIT ||
	       result == PCRE2_ERROR_JIT_STACKLIMIT ||
	       result == PCRE2_ERROR_CALLOUT;
}

static enum cr_regex_probed
judge(int result)
{
	if (result == PCRE2_ERROR_NOMEMORY)
		return CR_REGEX_PROBE_NO_MEMORY;
	return is_bound(result) ? CR_REGEX_PROBE_SLOW : CR_REGEX_PROBE_PASSED;
}

static int
count_step(pcre2_callout_block *block, void *steps)
{
	uint32_t *count = steps;

	(void)block;
	return ++*count > MAX_STEPS ? PCRE2_ERROR_CALLOUT : 0;
}

static enum cr_regex_probed
count_steps(struct prober *prober)
{
	int result;

	prober->steps = 0;
	result = pcre2_match(prober->code, prober->subject, SHORT_SUBJECT, 0,
	    PCRE2_NO_JIT, prober->data, prober->context);
	prober->all_steps += prober->steps;
	if (prober->all_steps > ALL_STEPS)
		return CR_REGEX_PROBE_SLOW;
	return judge(result);
}

static enum cr_regex_probed
probe_pump(struct prober *prober, size_t number, enum cr_regex_pump_form form)
{
	for (size_t len = FIRST_SUBJECT; len <= LAST_SUBJECT; len *= 8) {
		enum cr_regex_probed probed;

		cr_regex_pump_write(
		    prober->pumps, number, form, prober->subject, len);
		probed = judge(cr_regex_run(prober->regex, prober->scratch,
		    cr_bytes(prober->subject, len)));
		if (probed != CR_REGEX_PROBE_PASSED)
			return probed;
	}
	cr_regex_pump_write(
	    prober->pumps, number, form, prober->subject, SHORT_SUBJECT);
	return count_steps(prober);
}

static int
init_counting(struct prober *prober, struct certrule_bytes simple)
{
	const struct cr_regex *regex = prober->regex;
	pcre2_general_context *general = cr_regex_general_context(regex->alloc);
	size_t at;
	int error;

	if (general == NULL)
		return -1;
	prober->data = pcre2_match_data_create(1, general);
	prober->context = pcre2_match_context_create(general);
	pcre2_general_context_free(general);
	if (prober->data == NULL || prober->context == NULL)
		return -1;
	prober->code = cr_regex_code(regex->alloc, simple, regex->captures,
	    PCRE2_AUTO_CALLOUT, &error, &at);
	if (prober->code == NULL)
		return -1;
	pcre2_set_heap_limit(prober->context, COUNTING_HEAP);
	return pcre2_set_callout(prober->context, count_step, &prober->steps);
}

static enum cr_regex_probed
probe_pumps(struct prober *prober, size_t *number)
{
	enum cr_regex_probed probed = CR_REGEX_PROBE_PASSED;

	for (*number = 0; *number < prober->pumps->count; ++*number) {
		for (unsigned form = 0; form < CR_REGEX_PUMP_FORMS; form++) {
			probed = probe_pump(prober, *number, form);
			if (probed != CR_REGEX_PROBE_PASSED)
				return probed;
		}
	}
	return probed;
}

enum cr_regex_probed
cr_regex_probe(const struct cr_regex *regex, struct certrule_bytes simple,
    const struct cr_regex_pumps *pumps, size_t *number)
{
	struct prober prober = {.regex = regex, .pumps = pumps};
	enum cr_regex_probed probed = CR_REGEX_PROBE_NO_MEMORY;

	if (pumps->count == 0)
		return CR_REGEX_PROBE_PASSED;
	prober.subject = cr_alloc(regex->alloc, LAST_SUBJECT);
	prober.scratch = cr_regex_scratch_new(regex->alloc);
	if (prober.subject != NULL && prober.scratch != NULL &&
	    init_counting(&prober, simple) == 0)
		probed = probe_pumps(&prober, number);
	pcre2_match_context_free(prober.context);
	pcre2_match_data_free(prober.data);
	pcre2_code_free(prober.code);
	cr_regex_scratch_free(prober.scratch);
	cr_alloc_free(regex->alloc, prober.subject);
	return probed;
}
