#!/bin/sh
# SPDX-License-Identifier: MIT
#
# What ./quickstart shows, on a PKI made now by the openssl command; and the
# policy of the README is the one it runs.
set -eu
top=${srcdir:-.}

if ! command -v openssl >/dev/null 2>&1; then
	echo "the openssl command is not installed"
	exit 77
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
sh "$top/examples/first/make-pki.sh" "$scratch" 2>"$scratch/log" || {
	cat "$scratch/log"
	exit 1
}
sh "$top/examples/first/verdicts.sh" "$CERTRULE" "$scratch"

# The README shows the policy as a block of its own, indented by nothing.
awk -v policy="$top/examples/first/access.rules" '
	BEGIN { while ((getline line < policy) > 0) want = want line "\n" }
	{ text = text $0 "\n" }
	END { exit index(text, "```\n" want "```\n") == 0 }' "$top/README.md" || {
	echo "README.md does not show examples/first/access.rules as it is"
	exit 1
}
