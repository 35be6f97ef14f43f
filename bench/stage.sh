#!/bin/sh
# SPDX-License-Identifier: MIT
#
# stage.sh PROGRAM: runs bench/stage under callgrind; prints instructions, how
# they compare, and how often a certificate was parsed.  Each figure is the
# median of its rounds.  Exits with 1 past a target.
set -eu

program=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM

valgrind -q --tool=callgrind --compress-strings=no \
	--callgrind-out-file="$scratch/out" "$program" >"$scratch/log" 2>&1 || {
	cat "$scratch/log" >&2
	exit 2
}

# NAME INSTRUCTIONS PARSED, a line for each dump.  PARSED counts what calls of
# our own functions parsed: those of libssl have no name to show.
for dump in "$scratch"/out.*; do
	LC_ALL=C awk '
	sub(/^desc: Trigger: Client Request: /, "") { name = $0 }
	/^summary: / { total = $2 }
	/^fn=/ { caller = substr($0, 4) }
	/^cfn=/ { callee = substr($0, 5) }
	/^calls=/ && callee ~ /^(d2i_X509|d2i_X509_AUX|X509_dup)$/ {
		all += substr($1, 7)
		if (caller ~ /^[a-z_]/ && caller !~ /^0x/)
			ours += substr($1, 7)
	}
	END {
		if (name != "")
			printf "%s %d %d %d\n", name, total, ours, all
	}' "$dump"
done >"$scratch/rows"
LC_ALL=C sort -k1,1 -k2,2n "$scratch/rows" | LC_ALL=C awk '
{ count[$1]++; value[$1, count[$1]] = $2; ours[$1] = $3; all[$1] = $4 }
END {
	for (name in count)
		print name, value[name, int((count[name] + 1) / 2)],
		    ours[name], all[name]
}' | LC_ALL=C sort >"$scratch/medians"

[ "${2:-}" != all ] || cat "$scratch/medians"
LC_ALL=C awk '
{ cost[$1] = $2; ours[$1] = $3; all[$1] = $4 }
function judge(good) {
	if (!good)
		missed = 1
	return good ? "" : "  MISSED"
}
function ratio(what, bare, key, most,    x) {
	x = cost[what ":" key] / cost[bare ":" key]
	printf "%-9s %-16s %9d  bare %9d  ratio %.3f, at most %.2f%s\n", key,
	    what, cost[what ":" key], cost[bare ":" key], x, most,
	    judge(x > 0 && x <= most)
}
function excess(what, base, key, most,    x) {
	x = cost[what ":" key] - cost[base ":" key]
	printf "%-9s %-16s %9d  %s %d  more %d, at most %d%s\n", key, what,
	    cost[what ":" key], base, cost[base ":" key], x, most,
	    judge(x <= most)
}
function alone(what, key) {
	printf "%-9s %-16s %9d\n", key, what, cost[what ":" key]
}
function parsed(what, key, expected) {
	printf "%-9s %-16s parsed by us %d, at all %d, expected %d%s\n", key,
	    what, ours[what ":" key], all[what ":" key], expected,
	    judge(ours[what ":" key] == expected)
}
function report(key, most) {
	ratio("verify", "verify-bare", key, most)
	ratio("verify-decoded", "verify-decoded-bare", key, most)
	alone("peer", key)
	ratio("fields", "fields-bare", key, 1.5)
	excess("cached", "digests", key, 3000)
	excess("cached", "digests-looked-up", key, 3000)
	alone("again", key)
	alone("request", key)
	parsed("from-mem", key, 2)
	parsed("handshake", key, 0)
}
END {
	report("p-256", 1.05)
	report("rsa-2048", 1.15)
	exit missed
}' "$scratch/medians"
