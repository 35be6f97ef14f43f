#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Expressions that Cloudflare publishes are in its language: check --portable
# says nothing of any in published.t, and of one of ours it does.
set -eu

top=$(cd "${srcdir:-.}" && pwd)
certrule=${CERTRULE:-$PWD/certrule}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM

# Each expression becomes the condition of a rule.
awk '
	/^[a-z]/ { inside = $1 == "expression" && NF == 1; begin = inside }
	/^==/ { inside = 0 }
	inside && /^[ \t]/ {
		if (begin)
			printf "log \"%d\" if\n", ++count
		begin = 0
		print
	}
	END { print "default block" }
' "$top/tests/published.t" >"$scratch/published.rules"
count=$(grep -c '^log ' "$scratch/published.rules")
[ "$count" -ge 20 ] || {
	echo "only $count expressions were found"
	exit 1
}

# uses POLICY: what is not portable, by its codes.
uses() {
	"$certrule" check --portable "$1" >/dev/null 2>"$scratch/out" || {
		cat "$scratch/out"
		exit 1
	}
	grep -c 'warning\[W108[0-9]\]' "$scratch/out" || :
}

found=$(uses "$scratch/published.rules")
if [ "$found" != 0 ]; then
	grep -A 3 'warning\[W108[0-9]\]' "$scratch/out"
	exit 1
fi

sed '1s/$/ hostname == "a.example" or/' "$scratch/published.rules" \
	>"$scratch/ours.rules"
[ "$(uses "$scratch/ours.rules")" = 1 ] || {
	echo "an extension that was planted is not found"
	exit 1
}
echo "$count expressions"
