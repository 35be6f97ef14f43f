#!/bin/sh
# SPDX-License-Identifier: MIT
#
# A day in a minute: the CRL goes through good, empty, truncated, older, expired
# and good again under a running nginx that refreshes, with a connection open;
# and nginx is started in each of these states, with copies and without.
# shellcheck source=tests/proxy/lib.sh
. "${srcdir:-.}/tests/proxy/lib.sh"

cat >access.rules <<'POLICY'
trust fleet for "api.example.com" {
    ca "trust/fleet.pem"
    crl "trust/now.crl"
}
allow "in" if hostname == "api.example.com"
default block
POLICY

# at OFFSET: that time as openssl ca takes it.
at() {
	date -u -d "$1" +%Y%m%d%H%M%SZ
}

# crl FILE NUMBER FROM UNTIL
crl() {
	echo "$2" >fleet/crlnumber
	openssl ca -config fleet/ca.conf -gencrl -crl_lastupdate "$(at "$3")" \
		-crl_nextupdate "$(at "$4")" -out "$1" 2>>log
}

crl good.crl 10 "-2 hours" "+1 day"
crl older.crl 09 "-4 hours" "+1 day"
crl expired.crl 11 "-90 minutes" "-1 minute"
crl again.crl 12 "-1 hour" "+1 day"
openssl ca -config fleet/ca.conf -revoke good.pem 2>>log
crl revoking.crl 13 "-1 minute" "+1 day"
: >empty.crl
head -c 200 good.crl >truncated.crl

# swap FILE: as `mv` does it, in one step.
swap() {
	cp "$1" trust/swapped
	chmod 644 trust/swapped
	mv trust/swapped trust/now.crl
}

# site STATE
site() {
	configure <<-CONF
	certrule_refresh 200ms;
	$1
	certrule_policy access.rules;
	server {
		listen 127.0.0.1:@PORT@ ssl http2;
		server_name api.example.com;
		location / { return 200 "in\n"; }
	}
	CONF
}

# kept CODE: the connection that is open gets this answer.
kept() {
	before=$(grep -c '^HTTP/1.1' kept.out || :)
	printf 'GET / HTTP/1.1\r\nHost: api.example.com\r\n\r\n' >&3
	tries=0
	until [ "$(grep -c '^HTTP/1.1' kept.out || :)" -gt "$before" ]; do
		tries=$((tries + 1))
		[ $tries -lt 100 ] || break
		sleep 0.05
	done
	check "the open connection" "$1" "$(grep '^HTTP/1.1' kept.out |
		tail -n 1 | cut -d ' ' -f 2)"
}

# state WHAT CODE TEXT: after a swap to WHAT.crl the error log says TEXT, and the
# good client gets CODE on a connection of its own and on the open one.
state() {
	: >logs/error.log
	swap "$1.crl"
	logged "$3"
	expect "$2" good api.example.com /
	kept "$2"
	expect 403 revoked api.example.com /
	expect 403 none api.example.com /
}

swap good.crl
site ""
start
mkfifo kept.in
: >kept.out
openssl s_client -quiet -connect "127.0.0.1:$port" -cert good.pem \
	-key good.key -servername api.example.com <kept.in >kept.out \
	2>>log &
client=$!
exec 3>kept.in
kept 200
state empty 200 "is not refreshed"
state truncated 200 "is not refreshed"
state older 200 "is not refreshed"
state expired 403 "is refreshed"
state again 200 "is refreshed"
state revoking 403 "is refreshed"
state good 403 "older than the one in force"

# Nor by a reload, which leaves all as it was.  It compares with the
# configuration before: what workers have refreshed the master does not know.
swap revoking.crl
reload
expect 403 good api.example.com /
swap good.crl
expected="access.rules"
: >logs/error.log
kill -HUP "$(cat nginx.pid)"
logged "[emerg]"
logged "older than the one in force"
expect 403 good api.example.com /
exec 3>&-
kill $client 2>/dev/null || :
stop

# ---------------------------------------------------------------- restarts

# began WHAT CODE: nginx starts and answers so.
began() {
	swap "$1.crl"
	start
	expect "$2" good api.example.com /
	expect 403 revoked api.example.com /
	stop
}

# did_not WHAT TEXT: it does not start, and says why.
did_not() {
	swap "$1.crl"
	checks=$((checks + 1))
	if run_nginx 2>start.log; then
		fail "nginx started with $1.crl"
		stop
	fi
	grep -Fq -e "$2" start.log || {
		fail "nginx lacks '$2':"
		cat start.log
	}
}

# Without copies nothing remembers what was in force.
began good 200
did_not empty "access.rules:3:"
did_not truncated "access.rules:3:"
began older 200
began expired 403
began good 200

mkdir -m 700 copies
site "certrule_state copies;"
did_not empty "access.rules:3:"
began good 200
expected="access.rules"
: >logs/error.log
began empty 200
logged "is in force with the last good copies"
began truncated 200
began older 200
grep -Fq "older than the one in force" start.log ||
	fail "nginx starts with an older CRL and does not say so"
began expired 403
# The last good copies are of the expired one now: nobody gets in by them.
began empty 403
began again 200
began truncated 200
check "one set of copies" 2 "$(find copies -mindepth 1 -maxdepth 1 | wc -l)"

# A refresh leaves the copies behind as soon as it can.
swap empty.crl
start
expect 200 good api.example.com /
: >logs/error.log
swap revoking.crl
logged "is refreshed"
expect 403 good api.example.com /
stop
began empty 403
# Whoever puts the CRL of yesterday back brings nobody back.
began good 403
began older 403
swap good.crl
start
expect 403 good api.example.com /
: >logs/error.log
logged "is not refreshed"
expect 403 good api.example.com /
stop

# ------------------------------------------------------- what is not read again

# Files that stay as they are are looked at, and not loaded again; one that
# changes is, also within the same second, with the same size.
level=debug
site ""
swap revoking.crl
start
checks=$((checks + 1))
if grep -Fq "[debug]" logs/error.log; then
	: >logs/error.log
	sleep 3
	logged "is not read again"
	for number in 14 15 16; do
		crl trust/now.crl $number "now" "+1 day"
		: >logs/error.log
		logged "is refreshed"
	done
	expect 403 good api.example.com /
fi
stop

conclude
