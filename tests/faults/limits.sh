#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Little memory, little stack: large policies, deep nesting and long JSON end in
# an answer or in an error that says what is lacking, never by a signal.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
cd "$scratch"
awk 'BEGIN {
	for (i = 0; i < 20000; i++)
		printf "block \"r%d\" if http.host == \"h%d.example\" or " \
		    "http.user_agent matches \"^x%d[a-z]+$\"\n", i, i, i % 9000
	print "default allow anonymous"
}' >large.rules
nest() {
	awk -v n="$1" 'BEGIN {
		printf "block \"deep\" if "
		for (i = 0; i < n; i++) printf "not ("
		printf "ssl"
		for (i = 0; i < n; i++) printf ")"
		print "\ndefault allow anonymous"
	}'
}
nest 60 >nested.rules
nest 100000 >deeper.rules
awk 'BEGIN {
	printf "{\"http.host\":\"a.example\",\"http.cookie\":\""
	for (i = 0; i < 1000; i++) printf "[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
	print "\"}"
}' >cookie.json
awk 'BEGIN {
	for (i = 0; i < 500000; i++) printf "["
	print ""
}' >deep.json
printf 'block "j" if lookup_json_string(http.cookie, "a") == "b"\n%s\n' \
	'default allow anonymous' >json.rules
failed=0

# try SIGNS KIND LIMIT ARGUMENTS...: the exit statuses there may be.
try() {
	good=$1 kind=$2 limit=$3
	shift 3
	status=0
	(
		ulimit "$kind" "$limit"
		exec timeout 120 "$CERTRULE" "$@" >out 2>err
	) || status=$?
	case $status in
	["$good"]) ;;
	*)
		echo "ulimit $kind $limit; certrule $*: $status, not $good"
		head -3 err
		failed=1
		;;
	esac
	case $status in
	[23]) [ -s err ] || {
		echo "ulimit $kind $limit; certrule $*: nothing is said"
		failed=1
	} ;;
	esac
}

# all KIND LIMIT: the same of each.
all() {
	try 023 "$1" "$2" check large.rules
	try 0123 "$1" "$2" eval large.rules --host a.example
	try 0123 "$1" "$2" eval large.rules --host h7.example --reference
	try 023 "$1" "$2" check nested.rules
	try 0123 "$1" "$2" eval nested.rules --host a.example --set ssl=true
	try 023 "$1" "$2" fmt nested.rules
	try 23 "$1" "$2" check deeper.rules
	try 23 "$1" "$2" fmt deeper.rules
	try 0123 "$1" "$2" eval json.rules --fields cookie.json
	try 23 "$1" "$2" eval json.rules --fields deep.json
	try 23 "$1" "$2" import cloudflare deep.json
}
for stack in 256 1024; do
	all -s $stack
done
# A sanitizer takes terabytes for itself.
if (ulimit -v 4000000 && exec "$CERTRULE" --version) >/dev/null 2>&1; then
	for memory in 30000 60000 120000; do
		all -v $memory
	done
	# A client who is kept out by a rule is not let in for want of memory.
	try 123 -v 60000 eval large.rules --host h7.example
fi
exit $failed
