#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Log rules that cost more than the work budget change no verdict, whoever
# evaluates, and the record says that logs are lost.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM

# policy KIND LAST: 1500 searches of a long value, and what follows.
policy() {
	awk -v kind="$1" 'BEGIN {
		for (i = 1; i <= 1500; i++)
			printf "%s \"r%d\" if http.request.uri.query " \
			    "matches \"[xX]%s[yY]{%d}[zZ]\"\n", kind, i, \
			    (i > 900 ? "[wW]" : ""), (i > 900 ? i - 900 : i)
	}'
	printf '%s\n' "$2" 'default allow anonymous'
}

awk 'BEGIN {
	printf "{\"http.host\":\"a.example\",\"http.request.uri.query\":\""
	for (i = 0; i < 65536; i++)
		printf "k"
	print "\"}"
}' >"$scratch/facts.json"

# expect TEXT STATUS LOST: of these evaluators.
expect() {
	for how in $evaluators; do
		status=0
		said=$("$CERTRULE" eval $how "$scratch/policy.rules" --fields \
			"$scratch/facts.json" --json 2>/dev/null) || status=$?
		lost=$(printf '%s\n' "$said" | grep -c '"logs_lost":true') ||
			:
		case $said in
		*"$1"*) [ "$status$lost" = "$2$3" ] && continue ;;
		esac
		echo "eval $how: status $status, lost $lost, wanted $1 $2 $3"
		printf '%.300s\n' "$said"
		exit 1
	done
}

evaluators='--json --linear --reference'
policy log 'block "last" if http.host == "b.example"' >"$scratch/policy.rules"
expect '"verdict":"allow"' 0 1
policy log 'block "last" if http.host == "a.example"' >"$scratch/policy.rules"
expect '"rule":"last"' 1 1
policy 'disabled log' 'log "seen" if http.host == "a.example"' \
	>"$scratch/policy.rules"
expect '"verdict":"allow"' 0 0
policy block '' >"$scratch/policy.rules"
expect '"reason":"work_budget"' 1 0
