#!/bin/sh
# SPDX-License-Identifier: MIT
#
# bench-tables.sh FOLDER: one expression each, and what somebody does who wants
# decisions to take long.  FOLDER is where this file is.
set -eu
here=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
. "$here/cell.sh"

# make FILE NAME=VALUE...: policy and requests by this file.
make_both() {
	script=$1
	shift
	for what in policy requests; do
		options="-v what=$what"
		for setting in "$@"; do
			options="$options -v $setting"
		done
		# shellcheck disable=SC2086 # no value has white space in it
		LC_ALL=C awk $options -f "$here/$script" >"$scratch/$what"
	done
}

# median [--linear]
median() {
	nanoseconds "$scratch/policy" "$scratch/requests" "$@" |
		member median_ns
}

row() {
	printf '%-20s %13s %6s %13s %6s\n' "$@"
}

echo "One expression each, half of the requests match; the whole decision:"
row expression instructions ns linear ns
for name in $(awk -v what=names -f "$here/single.awk"); do
	make_both single.awk name="$name"
	set -- "$scratch/policy" "$scratch/requests" 512
	compiled=$(instructions "$@")
	linear=$(instructions "$@" -l)
	row "$name" "$compiled" "$(median)" "$linear" "$(median --linear)"
done

# hostile KIND N COUNT: one line.
hostile() {
	make_both hostile.awk kind="$1" n="$2"
	json=$(nanoseconds "$scratch/policy" "$scratch/requests")
	count=$(instructions "$scratch/policy" "$scratch/requests" "$3")
	printf '%-12s %7d %13d %10d %9s %9s\n' "$1" "$2" "$count" \
		"$(echo "$json" | member median_ns)" \
		"$(echo "$json" | member p99_ns)" \
		"$(echo "$json" | member load_ms)"
}

echo
echo "Of somebody who wants it to take long:"
printf '%-12s %7s %13s %10s %9s %9s\n' what n instructions median_ns p99_ns \
	load_ms
for kind in mixed hash31 low-bits; do
	hostile "$kind" 65000 512
done
for count in 1 10 100 1000; do
	hostile regexes "$count" 2
done
for count in 100 1000 10000; do
	hostile candidates "$count" 100
done
