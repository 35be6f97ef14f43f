/* SPDX-License-Identifier: MIT */
/* Settings as the policy writes them to settings as verification reads them. */
#include "settings.h"

#include "../base/bytes.h"

const struct cr_setting_row cr_settings_rows[CR_SETTING_COUNT] = {
#define SETTING(                                                              \
    id, name, kind, repeatable, command_line, values, min, max, doc)          \
	{name, CR_SETTING_##kind, repeatable, command_line, values, min, max, \
	    doc},
#include "settings.def"
#undef SETTING
};

enum cr_setting_id
cr_settings_id(const struct cr_setting *setting)
{
	return (enum cr_setting_id)(setting->row - cr_settings_rows);
}

void
cr_settings_init(struct cr_settings *settings)
{
	*settings = (struct cr_settings){
	    .revocation = CR_REVOCATION_OFF,
	    .depth = 8,
	    .strict = true,
	    .auth_level = 2,
	    .advertise = true,
	    .purpose = CR_PURPOSE_CLIENT,
	};
}

const char *
cr_settings_revocation_text(enum cr_revocation_mode mode)
{
	switch (mode) {
	case CR_REVOCATION_OFF:
		return "off";
	case CR_REVOCATION_LEAF:
		return "leaf";
	case CR_REVOCATION_CHAIN:
		return "chain";
	}
	return "off"; /* unreachable: a case for each */
}

/* Anything but the words that open a door is the careful choice. */
static enum cr_revocation_mode
get_revocation(struct certrule_bytes text)
{
	if (cr_bytes_equal_text(text, "off"))
		return CR_REVOCATION_OFF;
	if (cr_bytes_equal_text(text, "leaf"))
		return CR_REVOCATION_LEAF;
	return CR_REVOCATION_CHAIN;
}

static enum cr_purpose
get_purpose(struct certrule_bytes text)
{
	if (cr_bytes_equal_text(text, "any"))
		return CR_PURPOSE_ANY;
	if (cr_bytes_equal_text(text, "server"))
		return CR_PURPOSE_SERVER;
	return CR_PURPOSE_CLIENT;
}

void
cr_settings_apply(
    struct cr_settings *settings, const struct cr_setting *setting)
{
	struct certrule_bytes text = setting->text;

	switch (cr_settings_id(setting)) {
	case CR_SETTING_ID_CA:
	case CR_SETTING_ID_CRL:
	case CR_SETTING_COUNT:
		return;
	case CR_SETTING_ID_REVOCATION:
		settings->revocation = get_revocation(text);
		settings->revocation_set = true;
		settings->revocation_span = setting->value_span;
		return;
	case CR_SETTING_ID_UNKNOWN:
		settings->soft = cr_bytes_equal_text(text, "soft");
		return;
	case CR_SETTING_ID_GRACE:
		settings->grace = setting->number;
		return;
	case CR_SETTING_ID_DEPTH:
		settings->depth = (int)setting->number;
		return;
	case CR_SETTING_ID_STRICT:
		settings->strict = !cr_bytes_equal_text(text, "off");
		return;
	case CR_SETTING_ID_AUTH_LEVEL:
		settings->auth_level = (int)setting->number;
		return;
	case CR_SETTING_ID_ADVERTISE:
		settings->advertise = !cr_bytes_equal_text(text, "off");
		return;
	case CR_SETTING_ID_EKU:
		settings->eku_required = cr_bytes_equal_text(text, "required");
		return;
	case CR_SETTING_ID_PURPOSE:
		settings->purpose = get_purpose(text);
		return;
	}
}
