#!/bin/sh
# SPDX-License-Identifier: MIT
#
# A request that cannot be paid for is blocked, whatever the default says and
# whoever evaluates: more searches of a long value than the work budget allows,
# none of which an index could leave out.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM

# policy COUNT KIND: so many rules, and a default that lets everybody in.
policy() {
	awk -v count="$1" -v kind="$2" 'BEGIN {
		for (i = 1; i <= count; i++)
			printf "%s \"r%d\" if http.request.uri.query " \
			    "matches \"[xX]%s[yY]{%d}[zZ]\"\n", kind, i, \
			    (i > 900 ? "[wW]" : ""), (i > 900 ? i - 900 : i)
		print "default allow anonymous"
	}' >"$scratch/policy.rules"
}

awk 'BEGIN {
	printf "{\"http.host\":\"a.example\",\"http.request.uri.query\":\""
	for (i = 0; i < 65536; i++)
		printf "k"
	print "\"}"
}' >"$scratch/facts.json"

# expect TEXT STATUS: of all three evaluators.
expect() {
	for how in "" --linear --reference; do
		status=0
		said=$("$CERTRULE" eval $how "$scratch/policy.rules" \
			--fields "$scratch/facts.json" 2>/dev/null) || status=$?
		[ "$said" = "$1" ] && [ "$status" = "$2" ] && continue
		echo "eval $how: '$said', status $status; wanted '$1', $2"
		exit 1
	done
}

policy 1100 block
expect "block: the work budget is used up" 1
# A log rule decides nothing, even one that cannot be paid for.
policy 1100 log
expect "allow by default" 0
# The honest neighbour.
policy 500 block
expect "allow by default" 0
