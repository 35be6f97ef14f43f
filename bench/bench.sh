#!/bin/sh
# SPDX-License-Identifier: MIT
#
# bench.sh FOLDER: the matrix; FOLDER is where this file is.  Each line is a
# policy and its requests, compared with the reference evaluator first.  The
# table goes to standard output, the same as JSON to bench.json; instructions are
# those of the first thousand requests.  SIZES,
# RESIDUALS, FANS and FIRSTS say less than everything; INSTRUCTIONS=yes counts
# instructions too, which takes long.
set -eu
here=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
. "$here/cell.sh"
COMPARE=0 # by certrule bench

row() {
	printf '%7s %8s %5s %6s %8s %10s %8s %12s %9s\n' "$@"
}

# cell RULES RESIDUAL FAN FIRST REQUESTS: one line.
cell() {
	json=$(nanoseconds "$scratch/policy" "$scratch/$5")
	count=
	[ "${INSTRUCTIONS:-no}" = no ] || [ "$5" = hot ] ||
		count=$(instructions "$scratch/policy" "$scratch/some" 1000)
	row "$1" "$2 %" "$3" "$4" "$5" "$(echo "$json" | member median_ns)" \
		"$(echo "$json" | member p99_ns)" "${count:--}" \
		"$(echo "$json" | member compared)"
	printf '%s{"residual_percent":%s,"fan":%s,"first":"%s","kind":"%s",%s%s' \
		"$comma" "$2" "$3" "$4" "$5" \
		"${count:+\"instructions\":$count,}" "${json#\{}" >>bench.json
	comma=,
}

comma=
echo '[' >bench.json
row rules residual fan first requests median_ns p99_ns instructions compared
for rules in ${SIZES:-10 100 1000 10000 100000}; do
for residual in ${RESIDUALS:-0 1 5}; do
for fan in ${FANS:-1 16 64 1024}; do
	set -- n="$rules" residual="$residual" fan="$fan"
	generate policy "$@" >"$scratch/policy"
	for first in ${FIRSTS:-early late none}; do
		generate requests "$@" count=65536 part=100 first="$first" \
			>"$scratch/distinct"
		head -n 512 "$scratch/distinct" >"$scratch/hot"
		head -n 1000 "$scratch/distinct" >"$scratch/some"
		cell "$rules" "$residual" "$fan" "$first" hot
		cell "$rules" "$residual" "$fan" "$first" distinct
	done
done
done
done
echo ']' >>bench.json
