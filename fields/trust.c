/* SPDX-License-Identifier: MIT */
/*
 * Trust statements to trust blocks.  Anything missing, unreadable, empty or
 * malformed refuses the load; every block is looked at, so that one run says
 * all that is wrong.
 */
#include "../base/alloc.h"
#include "../base/bytes.h"
#include "../base/seed.h"
#include "block.h"
#include "errors.h"
#include "facts.h"
#include "proven.h"

#include <stdlib.h>

static void
free_block(struct cr_block *block)
{
	struct cr_anchor *anchor;
	struct cr_crl *crl;

	for (anchor = block->anchors; anchor != NULL; anchor = anchor->next)
		X509_free(anchor->x509);
	for (crl = block->crls; crl != NULL; crl = crl->next)
		cr_crl_fini(crl);
	X509_STORE_free(block->store);
	sk_X509_NAME_pop_free(block->names, X509_NAME_free);
}

static void
free_trust(struct cr_trust *trust)
{
	size_t i;

	if (trust == NULL)
		return;
	for (i = 0; trust->blocks != NULL && i < trust->block_count; i++)
		free_block(&trust->blocks[i]);
	cr_arena_free(trust->arena);
	cr_alloc_free(trust->alloc, trust);
}

static struct cr_trust *
new_trust(const struct cr_trust_load *load, size_t count)
{
	struct cr_trust *trust = cr_alloc_array(load->alloc, 1, sizeof *trust);

	if (trust == NULL)
		return NULL;
	trust->alloc = load->alloc;
	trust->revision = load->revision == NULL ? "" : load->revision;
	trust->generation = load->generation;
	trust->arena = cr_arena_new(load->alloc);
	if (trust->arena != NULL)
		trust->blocks =
		    cr_arena_array(trust->arena, count, sizeof *trust->blocks);
	if (trust->blocks == NULL) {
		free_trust(trust);
		return NULL;
	}
	return trust;
}

static int
copy_hosts(struct cr_trust *trust, struct cr_block *block)
{
	const struct cr_trust_statement *statement = block->statement;
	struct certrule_bytes copy;
	size_t i;

	block->for_default = statement->for_default;
	block->hosts = cr_arena_array(
	    trust->arena, statement->host_count + 1, sizeof *block->hosts);
	if (block->hosts == NULL)
		return -1;
	for (i = 0; i < statement->host_count; i++) {
		copy =
		    cr_arena_bytes(trust->arena, statement->hosts[i].pattern);
		if (copy.data == NULL)
			return -1;
		block->hosts[i] = (const char *)copy.data;
	}
	block->host_count = statement->host_count;
	return 0;
}

static int
init_block(struct cr_trust *trust, struct cr_block *block,
    const struct cr_trust_statement *statement)
{
	struct certrule_bytes name =
	    cr_arena_bytes(trust->arena, statement->name);

	cr_settings_init(&block->settings);
	block->statement = statement;
	block->known.name = (const char *)name.data;
	block->known.number = cr_seed_draw(block);
	block->anchors_end = &block->anchors;
	block->crls_end = &block->crls;
	block->store = X509_STORE_new();
	if (name.data == NULL || block->store == NULL)
		return -1;
	return copy_hosts(trust, block);
}

static bool
has_setting(const struct cr_trust_statement *statement, enum cr_setting_id id)
{
	size_t i;

	for (i = 0; i < statement->setting_count; i++) {
		if (cr_settings_id(&statement->settings[i]) == id)
			return true;
	}
	return false;
}

/* Revocation that nothing could answer would block everybody, or nobody. */
static int
settle_revocation(struct cr_trust_load *load, struct cr_block *block)
{
	struct cr_settings *settings = &block->settings;
	bool has_crl = has_setting(block->statement, CR_SETTING_ID_CRL);

	if (!settings->revocation_set && has_crl)
		settings->revocation = CR_REVOCATION_LEAF;
	block->known.needs_good =
	    settings->revocation != CR_REVOCATION_OFF && !settings->soft;
	if (settings->revocation == CR_REVOCATION_OFF || has_crl)
		return 0;
	cr_diags_add(load->diags, CR_DIAG_TRUST_NO_CRL,
	    settings->revocation_span,
	    cr_settings_revocation_text(settings->revocation));
	cr_diags_hint(
	    load->diags, "name a CRL with crl \"...\", or say revocation off");
	return -1;
}

/* RFC 5246 7.4.4: distinguished names of acceptable CAs. */
static int
set_names(struct cr_block *block)
{
	const struct cr_anchor *anchor;
	X509_NAME *name;

	if (!block->settings.advertise)
		return 0;
	block->names = sk_X509_NAME_new_null();
	if (block->names == NULL)
		return -1;
	for (anchor = block->anchors; anchor != NULL; anchor = anchor->next) {
		name = X509_NAME_dup(X509_get_subject_name(anchor->x509));
		if (name == NULL ||
		    sk_X509_NAME_push(block->names, name) <= 0) {
			X509_NAME_free(name);
			return -1;
		}
	}
	return 0;
}

/* What follows from a block that has been read and checked. */
static int
finish_block(struct cr_trust_reading *reading)
{
	if (set_names(reading->block) == 0 &&
	    cr_block_digest_set(reading->trust->arena, reading->block) == 0)
		return 0;
	cr_diags_no_memory(reading->load->diags);
	return -1;
}

static int
load_block(struct cr_trust_reading *reading)
{
	const struct cr_trust_statement *statement = reading->block->statement;
	int result = 0;
	size_t i;

	for (i = 0; i < statement->setting_count; i++) {
		cr_settings_apply(
		    &reading->block->settings, &statement->settings[i]);
		if (cr_trust_files_read(reading, &statement->settings[i]) != 0)
			result = -1;
	}
	if (!has_setting(statement, CR_SETTING_ID_CA)) {
		cr_diags_add(reading->load->diags, CR_DIAG_TRUST_NO_CA,
		    statement->name_span, reading->block->known.name);
		cr_diags_hint(reading->load->diags,
		    "name the CA of its clients with ca \"...\"");
		result = -1;
	}
	if (settle_revocation(reading->load, reading->block) != 0)
		result = -1;
	if (result != 0 ||
	    cr_trust_check_block(reading->load, reading->block) != 0)
		return -1;
	if (cr_trust_in_force_check(
		reading->load, reading->trust->arena, reading->block) != 0)
		return -1;
	return finish_block(reading);
}

static int
compare_hosts(const void *a, const void *b)
{
	const struct cr_host_row *first = a, *second = b;

	return cr_bytes_compare(first->pattern, second->pattern);
}

static int
index_hosts(struct cr_trust *trust)
{
	struct cr_host_row *row;
	size_t i, j, count = 0;

	for (i = 0; i < trust->block_count; i++)
		count += trust->blocks[i].host_count;
	trust->hosts =
	    cr_arena_array(trust->arena, count + 1, sizeof *trust->hosts);
	if (trust->hosts == NULL)
		return -1;
	for (i = 0; i < trust->block_count; i++) {
		if (trust->blocks[i].for_default)
			trust->fallback = &trust->blocks[i];
		for (j = 0; j < trust->blocks[i].host_count; j++) {
			row = &trust->hosts[trust->host_count++];
			row->block = &trust->blocks[i];
			row->pattern = cr_bytes_text(trust->blocks[i].hosts[j]);
		}
	}
	qsort(trust->hosts, trust->host_count, sizeof *trust->hosts,
	    compare_hosts);
	return 0;
}

static int
load_blocks(struct cr_trust_load *load, struct cr_trust *trust,
    const struct cr_trust_statement *statements, size_t count)
{
	struct cr_trust_reading reading = {load, trust, NULL};
	int result = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		reading.block = &trust->blocks[i];
		trust->block_count = i + 1;
		if (init_block(trust, reading.block, &statements[i]) != 0) {
			cr_diags_no_memory(load->diags);
			return -1;
		}
		if (load_block(&reading) != 0)
			result = -1;
		reading.block->statement = NULL;
	}
	if (result == 0 && index_hosts(trust) != 0) {
		cr_diags_no_memory(load->diags);
		return -1;
	}
	return result;
}

static struct cr_trust *
load_trust(struct cr_trust_load *load,
    const struct cr_trust_statement *statements, size_t count)
{
	struct cr_trust *trust = new_trust(load, count);
	int result;

	if (trust == NULL) {
		cr_diags_no_memory(load->diags);
		return NULL;
	}
	cr_errors_begin();
	result = load_blocks(load, trust, statements, count);
	if (cr_errors_end()) {
		cr_diags_no_memory(load->diags);
		result = -1;
	}
	if (result == 0)
		return trust;
	free_trust(trust);
	return NULL;
}

const struct cr_trust_ops cr_trust_ops_openssl = {
    .settings = cr_settings_rows,
    .setting_count = CR_SETTING_COUNT,
    .load = load_trust,
    .free = free_trust,
    .block_for = cr_trust_host_block,
    .describe = cr_trust_describe,
    .not_proven = cr_proven_words,
    .notes = cr_facts_notes,
};
