/* SPDX-License-Identifier: MIT */
/* Empties OpenSSL's error queue and looks for one thing in it. */
#include "errors.h"

#include <openssl/err.h>

void
cr_errors_begin(void)
{
	ERR_clear_error();
}

bool
cr_errors_end(void)
{
	bool no_memory = false;
	unsigned long error;

	while ((error = ERR_get_error()) != 0) {
		if (ERR_GET_REASON(error) == ERR_R_MALLOC_FAILURE)
			no_memory = true;
	}
	return no_memory;
}
