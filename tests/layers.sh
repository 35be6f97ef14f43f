#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Who may include whom, and that each file says its licence.  Prints each line
# that breaks the rules; then plants one violation of each kind in a copy and
# fails if one goes unseen.
set -eu

top=${srcdir:-.}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM

# Folder -> folders of ours it may include, its own always among them.
# ../x/y.h is folder x; the public headers are folder "include".
cat >"$scratch/layers.awk" <<'AWK'
BEGIN {
	allowed["base"] = " base include "
	allowed["grammar"] = " grammar base include "
	allowed["engine"] = " engine grammar base include "
	allowed["fields"] = " fields base include "
	allowed["cli"] = " cli include "
	allowed["include"] = " include "
}
FNR == 1 { split(FILENAME, path, "/"); layer = path[1] }
!/^[ \t]*#[ \t]*include/ { next }
{
	name = $0
	sub(/^[ \t]*#[ \t]*include[ \t]*["<]/, "", name)
	sub(/[">].*/, "", name)
	if (/"/)
		own(name)
	else
		foreign(name)
}
function own(name, to) {
	if (name ~ /^certrule(-openssl)?\.h$/)
		to = "include"
	else if (name ~ /^\.\.\//) {
		split(name, path, "/")
		to = path[2]
	} else if (name == "config.h")
		return
	else
		to = layer
	if (index(allowed[layer], " " to " ") == 0)
		report(name, layer " may not include " to)
	if (name == "certrule-openssl.h" && layer != "fields" && layer != "cli")
		report(name, "only fields and cli know libcertrule-openssl")
}
function foreign(name) {
	if (name ~ /^pcre2/ && FILENAME !~ /^engine\/regex[a-z_]*\.[ch]$/)
		report(name, "only engine/regex*.c sees PCRE2")
	if (name ~ /^jansson/ && FILENAME !~ /^(engine\/(json[a-z_]*|record)|cli\/json)\.[ch]$/)
		report(name, "only engine/json*.c, engine/record.c and cli/json.c see jansson")
	if (name ~ /^openssl\// && layer != "fields" && FILENAME != "include/certrule-openssl.h")
		report(name, "only fields/ sees OpenSSL")
}
function report(name, why) {
	printf "%s:%d: includes %s: %s\n", FILENAME, FNR, name, why
}
AWK

sources() {
	find include base grammar engine fields cli -type f \
		\( -name '*.[chly]' -o -name '*.def' \) \
		! -name parser.c ! -name parser.h ! -name scanner.c | sort
}

licensed() {
	sources
	find tests examples bench proxy -type f \( -name '*.[ch]' -o -name '*.sh' \) \
		! -path 'proxy/nginx/source/*'
	for file in quickstart autogen.sh configure.ac Makefile.am .ci/run; do
		[ ! -f "$file" ] || echo "$file"
	done
}

# Prints what is wrong in the tree that is the working directory.
violations() {
	# shellcheck disable=SC2046 # no file of ours has white space in its name
	awk -f "$scratch/layers.awk" $(sources)
	for file in $(licensed); do
		head -n 3 "$file" | grep -q 'SPDX-License-Identifier: MIT' ||
			echo "$file:1: has no SPDX line"
	done
}

# plant FILE LINE: the violation must be seen.
plant() {
	mkdir -p "$scratch/tree"
	(cd "$top" && tar cf - include base grammar engine fields cli tests/*.sh) |
		(cd "$scratch/tree" && tar xf -)
	chmod -R u+w "$scratch/tree"
	mkdir -p "$scratch/tree/examples" "$scratch/tree/bench" "$scratch/tree/proxy"
	printf '%s\n' "$2" >"$scratch/tree/$1"
	(cd "$scratch/tree" && violations) >"$scratch/seen"
	rm -rf "$scratch/tree"
	grep -q "^$1:" "$scratch/seen" && return
	echo "not seen: $2 in $1"
	status=1
}

status=0
found=$(cd "$top" && violations)
if [ -n "$found" ]; then
	echo "$found"
	status=1
fi

mit='/* SPDX-License-Identifier: MIT */
'
plant base/planted.c "$mit#include \"../grammar/ast.h\""
plant grammar/planted.h "$mit#include \"../engine/policy.h\""
plant grammar/planted.y "$mit#include \"../engine/policy.h\""
plant engine/planted.c "$mit#include \"../fields/peer.h\""
plant fields/planted.c "$mit#include \"../engine/policy.h\""
plant cli/planted.c "$mit#include \"../base/bytes.h\""
plant engine/planted.c "$mit#include \"certrule-openssl.h\""
plant engine/planted.c "$mit#include <openssl/x509.h>"
plant base/planted.c "$mit #  include <jansson.h>"
plant engine/planted.c "$mit#include <pcre2.h>"
plant cli/planted.c "$mit#include <jansson.h>"
plant base/planted.def "ROW(without, a, licence)"
exit $status
