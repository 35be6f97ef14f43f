/* SPDX-License-Identifier: MIT */
/*
 * See regex_probe.h.  Each form of a pump, failing as late as it can, is tried
 * in two ways:
 *
 * 1. 128 and 256 bytes of rounds with a callout before every item of the
 *    pattern.  That counts what match_limit does not: all starts together, and
 *    what machine code runs through without counting.  From how the count grows
 *    follows what 8 KiB would take.  Quadratic patterns pass, cubic ones and
 *    products of large counts do not.
 * 2. 1 and 8 KiB with the code, the machine code and the bounds of every other
 *    search.  What hits a bound here would be an error in a decision.
 *
 * Bounded: at most CR_REGEX_PUMPS pumps in three forms; for each a search of
 * 8 KiB that was found to be cheap, and ALL_STEPS counted steps over all.
 * Nearly every pattern takes some thousand; one without a long repeat is not run
 * at all.
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
#define SHORT_ROUNDS  128u
/* SHORT_ROUNDS to LAST_SUBJECT, in doublings. */
#define DOUBLINGS 6
/* Steps: of one search, of all that are counted, of 8 KiB. */
#define MAX_STEPS  1000000u
#define ALL_STEPS  4000000u
#define LONG_STEPS (UINT64_C(1) << 27)
/* Bytes that machine code runs through in the time of one step. */
#define BYTES_A_STEP 8u
/* KiB. */
#define COUNTING_HEAP 16384u

struct counter {
	uint64_t steps;
	size_t at; /* in the subject, at the last step */
};

struct prober {
	const struct cr_regex *regex;
	struct cr_regex_scratch *scratch;
	const struct cr_regex_pumps *pumps;
	pcre2_code *code; /* with callouts */
	pcre2_match_data *data;
	pcre2_match_context *context;
	struct counter counter;
	uint64_t all_steps;
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
count_step(pcre2_callout_block *block, void *data)
{
	struct counter *counter = data;

	if (block->current_position > counter->at)
		counter->steps +=
		    (block->current_position - counter->at) / BYTES_A_STEP;
	counter->at = block->current_position;
	return ++counter->steps > MAX_STEPS ? PCRE2_ERROR_CALLOUT : 0;
}

static enum cr_regex_probed
count_steps(struct prober *prober, size_t number, enum cr_regex_pump_form form,
    size_t rounds)
{
	size_t len = cr_regex_pump_frame(prober->pumps, number) + rounds;
	int result;

	cr_regex_pump_write(prober->pumps, number, form, prober->subject, len);
	prober->counter = (struct counter){.steps = 1};
	result = pcre2_match(prober->code, prober->subject, len, 0,
	    PCRE2_NO_JIT, prober->data, prober->context);
	prober->all_steps += prober->counter.steps;
	if (prober->all_steps > ALL_STEPS)
		return CR_REGEX_PROBE_SLOW;
	return judge(result);
}

/* What 8 KiB would take, from what twice as many rounds take. */
static enum cr_regex_probed
project_steps(
    struct prober *prober, size_t number, enum cr_regex_pump_form form)
{
	enum cr_regex_probed probed;
	uint64_t once, twice, steps;

	probed = count_steps(prober, number, form, SHORT_ROUNDS);
	if (probed != CR_REGEX_PROBE_PASSED)
		return probed;
	once = prober->counter.steps;
	probed = count_steps(prober, number, form, SHORT_ROUNDS * (size_t)2);
	if (probed != CR_REGEX_PROBE_PASSED)
		return probed;
	twice = prober->counter.steps;
	/* Both are at most MAX_STEPS, so nothing overflows. */
	steps = once;
	for (int i = 0; i < DOUBLINGS && steps <= LONG_STEPS; i++)
		steps = steps * twice / once;
	return steps <= LONG_STEPS ? CR_REGEX_PROBE_PASSED
				   : CR_REGEX_PROBE_SLOW;
}

static enum cr_regex_probed
search_long(struct prober *prober, size_t number, enum cr_regex_pump_form form)
{
	enum cr_regex_probed probed = CR_REGEX_PROBE_PASSED;

	for (size_t len = FIRST_SUBJECT;
	     len <= LAST_SUBJECT && probed == CR_REGEX_PROBE_PASSED; len *= 8) {
		cr_regex_pump_write(
		    prober->pumps, number, form, prober->subject, len);
		probed = judge(cr_regex_run(prober->regex, prober->scratch,
		    cr_bytes(prober->subject, len)));
	}
	return probed;
}

static enum cr_regex_probed
probe_pump(struct prober *prober, size_t number, enum cr_regex_pump_form form)
{
	enum cr_regex_probed probed = project_steps(prober, number, form);

	return probed == CR_REGEX_PROBE_PASSED
		   ? search_long(prober, number, form)
		   : probed;
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
	return pcre2_set_callout(prober->context, count_step, &prober->counter);
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
