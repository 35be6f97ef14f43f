#!/bin/sh
# SPDX-License-Identifier: MIT
#
# What the module and its libraries ask of memory, and then of files, is refused,
# the first, the second, the third ... time, once and from then on: while nginx
# tests and reads its configuration, starts, is told to reload, refreshes, shakes
# hands, decides and answers.  Nothing crashes, no stranger gets in, a configuration is in force
# as a whole or not at all, and all is as before when memory is back.
#
#	WHOLE=1 sh tests/proxy/faults.sh [PART...]	takes half an hour
#
# Parts: test, start, reload, refresh, requests, and of files: files_test and so
# on.  EVERY=1 takes every place.
# shellcheck source=tests/proxy/lib.sh
. "${srcdir:-.}/tests/proxy/lib.sh"
${CC:-cc} -std=c11 -D_GNU_SOURCE -O1 -fPIC -shared -o faults.so \
	"$top/tests/proxy/faults.c" 2>log ||
	skip "no compiler, or not the one it takes: $(head -n 1 log)"
${CC:-cc} -std=c11 -D_GNU_SOURCE -O1 -o client "$top/tests/proxy/faults_client.c" \
	-lssl -lcrypto 2>log || skip "no headers of OpenSSL: $(head -n 1 log)"
FAULTS=$scratch/faults
export FAULTS
CERTRULE_PRELOAD="${CERTRULE_PRELOAD:-} $scratch/faults.so"
places=0 level=notice

# -------------------------------------------------------------------- the sweep

# arm AT ON: see faults.c.
kind=0
printf '%055d' 0 >"$FAULTS"
arm() {
	printf '%010d %010d %010d %010d %010d ' "$1" "$2" 0 0 $kind 1<>"$FAULTS"
}

# Memory is back; into count and failed what was.
disarm() {
	read -r _ _ count failed _ <"$FAULTS" || :
	count=$((1$count - 10000000000)) failed=$((1$failed - 10000000000))
	arm 0 0
}

# sweep FUNCTION [ARGUMENT...]: calls it for places $step apart until none was
# refused; it arms, acts, disarms and judges.
sweep() {
	for on in 0 1; do
		at=1
		while :; do
			place="$*, call $at of $on"
			"$@"
			[ "$failed" != 0 ] || break
			places=$((places + 1))
			at=$((at + step))
		done
		echo "$*: $count calls, every ${step}th refused," \
			"$([ $on = 1 ] && echo "from then on" || echo once)"
	done
}

bad() {
	fail "$place: $*"
}

# ----------------------------------------------------------------- the policies

# policy NAME: access.rules, with a rule of that name.
policy() {
	cat >access.new <<-POLICY
	include "more.rules"
	trust fleet for "api.example.com" {
	    ca "trust/fleet.pem"
	    crl "trust/fleet.crl"
	}
	list \$tags string from "tags.txt"
	block "tagged" if any(http.request.headers["x-tag"][*] in \$tags)
	block "admin" if path_under(lower(http.request.uri.path), "/admin")
	log "browser" if http.user_agent matches "^c[a-z]+/[0-9]"
	allow "$1" if hostname == "api.example.com"
	default block
	POLICY
	mv access.new access.rules
}
echo 'block "more" if http.request.uri.path wildcard "/more/*"' >more.rules
echo bad >tags.txt
cat >shadow.rules <<'POLICY'
allow anonymous "any" if hostname == "api.example.com"
default block
POLICY
cat >own.rules <<'POLICY'
block "own" status 404 message "not here" if not http.user_agent contains "x"
allow "own client" if hostname == "api.example.com"
default block
POLICY

# site [DIRECTIVE]
site() {
	configure <<-CONF
	${1:-}
	certrule_policy access.rules;
	certrule_shadow shadow.rules;
	certrule_log logs/decisions.log all;
	ssl_session_cache off;
	ssl_session_tickets off;
	server {
		listen 127.0.0.1:@PORT@ ssl http2;
		server_name api.example.com;
		location / {
			return 200 "secret of \$certrule_rule: \$certrule_field_cf_tls_client_auth_cert_subject_dn";
		}
		location /own/ {
			certrule_policy own.rules;
			return 200 "secret";
		}
		location /off/ {
			certrule_policy off;
			rewrite ^ /x last;
		}
	}
	CONF
}

# outsider CODES CLIENT HOST PATH [CURL-OPTION...]: is kept out, with one of
# these, apart by |; none says that any will do.
outsider() {
	codes=$1 checks=$((checks + 1))
	shift
	: >answer
	ask "$@"
	[ "$code" != 200 ] && ! grep -q secret answer || bad "$* is let in"
	[ -z "$codes" ] || echo "$code" | grep -Eqx "$codes" ||
		bad "$*: $code, not $codes"
}

# With all memory: one of these rules is in force.
judge() {
	checks=$((checks + 1))
	ask good api.example.com /
	now=$(sed -n 's/^secret of \(.*\): CN=good,O=Example$/\1/p' answer)
	case " $* " in
	*" $now "*) ;;
	*) bad "the honest client: $code, $(cat answer)" ;;
	esac
	outsider 403 self api.example.com /
	outsider 403 good api.example.com / -H "X-Tag: bad"
}

# ------------------------------------------------------------------------ parts

# What does not pass says why.
part_test() {
	site
	policy first
	sweep test_configuration
}

test_configuration() {
	arm $at $on
	result=0
	run_nginx -t >said 2>&1 || result=$?
	disarm
	judge_result
}

judge_result() {
	checks=$((checks + 1))
	case $result in
	0) ;;
	1)
		[ "$failed" != 0 ] || bad "refused with all memory: $(cat said)"
		grep -v "test failed" said | grep -q . ||
			bad "no word of why it fails"
		;;
	*) bad "ends with $result: $(cat said)" ;;
	esac
}

# It serves as it should, or does not start.
part_start() {
	site "certrule_state state;"
	policy first
	sweep start_once
}

start_once() {
	rm -rf state nginx.pid
	arm $at $on
	result=0
	run_nginx >said 2>&1 || result=$?
	[ $result != 0 ] || await nginx.pid
	disarm
	judge_result
	[ $result = 0 ] || return 0
	judge first
	stop
}

# The old configuration or the new one, whole.
part_reload() {
	site "certrule_state state;"
	policy first
	start
	now=first hups=0
	sweep reload_once
	stop
}

# until_said NUMBER TEXT: so often.
until_said() {
	tries=0
	until [ "$(grep -c "$2" logs/error.log)" -ge "$1" ]; do
		tries=$((tries + 1))
		[ $tries -lt 1000 ] || {
			bad "nothing more is heard of $2"
			return 0
		}
		sleep 0.01
	done
}

# The one of the configuration before is gone.
await_workers() {
	tries=0
	while [ "$(workers_of "$(cat nginx.pid)" | wc -l)" != 1 ]; do
		tries=$((tries + 1))
		[ $tries -lt 500 ] || {
			bad "there is not one worker"
			return 0
		}
		sleep 0.02
	done
}

# Signals wait while the master reads its configuration.
reload_once() {
	before=$now
	case $before in
	first) after=second ;;
	*) after=first ;;
	esac
	policy $after
	hups=$((hups + 1)) master=$(cat nginx.pid)
	arm $at $on
	kill -HUP "$(cat nginx.pid)"
	until_said $hups "$master#.*(SIGHUP) received"
	kill -USR1 "$(cat nginx.pid)"
	until_said $hups "$master#.*: reopening logs"
	disarm
	await_workers
	if [ "$failed" = 0 ]; then
		judge $after
	else
		judge $before $after
	fi
	now=${now:-$before}
}

# What the policy names changes, and is taken whole or not at all.
part_refresh() {
	site "certrule_refresh 50ms;"
	policy first
	start
	arm 999999999 0
	sleep 1
	disarm
	most=$((count / 10))
	sweep refresh_once
	echo bad >tags.txt
	stop
}

# A refresh is tried again and again, so there is always one that lacks memory.
refresh_once() {
	if [ $((at / step % 2)) = 0 ]; then tag=one; else tag=two; fi
	arm $at $on
	printf '%s\n' bad $tag >tags.new
	mv tags.new tags.txt
	sleep 0.12
	outsider "" self api.example.com /
	outsider "" good api.example.com / -H "X-Tag: bad"
	disarm
	tries=0
	while :; do
		ask good api.example.com / -H "X-Tag: $tag"
		[ "$code" != 403 ] || break
		tries=$((tries + 1))
		[ $tries -lt 40 ] || {
			bad "with all memory, the list is not read: $code"
			break
		}
		sleep 0.05
	done
	judge first
	[ $at -lt $most ] || failed=0
}

# Strangers stay out, on connections of their own; their neighbour gets in.
part_requests() {
	site
	policy first
	start
	those=$(workers_of "$(cat nginx.pid)")
	for stranger in none self foreign revoked expired; do
		requests outsider $stranger /
	done
	requests outsider foreign /off/
	requests outsider good /Admin/
	requests outsider good /more/x
	requests outsider good /own/
	requests outsider good / "X-Tag: bad"
	requests honest good /
	step=$((step * 4))
	sweep request self / --http2
	sweep request foreign /off/ --http2
	sweep request good /Admin/ --http2
	sweep request good / --http2 -H "X-Tag: bad"
	place="all requests"
	[ "$those" = "$(workers_of "$(cat nginx.pid)")" ] ||
		bad "a worker is another one"
	stop
}

# requests KIND CLIENT PATH [HEADER]: see faults_client.c.
requests() {
	arm 0 0
	./client "$FAULTS" "$port" "$step" "$@" >said || status=1
	cat said
	checks=$((checks + 3 * $(sed -n 's/.* \([0-9]*\) places$/\1/p' said)))
	places=$((places + $(sed -n 's/.* \([0-9]*\) places$/\1/p' said)))
}

# request CLIENT PATH [CURL-OPTION...]
request() {
	client=$1 path=$2
	shift 2
	arm $at $on
	outsider "" "$client" api.example.com "$path" "$@"
	disarm
	[ "$failed" != 0 ] ||
		outsider "403|404" "$client" api.example.com "$path" "$@"
	judge first
}

# The parts and steps of make check, and of make faults-nginx.
all="test reload requests files_test files_reload"
[ -z "${WHOLE:-}" ] || all="$all start refresh files_start files_refresh
	files_requests"
for part in ${*:-$all}; do
	kind=0
	case $part in
	files_start) step=89 whole=1 kind=1 ;;
	files_requests) step=1 whole=1 kind=1 ;;
	files_*) step=47 whole=1 kind=1 ;;
	test) step=1999 whole=5 ;;
	start) step=5999 whole=41 ;;
	reload) step=1999 whole=11 ;;
	refresh) step=1597 whole=11 ;;
	requests) step=149 whole=1 ;;
	esac
	[ -z "${WHOLE:-}" ] || step=$whole
	step=${EVERY:-$step}
	echo "$part:"
	"part_${part#files_}"
done
echo "$places places"
expected="could not be written\|failed ([15]2*:\|malloc failure\|memory\|does not load\|error\[E"
conclude
