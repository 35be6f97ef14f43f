# SPDX-License-Identifier: MIT
# For the scripts beside it: policies, requests, and what one decision costs.
# $here is this folder, $scratch one of theirs; CERTRULE and MEASURE are programs.
set -eu

# generate policy|requests NAME=VALUE...: see rules.awk.
generate() {
	what=$1
	shift
	set -- "$@" ""
	options="-v what=$what"
	for setting in "$@"; do
		[ -z "$setting" ] || options="$options -v $setting"
	done
	# shellcheck disable=SC2086 # no value has white space in it
	LC_ALL=C awk $options -f "$here/rules.awk"
}

# instructions POLICY REQUESTS COUNT [-l|-L|-wL]: of one decision, by callgrind;
# -l: linear; -L: of the load, -wL: with its warnings.  Answers are compared with the reference evaluator's before.
instructions() {
	check_answers "$1" "$2"
	valgrind -q --tool=callgrind --instr-atstart=no --collect-atstart=no \
		--callgrind-out-file="$scratch/callgrind" \
		"$MEASURE" ${4:+"$4"} -c 0 -n "$3" cell "$1" "$2" \
		>"$scratch/log" 2>&1 || {
		cat "$scratch/log" >&2
		exit 2
	}
	LC_ALL=C awk -v count="$3" '/^summary: / { all = $2 }
	END {
		if (all > 0)
			printf "%d\n", all / count
		exit all == 0
	}' "$scratch/callgrind.1"
	rm -f "$scratch"/callgrind*
}

# check_answers POLICY REQUESTS: as many as ${COMPARE:-1} seconds allow.
check_answers() {
	[ "${COMPARE:-1}" != 0 ] || return 0
	"$MEASURE" -c "${COMPARE:-1}" cell "$1" "$2" >"$scratch/compared" \
		2>"$scratch/log" && return
	cat "$scratch/log" >&2
	exit 1
}

# nanoseconds POLICY REQUESTS [--linear]: the JSON of certrule bench, which
# compares answers, too.
nanoseconds() {
	"$CERTRULE" bench --json --no-regex-gate "$1" --requests "$2" \
		--seconds "${SECONDS_EACH:-0.3}" ${3:+"$3"} \
		2>"$scratch/log" && return
	cat "$scratch/log" >&2
	exit 1
}

# member NAME: of the line of JSON on standard input.
member() {
	sed "s/.*\"$1\":\([0-9.]*\).*/\1/"
}
