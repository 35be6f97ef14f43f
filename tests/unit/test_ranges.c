/* SPDX-License-Identifier: MIT */
/* Look-ups of numbers and addresses with more ranges than random policies have:
 * what the program decides is what the reference evaluator does. */
#include "gates.h"
#include "unit.h"

#include <stdint.h>
#include <stdio.h>

#define RANGES 120

static struct gates gates;
static uint64_t state;

static void
setup(void)
{
	gates_open(&gates, NULL);
	state = UINT64_C(0x9e3779b97f4a7c15);
}

static void
teardown(void)
{
	gates_close(&gates);
}

static uint32_t
draw(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 32) % below;
}

/* Of few octets, so that ranges meet, nest and share edges. */
static uint32_t
draw_address(void)
{
	static const uint32_t firsts[] = {0, 1, 10, 127, 254, 255};
	static const uint32_t others[] = {0, 1, 128, 254, 255};

	return firsts[draw(6)] << 24 | others[draw(5)] << 16 |
	       others[draw(5)] << 8 | others[draw(5)];
}

static char *
print_address(char *out, size_t size, unsigned family, uint32_t address)
{
	if (family == 4)
		snprintf(out, size, "%u.%u.%u.%u", address >> 24,
		    address >> 16 & 255, address >> 8 & 255, address & 255);
	else
		snprintf(out, size, "2001:db8::%x:%x", address >> 16,
		    address & 0xffff);
	return out;
}

/* Rules of one range each; narrow: they seldom overlap. */
static void
add_rules(struct cr_buffer *text, unsigned family, bool narrow)
{
	char first[64], last[64];

	for (int i = 0; i < RANGES; i++) {
		uint32_t from = draw_address();
		uint32_t to = narrow ? from + draw(3) : draw_address();

		if (to < from)
			to = from;
		cr_buffer_printf(text,
		    "block \"r%u-%d\" if ip.src in {%s..%s}\n", family, i,
		    print_address(first, sizeof(first), family, from),
		    print_address(last, sizeof(last), family, to));
	}
}

static struct certrule_gate *
load(const struct cr_buffer *text, unsigned flags)
{
	struct certrule_options options = {.flags = flags | CERTRULE_NO_LINT};
	struct certrule_gate *gate =
	    certrule_gate_load_mem(gates.schema, "policy",
		(const char *)text->data, text->len, &options, gates.diags);

	ck_assert_ptr_nonnull(gate);
	return gate;
}

static char *
decide(struct certrule_gate *gate, struct certrule_fieldset *facts,
    const char *json)
{
	const char *why = NULL;

	certrule_fieldset_clear(facts);
	ck_assert_int_eq(
	    certrule_fieldset_set_json(facts, json, strlen(json), &why), 0);
	return gates_verdict(gate, facts);
}

typedef void facts_fn(char *out, size_t size);

static void
compare(const struct cr_buffer *text, facts_fn *make)
{
	struct certrule_gate *lhs = load(text, 0);
	struct certrule_gate *rhs = load(text, CERTRULE_REFERENCE);
	struct certrule_fieldset *ours = certrule_fieldset_new(lhs);
	struct certrule_fieldset *theirs = certrule_fieldset_new(rhs);

	ck_assert(ours != NULL && theirs != NULL);
	for (int i = 0; i < 1000; i++) {
		char json[128], *a, *b;

		make(json, sizeof(json));
		a = decide(lhs, ours, json);
		b = decide(rhs, theirs, json);
		ck_assert_msg(strcmp(a, b) == 0, "%s: %s, not %s", json, a, b);
		free(a);
		free(b);
	}
	certrule_fieldset_free(ours);
	certrule_fieldset_free(theirs);
	certrule_gate_unref(lhs);
	certrule_gate_unref(rhs);
}

static void
make_address(char *out, size_t size)
{
	char address[64];
	/* An edge, or beside one. */
	uint32_t number = draw_address() + draw(3) - 1;

	snprintf(out, size, "{\"ip.src\":\"%s\"}",
	    print_address(
		address, sizeof(address), draw(2) == 0 ? 4 : 6, number));
}

static void
make_int(char *out, size_t size)
{
	snprintf(out, size, "{\"http.request.timestamp.msec\":%d}",
	    (int)draw(400) - 200);
}

START_TEST(test_addresses)
{
	struct cr_buffer text;

	cr_buffer_init(&text, cr_alloc_default());
	add_rules(&text, 4, _i != 0);
	add_rules(&text, 6, _i != 0);
	ck_assert(!cr_buffer_failed(&text));
	compare(&text, make_address);
	cr_buffer_fini(&text);
}
END_TEST

START_TEST(test_ints)
{
	static const char *const signs[] = {"<", "<=", ">", ">=", "=="};
	struct cr_buffer text;

	cr_buffer_init(&text, cr_alloc_default());
	for (int i = 0; i < RANGES; i++)
		cr_buffer_printf(&text,
		    "block \"r%d\" if http.request.timestamp.msec %s %d\n", i,
		    _i != 0 ? "==" : signs[draw(5)], (int)draw(300) - 150);
	ck_assert(!cr_buffer_failed(&text));
	compare(&text, make_int);
	cr_buffer_fini(&text);
}
END_TEST

static void
add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, test_addresses, 0, 2);
	tcase_add_loop_test(tests, test_ints, 0, 2);
}

int
main(void)
{
	return unit_run("ranges", add_tests);
}
