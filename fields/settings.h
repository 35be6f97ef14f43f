/* SPDX-License-Identifier: MIT */
/* The settings of a trust block, rows of settings.def. */
#ifndef CR_SETTINGS_H
#define CR_SETTINGS_H

#include "../base/trust.h"

enum cr_setting_id {
#define SETTING(                                                     \
    id, name, kind, repeatable, command_line, values, min, max, doc) \
	CR_SETTING_ID_##id,
#include "settings.def"
#undef SETTING
	CR_SETTING_COUNT
};

extern const struct cr_setting_row cr_settings_rows[CR_SETTING_COUNT];

enum cr_revocation_mode {
	CR_REVOCATION_OFF,
	CR_REVOCATION_LEAF,
	CR_REVOCATION_CHAIN
};

enum cr_purpose {
	CR_PURPOSE_CLIENT,
	CR_PURPOSE_SERVER,
	CR_PURPOSE_ANY
};

/* All but `ca` and `crl`, which are files and read by trust_files.c. */
struct cr_settings {
	enum cr_revocation_mode revocation;
	bool revocation_set; /* else it follows from crl */
	struct cr_span revocation_span;
	bool soft;
	int64_t grace;
	int depth;
	bool strict;
	int auth_level;
	bool advertise;
	bool eku_required;
	enum cr_purpose purpose;
};

enum cr_setting_id cr_settings_id(const struct cr_setting *setting);
void cr_settings_init(struct cr_settings *settings);
/* The engine has checked the value against its row. */
void cr_settings_apply(
    struct cr_settings *settings, const struct cr_setting *setting);
const char *cr_settings_revocation_text(enum cr_revocation_mode mode);

#endif
