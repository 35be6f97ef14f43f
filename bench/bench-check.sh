#!/bin/sh
# SPDX-License-Identifier: MIT
#
# bench-check.sh FOLDER: measures what figures.txt keeps and what the targets are
# about; exits with 1, and says which, where one is worse.  FOLDER is where this
# file is.  What was measured is left in measured.txt of the working directory: it
# may become the figures.txt that is kept.  FIGURES=FILE compares with another
# file, MEASURED=FILE judges what was measured before.
set -eu
here=$1
figures=${FIGURES:-$here/figures.txt}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
. "$here/cell.sh"

keep() {
	printf '%s %s\n' "$1" "$2" >>"$scratch/figures"
	printf '%-28s %s\n' "$1" "$2"
}

# make_policy RULES FAN RESIDUAL: and half of the requests match it.
make_policy() {
	set -- n="$1" fan="$2" residual="$3"
	generate policy "$@" >"$scratch/policy"
	generate requests "$@" count=1000 part=50 >"$scratch/requests"
}

# count NAME COUNT [-l|-L|-wL]
count() {
	value=$(instructions "$scratch/policy" "$scratch/requests" "$2" ${3:+"$3"})
	keep "$1" "$value"
}

# Each host in one rule, and in 16.
measure_rules() {
	for fan in 1 16; do
		for rules in 100 1000 10000 100000; do
			make_policy "$rules" "$fan" 0
			count "rules-$rules-fan-$fan" 1000
			[ "$rules" = 100000 ] ||
				count "linear-$rules-fan-$fan" 50 -l
		done
	done
}

# Of how many more one rule costs that every decision asks, and one comparison
# when every rule is asked.
measure_asked() {
	make_policy 10000 1 1
	count residual-100 500
	make_policy 10000 1 5
	count residual-500 500
	for rules in 100 200; do
		awk -v n="$rules" 'BEGIN {
			for (i = 0; i < n; i++)
				printf "block if http.request.uri.path == " \
				    "\"/images/%d/logo.gif\"\n", i
		}' >"$scratch/policy"
		count "linear-comparisons-$rules" 100 -l
	done
}

size() {
	sed "s/.* $1 \([0-9]*\).*/\1/" "$scratch/compared"
}

# Loads, sizes, and what one decision without a candidate touches.
measure_memory() {
	make_policy 10000 1 0
	generate requests n=10000 part=0 count=64 >"$scratch/requests"
	set -- "$scratch/policy" "$scratch/requests"
	all=$(instructions "$@" 1 -L)
	keep load-a-rule $((all / 10000))
	all=$(instructions "$@" 1 -wL)
	keep load-a-rule-with-warnings $((all / 10000))
	check_answers "$@"
	keep program-bytes-a-rule $(($(size program_bytes) / 10000))
	keep touched-kib "$(size touched_kib)"
	json=$(nanoseconds "$@")
	keep allocations "$(echo "$json" | member allocations)"
}

measure_expressions() {
	for name in $(awk -v what=names -f "$here/single.awk"); do
		for what in policy requests; do
			awk -v what="$what" -v name="$name" \
				-f "$here/single.awk" >"$scratch/$what"
		done
		count "single-$name" 512
		count "single-linear-$name" 512 -l
	done
}

if [ -n "${MEASURED:-}" ]; then
	cp "$MEASURED" "$scratch/figures"
else
	measure_rules
	measure_asked
	measure_memory
	measure_expressions
	cp "$scratch/figures" measured.txt
fi

status=0
# Seeds of hashes differ, and with them which texts meet: 3 in a hundred.
LC_ALL=C awk -v kept="$figures" '
BEGIN {
	while ((getline line < kept) > 0)
		if (split(line, part, " ") == 2)
			value[part[1]] = part[2]
}
{ seen[$1] = 1 }
!($1 in value) {
	printf "%s: %s, and no figure of it is kept\n", $1, $2
	worse = 1
	next
}
$1 != "touched-kib" && $2 > value[$1] * 1.03 {
	printf "%s: %s, but %s is kept: worse by %.1f %%\n", $1, $2, value[$1],
	    (value[$1] > 0 ? ($2 / value[$1] - 1) * 100 : 100)
	worse = 1
}
END {
	for (name in value)
		if (!(name in seen)) {
			printf "%s: kept, but not measured\n", name
			worse = 1
		}
	exit worse
}' "$scratch/figures" || status=1

LC_ALL=C awk '
{ value[$1] = $2 }
function target(what, number, most) {
	printf "target: %-44s %9.2f, at most %g%s\n", what, number, most,
	    (number <= most ? "" : "  MISSED")
	missed += number > most
}
function each(fan,    suffix, small) {
	suffix = "-fan-" fan
	small = value["rules-1000" suffix]
	target("100 rules / linear, fan " fan,
	    value["rules-100" suffix] / value["linear-100" suffix], 1)
	target("1000 rules x 15 / linear, fan " fan,
	    small * 15 / value["linear-1000" suffix], 1)
	target("10000 rules x 100 / linear, fan " fan,
	    value["rules-10000" suffix] * 100 / value["linear-10000" suffix], 1)
	target("100000 rules / 1000 rules, fan " fan,
	    value["rules-100000" suffix] / small, 5)
}
END {
	target("a comparison, linear", (value["linear-comparisons-200"] - \
	    value["linear-comparisons-100"]) / 100, 60)
	each(1)
	each(16)
	target("a rule that is always asked",
	    (value["residual-500"] - value["residual-100"]) / 400, 80)
	target("allocations a decision", value["allocations"], 0)
	target("KiB touched without a candidate", value["touched-kib"], 512)
	target("bytes of program a rule", value["program-bytes-a-rule"], 150)
	target("instructions of load a rule", value["load-a-rule"], 40000)
	exit missed > 0
}' "$scratch/figures" || status=1
[ $status = 1 ] || echo "nothing is worse than what is kept"
exit $status
