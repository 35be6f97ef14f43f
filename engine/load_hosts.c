/* SPDX-License-Identifier: MIT */
/*
 * Hosts as a policy writes them - for trust blocks and `for` - in the form in
 * which hosts are compared.  A pattern is a name, or "*." and a name.
 */
#include "load.h"
#include "../base/bytes.h"
#include "../base/canonical.h"

#include <string.h>

static void
report_host(struct cr_load *load, const struct cr_atom *atom, const char *why)
{
	cr_diags_add(load->diags, CR_DIAG_BAD_HOST, atom->span,
	    cr_diags_quote(load->diags, atom->text), why);
	if (cr_bytes_equal_text(atom->text, "*"))
		cr_diags_hint(
		    load->diags, "trust for every host is: for default");
	else if (strcmp(why, "a byte above 0x7f") == 0)
		cr_diags_hint(load->diags, "write its A-label: xn--...");
	else if (memchr(atom->text.data, '*', atom->text.len) != NULL)
		cr_diags_hint(load->diags,
		    "'*.' in front of a name is one label; no other '*' is "
		    "taken");
}

/* A port would be dropped silently: it is never part of what is compared. */
static bool
has_port(struct certrule_bytes host)
{
	const unsigned char *bracket = memchr(host.data, ']', host.len);
	const unsigned char *from = bracket != NULL ? bracket : host.data;

	return memchr(from, ':', host.len - (size_t)(from - host.data)) != NULL;
}

/* NULL, or why it is no host. */
static const char *
canonicalise(struct cr_buffer *out, struct certrule_bytes pattern)
{
	struct certrule_bytes star = cr_bytes_text("*.");
	const char *why;

	if (cr_bytes_starts(pattern, star)) {
		cr_buffer_add_bytes(out, star);
		pattern = cr_bytes_slice(pattern, star.len, pattern.len);
	}
	if (memchr(pattern.data, '*', pattern.len) != NULL)
		return "a '*' in it";
	why = cr_host_canonical(out, pattern);
	if (why == NULL && has_port(pattern))
		why = "a port";
	return why;
}

/* 1: a pattern; 0: none, reported; -1: no memory, reported. */
static int
add_host(struct cr_load *load, const struct cr_atom *atom,
    struct cr_trust_host *host)
{
	struct cr_buffer buffer;
	const char *why;
	int result = -1;

	cr_buffer_init(&buffer, load->alloc);
	why = canonicalise(&buffer, atom->text);
	if (cr_buffer_failed(&buffer)) {
		cr_diags_no_memory(load->diags);
		goto out;
	}
	if (why != NULL) {
		report_host(load, atom, why);
		result = 0;
		goto out;
	}
	host->pattern = cr_load_keep(load, cr_buffer_bytes(&buffer));
	host->span = atom->span;
	if (host->pattern.data != NULL)
		result = 1;
out:
	cr_buffer_fini(&buffer);
	return result;
}

int
cr_load_hosts(struct cr_load *load, const struct cr_ast_host *hosts,
    struct cr_trust_host **patterns, size_t *count)
{
	const struct cr_ast_host *host;
	size_t most = 0;

	for (host = hosts; host != NULL; host = host->next)
		most++;
	*count = 0;
	*patterns = cr_load_get(load, most + 1, sizeof(**patterns));
	if (*patterns == NULL)
		return -1;
	for (host = hosts; host != NULL; host = host->next) {
		int added =
		    add_host(load, &host->pattern, &(*patterns)[*count]);

		if (added < 0)
			return -1;
		*count += (size_t)added;
	}
	return 0;
}
