#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Reloads between two policies under load: every request is answered, by one
# policy or the other and never by both, and memory stays where it was.
#
#	REQUESTS=50000 RELOADS=100 sh tests/proxy/reload.sh	takes minutes
# shellcheck source=tests/proxy/lib.sh
. "${srcdir:-.}/tests/proxy/lib.sh"
requests=${REQUESTS:-10000} reloads=${RELOADS:-20}
level=notice

# policy RULE: access.rules, its one rule named so.
policy() {
	cat >access.new <<-POLICY
	trust fleet for "api.example.com" {
	    ca "trust/fleet.pem"
	    crl "trust/fleet.crl"
	}
	allow "$1" if hostname == "api.example.com"
	block "not $1" message "not $1" if http.request.uri.path != ""
	default block
	POLICY
	mv access.new access.rules
}

# revision: of access.rules.
revision() {
	"$CERTRULE" check "$scratch/access.rules" --json |
		sed 's/.*"revision":"\([0-9a-f]*\)".*/\1/'
}

memory() {
	ps -o rss= -p "$(cat nginx.pid)" | tr -d ' '
}

configure <<'CONF'
certrule_policy access.rules;
keepalive_requests 1000000;
log_format status '$status $certrule_revision $certrule_rule';
server {
	listen 127.0.0.1:@PORT@ ssl;
	server_name api.example.com;
	access_log logs/status.log status;
	location / { return 200 "$certrule_revision $certrule_rule\n"; }
}
CONF
policy b
second=$(revision)
policy a
first=$(revision)
start

# load CLIENT FILE REQUESTS: its answers, one a line.  A client may write to a
# connection that the server is about to close, and has to try again (RFC 9112
# 9.3.1); what was answered is in the log of the server.
load() {
	curl -k --no-progress-meter -Z --parallel-max 8 --http1.1 --retry 9 \
		--retry-all-errors --retry-delay 1 --cert "$1.pem" --key "$1.key" \
		--resolve "api.example.com:$port:127.0.0.1" \
		-w '%{http_code}\n' "https://api.example.com:$port/[1-$3]" \
		>"$2" 2>"$2.err" || echo "curl: $?" >>"$2.err"
}

load good good.out "$requests" &
good_load=$!
load self self.out $((requests / 10)) &
self_load=$!
done=0 before=
while [ $done -lt "$reloads" ]; do
	done=$((done + 1))
	if [ $((done % 2)) = 1 ]; then policy b; else policy a; fi
	kill -HUP "$(cat nginx.pid)"
	sleep "${BETWEEN:-0.1}"
	# Two signals that wait are one.
	tries=0
	until [ "$(grep -c '(SIGHUP) received' logs/error.log)" -ge $done ] ||
		[ $tries -ge 200 ]; do
		tries=$((tries + 1))
		sleep 0.05
	done
	[ $done != 4 ] || before=$(memory)
done
after=$(memory)
wait $good_load $self_load || :

for errors in good.out.err self.out.err; do
	grep -v '^Warning:\|^curl: (5[256])' $errors | grep . >errors || continue
	fail "$(sort errors | uniq -c)"
done
check "answers" "$requests" "$(grep -c '^200$' good.out)"
check "answers to a stranger" $((requests / 10)) "$(grep -c '403$' self.out)"
# Parallel transfers may end each other's lines.
check "answers of neither policy" 0 "$(grep -v '^200$' good.out |
	grep -vcE "^($first a|$second b)$" || :)"
check "all of both kinds" yes "$(grep -q "^$first a" good.out &&
	grep -q "^$second b" good.out && echo yes || echo no)"
check "what the log has beside" "" "$(grep -vE \
	"^(200 $first a|200 $second b|403 $first not a|403 $second not b)$" \
	logs/status.log || :)"
check "reloads" "$reloads" "$(grep -c '(SIGHUP) received' logs/error.log)"
echo "connections that closed under a request: $(cat ./*.err | grep -c Warning)"
echo "memory: $before kB after 4 reloads, $after kB after $reloads"
# A sanitizer keeps what is freed for a while.
[ -n "${CERTRULE_PRELOAD:-}" ] ||
	check "memory grows by less than a tenth" yes \
		"$([ $((after * 10)) -le $((before * 11)) ] && echo yes || echo no)"
conclude
