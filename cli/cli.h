/* SPDX-License-Identifier: MIT */
/* One run of the program. */
#ifndef CR_CLI_H
#define CR_CLI_H

#include "options.h"
#include "output.h"

/* Exit statuses; scripts rely on them. */
enum cr_exit {
	CR_EXIT_YES = 0,     /* allow, true, verified, passed */
	CR_EXIT_NO = 1,	     /* block, action, false, not verified, findings */
	CR_EXIT_MISTAKE = 2, /* policy, expression or command line */
	CR_EXIT_FILE = 3     /* a named file, input or output failed */
};

struct cr_cli {
	struct cr_options options;
	struct cr_output out; /* standard output */
};

#endif
