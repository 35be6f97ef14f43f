#!/bin/sh
# SPDX-License-Identifier: MIT
#
# What `certrule import` prints loads, is in canonical form, and each of its
# rules alone decides as the expression that it came from does alone: over the
# facts of tests/import/facts.jsonl.
#
# In those JSON files an expression has a line to itself, so that it can be
# handed on as the string it is, without reading JSON here.
set -eu
folder=$(cd "${srcdir:-.}" && pwd)/tests/import
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
cd "$scratch"
status=0
compared=0

fail() {
	echo "$1"
	status=1
}

# The lists that no file brings.
printf '192.0.2.0/24\n198.51.100.0/24\n' >office_ips.txt
printf 'partner.example\n' >partners.txt
printf '64500\n' >bad_networks.txt
printf '192.0.2.1\n' >net.txt
for name in cf.anonymizer nums hosts ips; do
	case $name in
	nums) echo 64500 ;;
	hosts) echo www.shop.example ;;
	*) echo 198.51.100.0/24 ;;
	esac >$name.txt
done
echo 'list $office_ips ip from "office_ips.txt"
list $partners host from "partners.txt"
list $bad_networks int from "bad_networks.txt"
list $net ip from "net.txt"
list $blocked ip { 203.0.113.9 192.0.2.0/24 }
default block' >lists.rules

# expressions JSON: a line each, as the JSON strings they are.
expressions() {
	sed -n 's/^ *"expression": \(".*"\),\{0,1\}$/\1/p' "$1"
}

# split POLICY: its lists into head, its rules into rule.N, switched on.  A rule
# ends at an empty line, as a list does.
split() {
	rm -f rule.*
	awk '
	/^#/ || /^default / { next }
	/^$/ { open = 0; next }
	!open {
		open = 1
		file = "head"
		if ($0 !~ /^list /)
			file = sprintf("rule.%03d", ++count)
		sub(/^disabled /, "")
	}
	{ print > file }' "$1"
}

# answers: one word a line of what expr and eval answer in JSON lines.
truth_of_expr() {
	sed 's/.*"error".*/error/; s/.*"result":true.*/true/
		s/.*"result":false.*/false/' "$1"
}
truth_of_eval() {
	sed 's/.*"error":true.*/error/; s/.*"reason":"error".*/error/
		s/.*"logs":\[{.*/true/; s/.*"rule":null.*/false/
		s/.*"rule":".*/true/' "$1"
}

# compare NUMBER EXPRESSION: rule.NUMBER and the expression alone.
compare() {
	while IFS= read -r facts; do
		printf '{"expression": %s, "fields": %s}\n' "$2" "$facts"
	done <"$folder/facts.jsonl" >expr.in
	sed 's/.*/{"fields": &}/' "$folder/facts.jsonl" >eval.in
	{ cat head "rule.$1"; echo 'default block'; } >one.rules
	"$CERTRULE" expr --batch --schema all.rules <expr.in >expr.out
	"$CERTRULE" eval one.rules --batch <eval.in >eval.out
	truth_of_expr expr.out >expr.truth
	truth_of_eval eval.out >eval.truth
	cmp -s expr.truth eval.truth || {
		fail "$name: rule $1 and its expression differ: $2"
		diff expr.truth eval.truth || :
	}
	cat expr.truth >>truths
	compared=$((compared + 1))
}

# The expressions that are rules: those that compile.
kept() {
	expressions "$1" | while IFS= read -r expression; do
		printf '{"expression": %s}\n' "$expression" >try.in
		"$CERTRULE" expr --batch --schema all.rules <try.in >try.out
		grep -q '"stage":"parse"' try.out ||
			printf '%s\n' "$expression"
	done
}

# check NAME RULES: how many rules of NAME.json come through.
check() {
	name=$1
	code=0
	: >head
	"$CERTRULE" import cloudflare "$folder/$name.json" >all.new 2>said ||
		code=$?
	[ $code -le 1 ] || fail "$name: exit $code: $(cat said)"
	"$CERTRULE" check all.new >summary 2>said ||
		fail "$name: does not load: $(cat said)"
	"$CERTRULE" fmt --check all.new >said ||
		fail "$name: is not in canonical form"
	split all.new
	{ cat head; echo 'default block'; } >all.rules
	kept "$folder/$name.json" >wanted
	set -- "$2" $(ls | grep -c '^rule\.' || :) $(grep -c '' wanted || :)
	[ "$1 $1" = "$2 $3" ] ||
		fail "$name: $2 rules of $3 expressions, not $1"
	number=0
	while IFS= read -r expression; do
		number=$((number + 1))
		compare "$(printf '%03d' $number)" "$expression"
	done <wanted
}

check api 10
check state 3
check show 1
check config.tf 4
check firewall-state 1
check odd 5
check gap 3
check unknown 5
# In their order, not in that of the file.
"$CERTRULE" import cloudflare "$folder/firewall.json" >all.new
[ "$(grep -o '"[A-Z][^"]*" if' all.new | tr '\n' ' ')" = \
	'"Paused" if "Friends first" if "Its filter is paused" if "Block last" if ' ] ||
	fail "firewall: another order"

# Over all of them each answer came: else nothing was compared.
for truth in true false error; do
	grep -q $truth truths || fail "no expression was ever $truth"
done

# Nobody gets in where the rule that kept them out is a comment.
"$CERTRULE" import cloudflare "$folder/gap.json" >gap.rules 2>said || :
for address in 1 2 3; do
	"$CERTRULE" eval gap.rules --set ip.src=192.0.2.$address || :
done >verdicts 2>said
grep -q '^allow by "Before it" ' verdicts || fail "gap: $(cat verdicts)"
grep -q '^allow by "Before it, too" ' verdicts || fail "gap: $(cat verdicts)"
grep -q '^block by default' verdicts || fail "gap: $(cat verdicts)"

# Nor where it takes what only Cloudflare knows to tell who they are.
"$CERTRULE" import cloudflare "$folder/unknown.json" >unknown.rules
for address in 1 2; do
	"$CERTRULE" eval unknown.rules --set ip.src=192.0.2.$address || :
done >verdicts 2>said
grep -q '^allow by "Above it" ' verdicts || fail "unknown: $(cat verdicts)"
grep -q '^block by default' verdicts || fail "unknown: $(cat verdicts)"

# Whatever the names and expressions say, nobody is let in by them.
"$CERTRULE" import cloudflare "$folder/hostile.json" >hostile.rules 2>said || :
"$CERTRULE" check --json hostile.rules >summary 2>said ||
	fail "hostile: does not load: $(cat said)"
if grep -q '^allow\|^default allow' hostile.rules; then
	fail "hostile: somebody is let in"
fi
LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" hostile.rules &&
	fail "hostile: a control character came through"
"$CERTRULE" eval hostile.rules --set ssl=true >verdict 2>said &&
	fail "hostile: allowed"
grep -q '^block by' verdict || fail "hostile: $(cat verdict)"

# A large one in a second or so, and one that is too large not at all.
{
	printf '{"rules": ['
	seq 1000 | sed 's/.*/{"action": "block", "description": "Rule",\
"expression": "http.host eq \\"h&\\""},/'
	printf '{"action": "log", "expression": "ssl"}]}\n'
} >many.json
"$CERTRULE" import cloudflare many.json >many.rules
"$CERTRULE" check many.rules 2>said | grep -q '1000 block' ||
	fail "a thousand rules: $(head -n 5 said)"
{ printf '{"rules": ['; head -c 20971520 /dev/zero | tr '\0' ' '; echo ']}'; } \
	>large.json
code=0
"$CERTRULE" import cloudflare large.json >out 2>said || code=$?
[ $code = 3 ] || fail "20 MiB: exit $code"
[ -s out ] && fail "20 MiB: something was printed"
grep -q '^certrule: cannot import large.json: ' said ||
	fail "20 MiB: $(cat said)"

echo "$compared rules compared"
exit $status
