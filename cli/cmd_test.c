/* SPDX-License-Identifier: MIT */
#include "cli.h"
int
cr_cmd_test(struct cr_cli *cli)
{
	(void)cli;
	return CR_EXIT_FILE;
}
