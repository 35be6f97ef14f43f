/* SPDX-License-Identifier: MIT */
/* The rows of import_actions.def by name. */
#include "import.h"

#include <string.h>

static const struct cr_import_action actions[] = {
#define IMPORT_ACTION(name, turn, note) {name, CR_IMPORT_##turn, note},
#include "import_actions.def"
#undef IMPORT_ACTION
};

#define ACTION_COUNT (sizeof(actions) / sizeof(actions[0]))

unsigned
cr_import_action_order(struct cr_json_string name)
{
	for (size_t i = 0; i < ACTION_COUNT; i++)
		if (strlen(actions[i].name) == name.len &&
		    memcmp(actions[i].name, name.data, name.len) == 0)
			return (unsigned)i;
	return ACTION_COUNT;
}

const struct cr_import_action *
cr_import_action(struct cr_json_string name)
{
	static const struct cr_import_action unknown = {
	    "", CR_IMPORT_ENDS, "certrule does not know this action."};
	unsigned order = cr_import_action_order(name);

	return order < ACTION_COUNT ? &actions[order] : &unknown;
}
