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
failed=0

# wrong WORDS: one that is told, and the next is tried.
wrong() {
	echo "certrule $*"
	failed=1
}

# try STATUS ARGUMENTS...: the status when all is well, then without output.
try() {
	good=$1
	shift
	status=0
	"$CERTRULE" "$@" <"$in" >out 2>err || status=$?
	[ "$status" = "$good" ] || wrong "$*: $status, not $good: $(cat err)"
	[ -s out ] || wrong "$*: no output"
	status=0
	"$CERTRULE" "$@" <"$in" >/dev/full 2>err || status=$?
	[ "$status" = 3 ] || wrong "$* >/dev/full: $status"
	grep -q 'cannot write' err || wrong "$* >/dev/full: $(cat err)"
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
try 0 check p.rules
try 0 check p.rules --json
try 0 eval p.rules --host a.example
try 0 eval p.rules --host a.example --json
try 0 eval p.rules --host a.example --explain
try 0 expr ssl --set ssl=true
try 0 test t.t
try 0 verify "$certs/good.pem" --ca "$certs/root.pem" \
	--at 2026-06-01T00:00:00Z
try 0 inspect "$certs/good.pem"
try 0 fields
try 0 fmt p.rules
try 1 import cloudflare "$import/api.json"
in=e.jsonl
try 0 expr --batch
in=b.jsonl
try 0 eval p.rules --batch

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

status=0
"$CERTRULE" bench p.rules --requests r.jsonl --seconds 1 >/dev/full 2>err ||
	status=$?
[ "$status" = 3 ] || wrong "bench >/dev/full: $status"

# What is written in place stays whole, and nothing else lands in it.
printf 'block "b"   if ssl\n' >w.rules
"$CERTRULE" fmt -w w.rules >&- 2>&-
[ "$(cat w.rules)" = 'block "b" if ssl' ] || wrong "fmt -w: $(cat w.rules)"
status=0
printf 'block if (\n' >w.rules
"$CERTRULE" fmt -w w.rules >&- 2>&- || status=$?
[ "$(cat w.rules)" = 'block if (' ] && [ "$status" = 2 ] ||
	wrong "fmt -w of a mistake: $status, $(cat w.rules)"
exit $failed
