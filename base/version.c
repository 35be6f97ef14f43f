/* SPDX-License-Identifier: MIT */
/* Which version of the library a program runs with. */
#include "config.h"
#include "certrule.h"

const char *
certrule_version(void)
{
	return PACKAGE_VERSION;
}
