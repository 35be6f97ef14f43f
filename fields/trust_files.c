/* SPDX-License-Identifier: MIT */
/*
 * The files of a trust block: CAs from `ca`, CRLs from `crl`, nothing else in
 * either.  What is in them is judged by trust_check.c.
 */
#include "../base/bytes.h"
#include "../base/limits.h"
#include "block.h"
#include "errors.h"
#include "name.h"
#include "pem.h"

#include <string.h>

/* One file being read. */
struct reading_file {
	struct cr_trust_reading *in;
	const struct cr_setting *setting;
	bool is_ca;
	struct certrule_bytes path; /* as the policy names it */
	const char *quoted;
	size_t visited; /* files of the directory so far */
	int result;
};

static const char *
get_wanted(const struct reading_file *file)
{
	return file->is_ca ? "CA certificate" : "CRL";
}

static void
add_error(const struct reading_file *file, enum cr_diag_code code)
{
	cr_diags_add(file->in->load->diags, code, file->setting->value_span,
	    file->quoted, get_wanted(file));
}

/* The n-th object of a file, from 1. */
static int
report_broken(const struct reading_file *file, unsigned number)
{
	cr_diags_add(file->in->load->diags, CR_DIAG_TRUST_BROKEN,
	    file->setting->value_span, file->quoted, number, get_wanted(file));
	return -1;
}

static int
report_no_memory(const struct reading_file *file)
{
	cr_diags_no_memory(file->in->load->diags);
	return -1;
}

/* ------------------------------------------------------------------ anchors */

/* "fleet" of "trust/fleet.pem": no folder, no last extension. */
static struct certrule_bytes
get_anchor_name(struct certrule_bytes path)
{
	size_t i;

	for (i = path.len; i > 0 && path.data[i - 1] != '/'; i--)
		;
	path = cr_bytes_slice(path, i, path.len);
	for (i = path.len; i > 1; i--) {
		if (path.data[i - 1] == '.')
			return cr_bytes_slice(path, 0, i - 1);
	}
	return path;
}

/* A rule that names an anchor must mean one file. */
static int
check_anchor_name(const struct reading_file *file)
{
	struct certrule_bytes name = get_anchor_name(file->path);
	struct certrule_diags *diags = file->in->load->diags;
	const struct cr_anchor *anchor = file->in->block->anchors;

	for (; anchor != NULL; anchor = anchor->next) {
		if (!cr_bytes_equal(anchor->name, name))
			continue;
		cr_diags_add(diags, CR_DIAG_TRUST_ANCHOR_NAME,
		    file->setting->value_span, cr_diags_quote(diags, name));
		cr_diags_second(diags, anchor->span);
		cr_diags_hint(diags,
		    "anchor.name is the file's name without its extension");
		return -1;
	}
	return 0;
}

/* With partial chains whatever stands in the store is an anchor, so a leaf in
 * it would vouch for itself. */
static int
check_is_ca(const struct reading_file *file, X509 *x509)
{
	struct certrule_diags *diags = file->in->load->diags;
	const char *subject;

	if (X509_check_ca(x509) != 0)
		return 0;
	subject =
	    cr_name_text(cr_diags_arena(diags), X509_get_subject_name(x509));
	cr_diags_add(diags, CR_DIAG_TRUST_NOT_CA, file->setting->value_span,
	    subject, file->quoted);
	return -1;
}

static int
add_anchor(const struct reading_file *file, X509 *x509)
{
	struct cr_block *block = file->in->block;
	struct cr_arena *arena = file->in->trust->arena;
	struct cr_anchor *anchor = cr_arena_get(arena, sizeof *anchor);
	struct certrule_bytes path = cr_arena_bytes(arena, file->path);

	if (anchor == NULL || path.data == NULL ||
	    X509_STORE_add_cert(block->store, x509) != 1 ||
	    X509_up_ref(x509) != 1)
		return report_no_memory(file);
	anchor->x509 = x509;
	anchor->file = (const char *)path.data;
	anchor->name = get_anchor_name(path);
	anchor->span = file->setting->value_span;
	*block->anchors_end = anchor;
	block->anchors_end = &anchor->next;
	return 0;
}

/* Trust settings in a TRUSTED CERTIFICATE of ours only narrow it: OpenSSL then
 * takes it for the uses named there and no others. */
static X509 *
parse_ca(const struct cr_pem_object *object)
{
	const unsigned char *p = object->der.data;
	long len = (long)object->der.len;
	X509 *x509;

	if (object->broken || len == 0)
		return NULL;
	x509 = object->kind == CR_PEM_TRUSTED ? d2i_X509_AUX(NULL, &p, len)
					      : d2i_X509(NULL, &p, len);
	if (x509 != NULL && p != object->der.data + len) {
		X509_free(x509);
		return NULL;
	}
	return x509;
}

static int
read_ca(const struct reading_file *file, const struct cr_pem_object *object,
    unsigned number)
{
	X509 *x509 = parse_ca(object);
	int result = -1;

	if (x509 == NULL)
		return report_broken(file, number);
	cr_errors_settle(x509);
	if (check_is_ca(file, x509) == 0)
		result = add_anchor(file, x509);
	X509_free(x509);
	return result;
}

/* --------------------------------------------------------------------- CRLs */

static X509_CRL *
parse_crl(const struct cr_pem_object *object)
{
	const unsigned char *p = object->der.data;
	X509_CRL *crl;

	if (object->broken || object->der.len == 0)
		return NULL;
	crl = d2i_X509_CRL(NULL, &p, (long)object->der.len);
	if (crl != NULL && p != object->der.data + object->der.len) {
		X509_CRL_free(crl);
		return NULL;
	}
	return crl;
}

static int
read_crl(const struct reading_file *file, const struct cr_pem_object *object,
    unsigned number)
{
	struct cr_arena *arena = file->in->trust->arena;
	struct cr_block *block = file->in->block;
	X509_CRL *x509 = parse_crl(object);
	struct certrule_bytes path;
	struct cr_crl *crl;

	if (x509 == NULL)
		return report_broken(file, number);
	crl = cr_crl_take(arena, x509);
	if (crl == NULL)
		return report_no_memory(file);
	*block->crls_end = crl;
	block->crls_end = &crl->next;
	path = cr_arena_bytes(arena, file->path);
	if (path.data == NULL)
		return report_no_memory(file);
	crl->file = (const char *)path.data;
	crl->span = file->setting->value_span;
	return 0;
}

/* -------------------------------------------------------------------- files */

static bool
is_wanted(const struct reading_file *file, enum cr_pem_kind kind)
{
	switch (kind) {
	case CR_PEM_CERTIFICATE:
	case CR_PEM_TRUSTED:
		return file->is_ca;
	case CR_PEM_CRL:
		return !file->is_ca;
	case CR_PEM_UNLABELLED:
		return true;
	case CR_PEM_PRIVATE_KEY:
	case CR_PEM_OTHER:
		return false;
	}
	return false; /* unreachable: a case for each */
}

/* A CRL in a `ca` file would silently mean no revocation, so nothing that has
 * no effect may stand in one. */
static int
report_unwanted(
    const struct reading_file *file, const struct cr_pem_object *object)
{
	struct certrule_diags *diags = file->in->load->diags;

	cr_diags_add(diags, CR_DIAG_TRUST_UNWANTED, file->setting->value_span,
	    file->quoted, cr_diags_quote(diags, object->label),
	    get_wanted(file));
	return -1;
}

static int
read_objects(const struct reading_file *file, const struct cr_pem *pem)
{
	const struct cr_pem_object *object;
	unsigned number = 0;
	int status, result = 0;

	for (object = pem->first; object != NULL; object = object->next) {
		number++;
		if (!is_wanted(file, object->kind))
			status = report_unwanted(file, object);
		else if (file->is_ca)
			status = read_ca(file, object, number);
		else
			status = read_crl(file, object, number);
		if (status != 0)
			result = -1;
	}
	return result;
}

static int
read_form(const struct reading_file *file, const struct cr_pem *pem)
{
	if (pem->private_key) {
		add_error(file, CR_DIAG_TRUST_PRIVATE_KEY);
		cr_diags_hint(file->in->load->diags,
		    "keep keys out of every file that a policy names");
		return -1;
	}
	switch (pem->form) {
	case CR_PEM_TEXT:
	case CR_PEM_DER:
		return read_objects(file, pem);
	case CR_PEM_EMPTY:
		add_error(file, CR_DIAG_TRUST_EMPTY);
		return -1;
	case CR_PEM_HTML:
		add_error(file, CR_DIAG_TRUST_HTML);
		cr_diags_hint(file->in->load->diags,
		    "a download that failed may have saved its error page");
		return -1;
	case CR_PEM_GARBAGE:
		add_error(file, CR_DIAG_TRUST_GARBAGE);
		return -1;
	}
	return -1; /* unreachable: a case for each */
}

static int
parse_text(const struct reading_file *file, struct certrule_bytes text)
{
	struct cr_arena *arena = cr_arena_new(file->in->load->alloc);
	struct cr_pem pem;
	int result;

	if (arena == NULL || cr_pem_read(arena, text, &pem) != 0)
		result = report_no_memory(file);
	else
		result = read_form(file, &pem);
	cr_arena_free(arena);
	return result;
}

static int
read_file(struct reading_file *file, struct certrule_bytes path)
{
	struct cr_trust_load *load = file->in->load;
	const struct certrule_bytes *text;

	file->path = path;
	file->quoted = cr_diags_quote(load->diags, path);
	if (file->is_ca && check_anchor_name(file) != 0)
		return -1;
	text = load->read(load, path,
	    file->is_ca ? CR_LIMIT_TRUST_FILE : CR_LIMIT_CRL_FILE,
	    file->setting->value_span);
	return text == NULL ? -1 : parse_text(file, *text);
}

/* --------------------------------------------------------------- directories */

/* The policy's path of the folder with the entry's name behind it: the load
 * resolves it once more. */
static int
visit_entry(void *context, const char *full)
{
	struct reading_file *file = context;
	const char *name = strrchr(full, '/');
	const char *path;

	name = name == NULL ? full : name + 1;
	path = cr_arena_printf(file->in->trust->arena, "%.*s/%s",
	    (int)file->setting->text.len,
	    (const char *)file->setting->text.data, name);
	if (path == NULL)
		file->result = report_no_memory(file);
	else if (read_file(file, cr_bytes_text(path)) != 0)
		file->result = -1;
	file->visited++;
	return path == NULL ? -1 : 0;
}

int
cr_trust_files_read(
    struct cr_trust_reading *reading, const struct cr_setting *setting)
{
	enum cr_setting_id id = cr_settings_id(setting);
	struct reading_file file = {.in = reading, .setting = setting};
	struct cr_trust_load *load = reading->load;
	enum cr_file_status status;
	const char *full;

	if (id != CR_SETTING_ID_CA && id != CR_SETTING_ID_CRL)
		return 0;
	file.is_ca = id == CR_SETTING_ID_CA;
	file.quoted = cr_diags_quote(load->diags, setting->text);
	full = load->resolve(load, setting->text, setting->value_span);
	if (full == NULL)
		return report_no_memory(&file);
	status = cr_files_list(load->alloc, full, visit_entry, &file);
	if (status == CR_FILE_NO_MEMORY)
		return report_no_memory(&file);
	if (file.result != 0)
		return -1;
	/* Whatever is no directory, or one that broke off, is read as a file:
	 * that works, or says why not. */
	if (status != CR_FILE_OK)
		return read_file(&file, setting->text);
	if (file.visited > 0)
		return 0;
	add_error(&file, CR_DIAG_TRUST_DIRECTORY);
	return -1;
}
