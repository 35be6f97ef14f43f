/* SPDX-License-Identifier: MIT */
/*
 * The form of policies, over many of them: those of all other tests, scattered
 * over lines at random, and random ones with deep and long conditions.  How it
 * looks is in tests/fmt.t.
 */
#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../base/diag.h"
#include "../../grammar/format.h"
#include "../../grammar/parsing.h"
#include "grammar/parser.h"
#include "faults.h"

#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------- texts */

static int
write_buffer(void *context, const char *text, size_t len)
{
	cr_buffer_add(context, text, len);
	return 0;
}

static const char *
text_of(struct cr_buffer *buffer)
{
	ck_assert(!cr_buffer_failed(buffer));
	return buffer->data == NULL ? "" : (const char *)buffer->data;
}

/* -1: the text has errors. */
static int
format(struct cr_buffer *out, const char *text)
{
	struct certrule_diags *diags = certrule_diags_new(NULL);
	int status;

	cr_buffer_clear(out);
	status = certrule_format(
	    "policy", text, strlen(text), diags, write_buffer, out);
	for (size_t i = 0; i < certrule_diags_count(diags); i++) {
		struct certrule_diag diag;

		certrule_diags_at(diags, i, &diag);
		ck_assert_msg(strcmp(diag.code, "E0017") != 0, "%s", text);
	}
	ck_assert_int_eq(status != 0, certrule_diags_error_count(diags) != 0);
	certrule_diags_free(diags);
	return status;
}

/* The tree less its places. */
static void
dump_tree(struct cr_buffer *out, const char *text)
{
	struct cr_arena *arena = cr_arena_new(cr_alloc_default());
	struct certrule_diags *diags = certrule_diags_new(NULL);
	struct cr_buffer dump;
	struct cr_ast *ast;
	uint32_t id;

	cr_buffer_init(&dump, cr_alloc_default());
	ck_assert_int_eq(0, cr_sources_add(cr_diags_sources(diags), "policy",
				cr_bytes_text(text), &id));
	ast = cr_parse_policy(arena, diags, id);
	ck_assert_ptr_nonnull(ast);
	ck_assert_uint_eq(0, ast->broken);
	cr_ast_dump(ast, &dump);
	cr_buffer_clear(out);
	for (const char *from = text_of(&dump); *from != '\0';) {
		if (strncmp(from, " @", 2) != 0) {
			cr_buffer_add_byte(out, (unsigned char)*from++);
			continue;
		}
		from += 2;
		from += strspn(from, "0123456789-");
	}
	cr_buffer_fini(&dump);
	certrule_diags_free(diags);
	cr_arena_free(arena);
}

/* Formats the text: the same tree, and the same again when formatted again.
 * -1: the text has errors. */
static int
check_text(struct cr_buffer *out, const char *text)
{
	struct cr_buffer again, before, after;

	if (format(out, text) != 0)
		return -1;
	cr_buffer_init(&again, cr_alloc_default());
	cr_buffer_init(&before, cr_alloc_default());
	cr_buffer_init(&after, cr_alloc_default());
	ck_assert_int_eq(0, format(&again, text_of(out)));
	ck_assert_str_eq(text_of(out), text_of(&again));
	dump_tree(&before, text);
	dump_tree(&after, text_of(out));
	ck_assert_str_eq(text_of(&before), text_of(&after));
	cr_buffer_fini(&again);
	cr_buffer_fini(&before);
	cr_buffer_fini(&after);
	return 0;
}

/* ----------------------------------------------------------------- scatter */

static uint32_t seed;

static uint32_t
pick(uint32_t count)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % count;
}

/* What may stand between any two tokens; those behind `plain` leave traces in
 * the form. */
static const char *const plain[] = {
    " ",
    "\n",
    "\t",
    "  \r\n ",
    "\n    ",
};
static const char *const traces[] = {
    "\n\n",
    " # a word\n",
    "\n# a line\n",
    "#\n\n  #  two \t\n",
    "\n\n\n# alone\n\n\n",
};

static const char *
white_space(bool comments)
{
	if (comments && pick(4) == 0)
		return traces[pick(sizeof(traces) / sizeof(*traces))];
	return plain[pick(sizeof(plain) / sizeof(*plain))];
}

/* White space between the tokens, blanks only inside sets: a line there is the
 * writer's. */
static void
scatter(struct cr_buffer *out, const struct certrule_bytes text,
    const struct cr_parsed_tokens *tokens, bool comments)
{
	bool set = false;
	int before = 0;

	cr_buffer_clear(out);
	for (size_t i = 0; i < tokens->count; i++) {
		const struct cr_parsed_token *token = &tokens->items[i];

		if (token->kind == CR_TOKEN_START_POLICY ||
		    token->kind == CR_TOKEN_STOP || token->begin == token->end)
			continue;
		if (token->kind == CR_TOKEN_SEMICOLON)
			cr_buffer_add_byte(out, ' ');
		else if (token->kind != CR_TOKEN_BRACKET_OPEN)
			cr_buffer_add_text(out,
			    set && !comments ? " " : white_space(comments));
		cr_buffer_add_bytes(
		    out, cr_bytes_slice(text, token->begin, token->end));
		if (token->kind == CR_TOKEN_BRACE_OPEN ||
		    token->kind == CR_TOKEN_ANGLE_OPEN)
			set = before == CR_TOKEN_IN ||
			      before == CR_TOKEN_NOT_IN ||
			      before == CR_TOKEN_NAME;
		else if (token->kind == CR_TOKEN_BRACE_CLOSE ||
			 token->kind == CR_TOKEN_ANGLE_CLOSE)
			set = false;
		before = token->kind;
	}
	cr_buffer_add_text(out, white_space(comments));
}

enum {
	SCATTERINGS = 4
};

/* However it is laid out, one form comes of it - but for comments, blank lines
 * and rows of sets, which are the writer's. */
static void
check_scattered(const char *policy)
{
	struct cr_arena *arena = cr_arena_new(cr_alloc_default());
	struct certrule_diags *diags = certrule_diags_new(NULL);
	struct cr_parsed_tokens tokens;
	struct cr_buffer text, form, first;
	uint32_t id;

	cr_parsed_tokens_init(&tokens, cr_alloc_default());
	cr_buffer_init(&text, cr_alloc_default());
	cr_buffer_init(&form, cr_alloc_default());
	cr_buffer_init(&first, cr_alloc_default());
	ck_assert_int_eq(0, cr_sources_add(cr_diags_sources(diags), "policy",
				cr_bytes_text(policy), &id));
	ck_assert_ptr_nonnull(
	    cr_parse_policy_tokens(arena, diags, id, &tokens));
	for (int i = 0; i < SCATTERINGS; i++) {
		scatter(&text, cr_bytes_text(policy), &tokens, false);
		ck_assert_int_eq(0, check_text(&form, text_of(&text)));
		if (i == 0)
			cr_buffer_add_bytes(&first, cr_buffer_bytes(&form));
		ck_assert_msg(cr_bytes_equal(cr_buffer_bytes(&first),
				  cr_buffer_bytes(&form)),
		    "of %.2000s comes another form", text_of(&text));
		scatter(&text, cr_bytes_text(policy), &tokens, true);
		ck_assert_int_eq(0, check_text(&form, text_of(&text)));
	}
	cr_buffer_fini(&text);
	cr_buffer_fini(&form);
	cr_buffer_fini(&first);
	cr_parsed_tokens_fini(&tokens);
	certrule_diags_free(diags);
	cr_arena_free(arena);
}

/* ---------------------------------------------------------- policies of tests */

static unsigned policies;

static void
check_policy(const char *policy)
{
	struct cr_buffer out;

	cr_buffer_init(&out, cr_alloc_default());
	if (check_text(&out, policy) == 0) {
		policies++;
		check_scattered(policy);
	}
	cr_buffer_fini(&out);
}

/* Every block of a .t file that is called `policy`. */
static void
check_blocks(FILE *file)
{
	struct cr_buffer policy;
	char line[4096];
	bool inside = false;

	cr_buffer_init(&policy, cr_alloc_default());
	while (fgets(line, sizeof(line), file) != NULL) {
		if (inside &&
		    (line[0] == ' ' || line[0] == '\t' || line[0] == '\n')) {
			cr_buffer_add_text(&policy, line);
			continue;
		}
		if (inside)
			check_policy(text_of(&policy));
		inside = strcmp(line, "policy\n") == 0;
		cr_buffer_clear(&policy);
	}
	if (inside)
		check_policy(text_of(&policy));
	cr_buffer_fini(&policy);
}

static void
check_whole(FILE *file)
{
	struct cr_buffer policy;
	char line[4096];

	cr_buffer_init(&policy, cr_alloc_default());
	while (fgets(line, sizeof(line), file) != NULL)
		cr_buffer_add_text(&policy, line);
	check_policy(text_of(&policy));
	cr_buffer_fini(&policy);
}

static void
check_files(const char *pattern, void (*check)(FILE *file))
{
	const char *folder = getenv("srcdir");
	char path[4096];
	glob_t found;

	snprintf(path, sizeof(path), "%s/%s", folder == NULL ? "." : folder,
	    pattern);
	ck_assert_int_eq(0, glob(path, 0, NULL, &found));
	for (size_t i = 0; i < found.gl_pathc; i++) {
		FILE *file = fopen(found.gl_pathv[i], "rb");

		ck_assert_ptr_nonnull(file);
		check(file);
		fclose(file);
	}
	globfree(&found);
}

START_TEST(policies_of_tests)
{
	seed = 1;
	policies = 0;
	check_files("tests/*.t", check_blocks);
	check_files("examples/*/*.t", check_blocks);
	check_files("tests/policies/*.rules", check_whole);
	check_files("examples/*/*.rules", check_whole);
	/* That many and more there are. */
	ck_assert_uint_gt(policies, 100);
}
END_TEST

/* --------------------------------------------------------- random policies */

static void
add_name(struct cr_buffer *out)
{
	static const char *const names[] = {"a", "ssl", "http.host",
	    "cf.tls_client_auth.cert_subject_dn", "http.request.uri.path",
	    "a_rather_long_name.of_a_field.that_some_host.registered"};

	cr_buffer_add_text(out, names[pick(sizeof(names) / sizeof(*names))]);
}

static void
add_literal(struct cr_buffer *out)
{
	static const char *const literals[] = {"1", "-5", "10.0.0.0/8", "\"a\"",
	    "r##\"raw \"# text\"##", "61:31", "\"two\nlines\"",
	    "\"spiffe://mesh.example/ns/prod/sa/orders\"",
	    "\"\xc3\xa4\xc3\xb6\xc3\xbc \xff\\x00 of other bytes, and long\""};

	cr_buffer_add_text(
	    out, literals[pick(sizeof(literals) / sizeof(*literals))]);
}

static void
add_set(struct cr_buffer *out)
{
	bool angled = pick(3) == 0;
	const char *between = pick(3) == 0 ? "," : pick(4) == 0 ? "\n" : " ";

	cr_buffer_add_text(out, angled ? "<" : "{");
	for (uint32_t i = pick(9); i != 0; i--) {
		add_literal(out);
		cr_buffer_add_text(out, i == 1 ? "" : between);
	}
	cr_buffer_add_text(out, angled ? ">" : "}");
}

static void add_condition(struct cr_buffer *out, unsigned depth);

static void
add_value(struct cr_buffer *out, unsigned depth)
{
	if (depth == 0 || pick(2) == 0) {
		add_name(out);
		cr_buffer_add_text(out, pick(4) == 0 ? "[*]" : "");
		return;
	}
	cr_buffer_add_text(out, "concat(");
	for (uint32_t i = pick(4) + 1; i != 0; i--) {
		switch (pick(3)) {
		case 0:
			add_literal(out);
			break;
		case 1:
			add_condition(out, depth - 1);
			break;
		default:
			add_value(out, depth - 1);
		}
		cr_buffer_add_text(out, i == 1 ? "" : ",");
	}
	cr_buffer_add_text(out, pick(2) == 0 ? ")" : ")[0][\"a\"]");
}

static void
add_comparison(struct cr_buffer *out, unsigned depth)
{
	add_value(out, depth);
	switch (pick(6)) {
	case 0:
		break;
	case 1:
		cr_buffer_add_text(out, pick(2) ? " in " : " not  in");
		add_set(out);
		break;
	case 2:
		cr_buffer_add_text(out, " ~ \"^[\"']*\\\"$\"");
		break;
	case 3:
		cr_buffer_add_text(out, "==");
		add_value(out, depth);
		break;
	default:
		cr_buffer_add_text(out, pick(2) ? " contains " : "<=");
		add_literal(out);
	}
}

static void
add_condition(struct cr_buffer *out, unsigned depth)
{
	static const char *const connectives[] = {
	    " and ", "&&", " or ", "||", " xor ", "\n\nor "};
	const char *connective =
	    connectives[pick(sizeof(connectives) / sizeof(*connectives))];

	switch (depth == 0 ? 0 : pick(6)) {
	case 0:
		add_comparison(out, depth);
		break;
	case 1:
		cr_buffer_add_text(out, pick(2) ? "not " : "!");
		add_condition(out, depth - 1);
		break;
	case 2:
	case 3:
		cr_buffer_add_text(out, pick(2) ? "(" : "all(");
		add_condition(out, depth - 1);
		cr_buffer_add_text(out, ")");
		break;
	default:
		for (uint32_t i = pick(4) + 2; i != 0; i--) {
			add_condition(out, depth - 1);
			cr_buffer_add_text(out, i == 1 ? "" : connective);
		}
	}
}

static void
add_rule(struct cr_buffer *out)
{
	static const char *const heads[] = {"allow", "disabled block \"b\"",
	    "action \"managed_challenge\" \"of a long name\" status 403",
	    "block status 403 message \"You may not, and this is why it is so: "
	    "there is no reason\" tag \"tags are here as well\""};

	cr_buffer_add_text(out, heads[pick(sizeof(heads) / sizeof(*heads))]);
	cr_buffer_add_text(out, pick(2) == 0 ? " if " : " unless ");
	add_condition(out, 1 + pick(5));
	cr_buffer_add_text(out, pick(2) == 0 ? "\n" : " ; ");
}

static void
add_policy(struct cr_buffer *out)
{
	bool scope = pick(2) == 0;

	cr_buffer_clear(out);
	if (pick(2) == 0) {
		cr_buffer_add_text(out, "list $all_of_them string ");
		add_set(out);
		cr_buffer_add_text(out, "may be empty\n");
	}
	cr_buffer_add_text(out, scope ? "for \"a.example\" {" : "");
	for (uint32_t i = pick(3) + 1; i != 0; i--)
		add_rule(out);
	cr_buffer_add_text(out, scope ? "}" : "");
	cr_buffer_add_text(out, " default block");
}

START_TEST(random_policies)
{
	struct cr_buffer policy, out;

	cr_buffer_init(&policy, cr_alloc_default());
	cr_buffer_init(&out, cr_alloc_default());
	seed = 2;
	for (int i = 0; i < 200; i++) {
		add_policy(&policy);
		ck_assert_msg(check_text(&out, text_of(&policy)) == 0,
		    "%.2000s", text_of(&policy));
		check_scattered(text_of(&policy));
	}
	cr_buffer_fini(&policy);
	cr_buffer_fini(&out);
}
END_TEST

/* -------------------------------------------------------------- comparison */

struct collected {
	struct cr_arena *arena;
	struct certrule_diags *diags;
	struct cr_parsed_tokens tokens;
	struct cr_format format;
};

static void
collect(struct collected *collected, const char *text)
{
	struct cr_format *format = &collected->format;
	uint32_t id;

	memset(collected, 0, sizeof(*collected));
	collected->arena = cr_arena_new(cr_alloc_default());
	collected->diags = certrule_diags_new(NULL);
	cr_parsed_tokens_init(&collected->tokens, cr_alloc_default());
	ck_assert_int_eq(0, cr_sources_add(cr_diags_sources(collected->diags),
				"policy", cr_bytes_text(text), &id));
	format->arena = collected->arena;
	format->ast = cr_parse_policy_tokens(
	    collected->arena, collected->diags, id, &collected->tokens);
	ck_assert_ptr_nonnull(format->ast);
	format->source = cr_bytes_text(text);
	ck_assert_int_eq(0, cr_format_collect(format, &collected->tokens));
}

static void
collected_fini(struct collected *collected)
{
	cr_parsed_tokens_fini(&collected->tokens);
	certrule_diags_free(collected->diags);
	cr_arena_free(collected->arena);
}

static bool
is_same(const char *before, const char *after, struct cr_span *place)
{
	struct collected a, b;
	bool same;

	collect(&a, before);
	collect(&b, after);
	same = cr_format_same(&a.format, &b.format, place);
	collected_fini(&a);
	collected_fini(&b);
	return same;
}

/* What certrule_format() refuses to write. */
START_TEST(other_policies)
{
	static const char text[] = "block \"x\" if a and b # c\n# d";
	static const struct {
		const char *text;
		uint32_t place; /* in text above */
	} others[] = {
	    {"block \"x\" if a or b # c\n# d", 15},
	    {"block \"x\" if a && b # c\n# d", 15},
	    {"block \"X\" if a and b # c\n# d", 6},
	    {"block r\"x\" if a and b # c\n# d", 6},
	    {"block \"x\" if (a and b) # c\n# d", 13},
	    {"block \"x\" if a # c\n# d", 15},
	    {"block \"x\" if a and b # c", 25},
	    {"block \"x\" if a and b # d\n# c", 21},
	    {"block \"x\" if a and b # c\n# d\n# d", 0},
	    {"block \"x\" if a and b # c\n# d\ndefault block", 0},
	};
	struct cr_span place;

	ck_assert(is_same(text, text, &place));
	ck_assert(is_same(
	    text, "block\n\"x\"\nif a\n\n and # c  \n# d\r\n b;", &place));
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		ck_assert_msg(!is_same(text, others[i].text, &place), "%s",
		    others[i].text);
		ck_assert_uint_eq(others[i].place, place.begin);
	}
}
END_TEST

/* ------------------------------------------------------------------ failure */

static const char some[] =
    "# a\nlist $a ip { 10.0.0.0/8 # b\n 1.2.3.4 }\n"
    "trust c for \"x\" { ca \"f\" }\n"
    "for \"x\" { block \"n\" if a and (b or any(c[*] == \"y\")) }";

START_TEST(no_memory)
{
	size_t at = 0;
	bool failed = true;

	while (failed) {
		struct faults faults;
		struct certrule_diags *diags;
		struct cr_buffer out;

		faults_init(&faults, ++at, false);
		cr_buffer_init(&out, cr_alloc_default());
		diags = certrule_diags_new(&faults.alloc);
		if (diags != NULL) {
			failed =
			    certrule_format("policy", some, sizeof(some) - 1,
				diags, write_buffer, &out) != 0;
			ck_assert_int_eq(
			    failed, certrule_diags_error_count(diags) != 0);
			ck_assert_int_eq(failed, out.len == 0);
			ck_assert_int_eq(failed, faults.failed != 0);
		}
		certrule_diags_free(diags);
		ck_assert_uint_eq(0, faults.live);
		cr_buffer_fini(&out);
	}
	ck_assert_uint_gt(at, 10);
}
END_TEST

static int
refuse(void *context, const char *text, size_t len)
{
	(void)context;
	(void)text;
	(void)len;
	return -1;
}

START_TEST(no_room)
{
	struct certrule_diags *diags = certrule_diags_new(NULL);

	ck_assert_int_eq(-1, certrule_format("policy", some, sizeof(some) - 1,
				 diags, refuse, NULL));
	ck_assert_uint_eq(0, certrule_diags_error_count(diags));
	/* Nothing is to be written of nothing. */
	ck_assert_int_eq(
	    0, certrule_format("policy", "", 0, diags, refuse, NULL));
	certrule_diags_free(diags);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("format");
	TCase *tcase = tcase_create("format");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(tcase, 300);
	tcase_add_test(tcase, policies_of_tests);
	tcase_add_test(tcase, random_policies);
	tcase_add_test(tcase, other_policies);
	tcase_add_test(tcase, no_memory);
	tcase_add_test(tcase, no_room);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}
