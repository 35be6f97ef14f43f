#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Output that cannot be written and input that cannot be read: exit status 3
# from every verb, and never the status of an answer that nobody saw.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
certs=$(cd "$srcdir/tests/certs" && pwd)
import=$(cd "$srcdir/tests/import" && pwd)
cd "$scratch"
printf 'default allow anonymous\n' >p.rules
printf '== one\nexpression\n    ssl\nfields\n    {"ssl": true}\ntrue\n' >t.t
printf '{"expression":"ssl","fields":{"ssl":true}}\n' >e.jsonl
printf '{"http.host":"a.example"}\n' >r.jsonl
printf '{"fields":{"http.host":"a.example"}}\n' >b.jsonl
printf 'default block\n' >no.rules
printf '# one\nblock "b"   if ssl\n' >u.rules
sed 's/^true$/false/' t.t >f.t
failed=0
# All that was tried, and options that say where a fact or a file is.
tried= ways=
inputs="--cert --chain --ca --crl --revocation --unknown --grace --strict
	--auth-level --depth --purpose --at --path --set --fields --schema
	--no-builtin-fields --root --no-regex-gate --warnings-fail --threads
	--junit"
inputs=$(echo $inputs)

# wrong WORDS: one that is told, and the next is tried.
wrong() {
	echo "certrule $*"
	failed=1
}

# try STATUS ARGUMENTS...: the status when all is well, then without output.
try() {
	good=$1
	shift
	tried="$tried $* "
	status=0
	"$CERTRULE" "$@" <"$in" >out 2>err || status=$?
	[ "$status" = "$good" ] || wrong "$*: $status, not $good: $(cat err)"
	[ -s out ] || wrong "$*: no output"
	status=0
	"$CERTRULE" "$@" <"$in" >/dev/full 2>err || status=$?
	[ "$status" = 3 ] || wrong "$* >/dev/full: $status"
	grep -q 'cannot write' err || wrong "$* >/dev/full: $(cat err)"
	# The other ways go through the same few lines: once for each verb.
	case " $ways " in
	*" $1 "*) return 0 ;;
	esac
	ways="$ways $1"
	status=0
	"$CERTRULE" "$@" <"$in" >&- 2>err || status=$?
	[ "$status" = 3 ] || wrong "$* >&-: $status"
	status=0
	"$CERTRULE" "$@" <"$in" >/dev/full 2>/dev/full || status=$?
	[ "$status" = 3 ] || wrong "$* >/dev/full 2>/dev/full: $status"
	{
		status=0
		"$CERTRULE" "$@" <"$in" 2>err || status=$?
		echo "$status" >status
	} | :
	case $(cat status) in
	3 | 141) ;; # 141: by the signal
	"$good") [ "$(wc -c <out)" -lt 65536 ] || wrong "$* | :" ;;
	*) wrong "$* | : $(cat status)" ;;
	esac
}

in=/dev/null
try 0 --help
try 0 --version
for shell in bash fish zsh; do
	try 0 --completion $shell
done
for verb in $("$CERTRULE" --help | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p'); do
	try 0 "$verb" --help
done
try 0 check p.rules
try 0 check p.rules --json
try 0 check p.rules --cost
try 0 check p.rules --portable
for stage in tokens ast types plan code; do
	try 0 check u.rules --dump $stage
done
try 0 eval p.rules --host a.example
try 0 eval p.rules --host a.example --json
try 0 eval p.rules --host a.example --explain
try 0 eval p.rules --host a.example --linear
try 0 eval p.rules --host a.example --reference
try 0 eval p.rules --host a.example --expect allow
try 1 eval p.rules --host a.example --expect block
try 1 eval no.rules --host a.example
try 0 expr ssl --set ssl=true
try 0 expr ssl --set ssl=true --json
try 0 expr ssl --set ssl=true --explain
try 1 expr ssl --set ssl=false
try 0 test t.t
try 0 test t.t --coverage
try 1 test f.t
try 0 verify "$certs/good.pem" --ca "$certs/root.pem" \
	--at 2026-06-01T00:00:00Z
try 0 verify "$certs/good.pem" --ca "$certs/root.pem" \
	--at 2026-06-01T00:00:00Z --json
try 1 verify "$certs/foreign.pem" --ca "$certs/root.pem" \
	--at 2026-06-01T00:00:00Z
try 0 inspect "$certs/good.pem"
try 0 inspect "$certs/good.pem" --json
try 0 fields
try 0 fields --json
try 0 fields --markdown
try 0 fields --origin host
try 0 explain-code E0401
try 0 fmt p.rules
try 1 fmt --check u.rules
try 0 fmt --diff u.rules
try 1 import cloudflare "$import/api.json"
try 0 bench p.rules --requests r.jsonl --seconds 0.1
try 0 bench p.rules --requests r.jsonl --seconds 0.1 --json
in=e.jsonl
try 0 expr --batch
in=b.jsonl
try 0 eval p.rules --batch
in=p.rules
try 0 check -
try 0 fmt -

# A verb or an option of which this does not know whether it prints.
for option in $(sed -n 's/^OPTION([A-Z_]*, [^,]*, "\([a-z-]*\)".*/\1/p' \
	"$srcdir/cli/options.def"); do
	case " $tried --write $inputs " in
	*" --$option "*) ;;
	*) wrong "--$option: it is not tried here" ;;
	esac
done
for verb in $("$CERTRULE" --help | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p'); do
	case " $tried " in
	*" $verb "[!-]*) ;;
	*) wrong "$verb: it is not tried here" ;;
	esac
done

# unread STATUSES ARGUMENTS...: of input that is none, one of these.
unread() {
	good=$1
	shift
	status=0
	timeout 20 "$CERTRULE" "$@" >out 2>err || status=$?
	case $status in
	["$good"]) ;;
	*) wrong "$*: $status, not $good" ;;
	esac
	[ -s err ] || wrong "$*: nothing is said"
}
mkfifo fifo
truncate -s 17M big
for what in fifo . big absent; do
	unread 3 inspect "$what"
	unread 23 eval p.rules --fields "$what"
	unread 23 verify "$certs/good.pem" --ca "$what"
	printf 'list $l string from "%s"\nblock "l" if http.host in $l\n' \
		"$what" >l.rules
	[ "$what" = big ] || unread 2 check l.rules
	printf 'trust t for "a.example" { ca "%s" }\n' "$what" >c.rules
	unread 2 check c.rules
	printf 'include "%s"\n' "$what" >i.rules
	unread 2 check i.rules
done
unread 3 check .
unread 3 check fifo
unread 2 check big
in=closed
unread 3 check - <&-
unread 3 eval p.rules --batch <&-
unread 3 expr --batch <&-
unread 3 test --junit /dev/full t.t

# What is written in place stays whole, and nothing else lands in it.
printf 'block "b"   if ssl\n' >w.rules
"$CERTRULE" fmt -w w.rules >&- 2>&-
[ "$(cat w.rules)" = 'block "b" if ssl' ] || wrong "fmt -w: $(cat w.rules)"
status=0
printf 'block if (\n' >w.rules
"$CERTRULE" fmt -w w.rules >&- 2>&- || status=$?
[ "$(cat w.rules)" = 'block if (' ] && [ "$status" = 2 ] ||
	wrong "fmt -w of a mistake: $status, $(cat w.rules)"
# A file for which there is no room stays what it was, and nothing beside it.
printf 'block "b"   if ssl\n' >w.rules
: >after
ls -A >before
status=0
(
	trap '' XFSZ
	ulimit -f 0
	"$CERTRULE" fmt -w w.rules >/dev/null 2>&1
) || status=$?
ls -A >after
[ "$status" = 3 ] || wrong "fmt -w without room: $status"
[ "$(cat w.rules)" = 'block "b"   if ssl' ] ||
	wrong "fmt -w without room: $(cat w.rules)"
cmp -s before after || wrong "fmt -w without room leaves $(diff before after)"
exit $failed
