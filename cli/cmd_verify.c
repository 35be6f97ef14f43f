/* SPDX-License-Identifier: MIT */
/* certrule verify: the verify stage alone. */
#include "cli.h"
#include "leaf.h"

static int
write_value(const struct cr_leaf *leaf, struct cr_output *out, const char *key,
    const char *field)
{
	cr_output_printf(out, ",\"%s\":", key);
	return certrule_value_write(
	    cr_leaf_get(leaf, field), 1, cr_output_write, out);
}

static int
write_json(const struct cr_leaf *leaf, struct cr_output *out)
{
	int failed = 0;

	cr_output_printf(
	    out, "{\"verified\":%s", leaf->verified ? "true" : "false");
	failed |=
	    write_value(leaf, out, "reason", "tls.client_cert.verify_reason");
	failed |= write_value(leaf, out, "code", "tls.client_cert.verify_code");
	failed |=
	    write_value(leaf, out, "depth", "tls.client_cert.verify_depth");
	failed |=
	    write_value(leaf, out, "errors", "tls.client_cert.verify_errors");
	failed |= write_value(
	    leaf, out, "revocation", "tls.client_cert.revocation_status");
	cr_output_text(out, "}\n");
	return failed;
}

int
cr_cmd_verify(struct cr_cli *cli)
{
	struct cr_leaf leaf;
	int status;

	if (!cr_options_has(&cli->options, CR_OPTION_CA)) {
		cr_message("verify needs --ca FILE: whom to trust");
		return CR_EXIT_MISTAKE;
	}
	status = cr_leaf_init(&leaf, &cli->options);
	if (status == CR_EXIT_YES) {
		status = leaf.good ? CR_EXIT_YES : CR_EXIT_NO;
		if (!cr_options_has(&cli->options, CR_OPTION_JSON)) {
			cr_leaf_write(&leaf, &cli->out);
			cr_output_text(&cli->out, "\n");
		} else if (write_json(&leaf, &cli->out) != 0) {
			cr_message("the answer is not complete");
			status = CR_EXIT_FILE;
		}
	}
	cr_leaf_fini(&leaf);
	return status;
}
