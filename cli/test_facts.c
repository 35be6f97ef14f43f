/* SPDX-License-Identifier: MIT */
/* The facts of a test case. */
#include "clock.h"
#include "facts.h"
#include "test_parts.h"

#include <stdlib.h>
#include <string.h>

static int
read_client(struct cr_test_one *one)
{
	char *cert = cr_test_lines_first(cr_test_one_block(one, CR_TEST_CERT));
	char *chain =
	    cr_test_lines_first(cr_test_one_block(one, CR_TEST_CHAIN));
	struct cr_text why;
	int result = 0;

	cr_text_init(&why);
	if (cert != NULL) {
		result = cr_facts_read_peer(&one->peer, cert, chain, &why);
	} else if (chain != NULL) {
		cr_text_add(&why, "it comes with a cert");
		result = -1;
	}
	if (result != 0)
		cr_test_one_fail(one, "cert", cr_text_get(&why));
	cr_text_fini(&why);
	free(cert);
	free(chain);
	return result;
}

static int
apply_request(struct cr_test_one *one)
{
	struct cr_test_run *run = one->run;
	const struct cr_test_block *fields =
	    cr_test_one_block(one, CR_TEST_FIELDS);
	char *path = cr_test_lines_first(run->kept[CR_TEST_PATH]);
	char *at = cr_test_lines_first(run->kept[CR_TEST_AT]);
	struct cr_request request;
	struct cr_text why;
	int result;

	memset(&request, 0, sizeof(request));
	cr_text_init(&why);
	request.peer = one->peer;
	request.hosts = one->hosts.items;
	request.host_count = one->hosts.count;
	request.path = path;
	request.at_set = at != NULL && cr_clock_parse(at, &request.at);
	request.assignments = one->assignments.items;
	request.assignment_count = one->assignments.count;
	if (fields != NULL) {
		request.fields.text = cr_text_get(&fields->text);
		request.fields.len = fields->text.len;
	}
	result = cr_request_apply(&request, run->gate, one->facts, &why);
	if (result != 0)
		cr_test_one_fail(one, "facts", cr_text_get(&why));
	cr_text_fini(&why);
	free(path);
	free(at);
	return result;
}

int
cr_test_facts_set(struct cr_test_one *one)
{
	if (one->facts != NULL)
		return 0;
	one->facts = certrule_fieldset_new(one->run->gate);
	if (one->facts == NULL ||
	    cr_test_lines_init(&one->hosts, one->run->kept[CR_TEST_HOST]) !=
		0 ||
	    cr_test_lines_init(
		&one->assignments, cr_test_one_block(one, CR_TEST_SET)) != 0) {
		cr_test_one_fail(one, "facts", "out of memory");
		return -1;
	}
	return read_client(one) != 0 ? -1 : apply_request(one);
}
