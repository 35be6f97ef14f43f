/* SPDX-License-Identifier: MIT */
/* The trust table of `check`: hosts, CAs with their expiry, CRLs with their
 * nextUpdate, and every setting that makes a block softer than it could be. */
#include "../base/clock.h"
#include "block.h"
#include "errors.h"
#include "name.h"
#include "times.h"

struct table {
	const struct cr_block *block;
	struct cr_arena *arena; /* texts of one table */
	int64_t now;
	cr_trust_row_fn *row;
	void *context;
};

static int
put_row(const struct table *table, struct cr_trust_row row)
{
	row.block = table->block->known.name;
	if (row.text == NULL)
		return -1;
	return table->row(table->context, &row);
}

static int
put_setting(const struct table *table, const char *text)
{
	return put_row(
	    table, (struct cr_trust_row){.kind = "setting", .text = text});
}

static int
put_hosts(const struct table *table)
{
	const struct cr_block *block = table->block;
	size_t i;

	for (i = 0; i < block->host_count; i++) {
		if (put_row(table, (struct cr_trust_row){.kind = "host",
				       .text = block->hosts[i]}) != 0)
			return -1;
	}
	if (!block->for_default)
		return 0;
	return put_row(
	    table, (struct cr_trust_row){.kind = "host", .text = "default"});
}

static int
put_anchor(const struct table *table, const struct cr_anchor *anchor)
{
	struct cr_trust_row row = {.kind = "ca", .file = anchor->file};
	int64_t start = INT64_MIN;

	row.text =
	    cr_name_text(table->arena, X509_get_subject_name(anchor->x509));
	row.has_time =
	    cr_times_seconds(X509_get0_notAfter(anchor->x509), &row.time);
	(void)cr_times_seconds(X509_get0_notBefore(anchor->x509), &start);
	if (!row.has_time)
		row.note = "unreadable";
	else if (row.time <= table->now)
		row.note = "expired";
	else if (start > table->now)
		row.note = "not yet valid";
	return put_row(table, row);
}

static int
put_crl(const struct table *table, const struct cr_crl *crl)
{
	struct cr_trust_row row = {.kind = "crl", .file = crl->file};

	row.text = cr_name_text(table->arena, X509_CRL_get_issuer(crl->x509));
	row.has_time =
	    cr_times_seconds(X509_CRL_get0_nextUpdate(crl->x509), &row.time);
	if (crl->unusable != NULL)
		row.note = crl->unusable;
	else if (crl->next_update <= table->now)
		row.note = "stale";
	else if (cr_crl_soon_stale(crl, table->now))
		row.note = "soon stale";
	return put_row(table, row);
}

/* Only what differs from the default, and revocation always. */
static int
put_settings(const struct table *table)
{
	const struct cr_settings *settings = &table->block->settings;
	struct cr_arena *arena = table->arena;
	const struct {
		bool shown;
		const char *text;
	} rows[] = {
	    {true, cr_arena_printf(arena, "revocation %s",
		       cr_settings_revocation_text(settings->revocation))},
	    {settings->soft, "unknown soft"},
	    {settings->grace != 0, cr_arena_printf(arena, "grace %llds",
				       (long long)settings->grace)},
	    {settings->depth != 8,
		cr_arena_printf(arena, "depth %d", settings->depth)},
	    {!settings->strict, "strict off"},
	    {settings->auth_level != 2,
		cr_arena_printf(arena, "auth_level %d", settings->auth_level)},
	    {!settings->advertise, "advertise off"},
	    {settings->eku_required, "eku required"},
	    {settings->purpose == CR_PURPOSE_SERVER, "purpose server"},
	    {settings->purpose == CR_PURPOSE_ANY, "purpose any"},
	};
	size_t i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (rows[i].shown && put_setting(table, rows[i].text) != 0)
			return -1;
	}
	return 0;
}

static int
describe_block(const struct table *table)
{
	const struct cr_anchor *anchor = table->block->anchors;
	const struct cr_crl *crl = table->block->crls;

	if (put_hosts(table) != 0)
		return -1;
	for (; anchor != NULL; anchor = anchor->next) {
		if (put_anchor(table, anchor) != 0)
			return -1;
	}
	for (; crl != NULL; crl = crl->next) {
		if (put_crl(table, crl) != 0)
			return -1;
	}
	return put_settings(table);
}

int
cr_trust_describe(const struct cr_trust *trust, int64_t now,
    cr_trust_row_fn *row, void *context)
{
	struct table table = {NULL, NULL, now, row, context};
	int result = 0;
	size_t i;

	table.arena = cr_arena_new(trust->alloc);
	if (table.arena == NULL)
		return -1;
	cr_errors_begin();
	for (i = 0; i < trust->block_count && result == 0; i++) {
		table.block = &trust->blocks[i];
		result = describe_block(&table);
	}
	(void)cr_errors_end();
	cr_arena_free(table.arena);
	return result;
}
