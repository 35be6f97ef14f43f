#!/bin/sh
# SPDX-License-Identifier: MIT
#
# What the module costs, in instructions of the one process that nginx is here,
# without the kernel's: of a request on a connection that is kept, answered by
# nginx at once and passed on to an upstream, and of a handshake, beside nginx
# that verifies clients itself.  Two runs of different length; the difference is
# free of what starting costs.  The limits guard the figures that
# doc/performance.md names; what is aimed at stands beside them, and a request
# does not reach it.  `make bench-nginx`, with valgrind.
#
#	KEEP=dir	callgrind's files stay there
# shellcheck source=tests/proxy/lib.sh
. "${srcdir:-.}/tests/proxy/lib.sh"
[ -z "${CERTRULE_PRELOAD:-}" ] || skip "not with a sanitizer"
command -v valgrind >/dev/null 2>&1 || skip "valgrind is not installed"

cat >access.rules <<'POLICY'
trust fleet for "api.example.com" {
    ca "trust/fleet.pem"
    crl "trust/fleet.crl"
}
block "revoked" message "this certificate is revoked" if cf.tls_client_auth.cert_revoked
allow anonymous "health" if http.request.uri.path == "/health"
allow "fleet" if hostname == "api.example.com"
default block
POLICY

# site LOCATION SERVER-DIRECTIVES [without]
site() {
	level=crit
	configure <<-CONF
	keepalive_requests 1000000;
	ssl_session_tickets off;
	upstream behind { server 127.0.0.1:@PLAIN@; keepalive 4; }
	server {
		listen 127.0.0.1:@PORT@ ssl;
		server_name api.example.com;
		$2
		location / { $1 }
	}
	CONF
	sed 's/^daemon on;/daemon off; master_process off;/' nginx.conf >one.conf
	[ -n "${3:-}" ] || return 0
	grep -v '^load_module' one.conf >two.conf
	mv two.conf one.conf
}

# What it is passed on to: an nginx of its own.
upstream() {
	configure <<-'CONF'
	keepalive_requests 1000000;
	server { listen 127.0.0.1:@PLAIN@; location / { return 200 "hello\n"; } }
	CONF
	sed '/load_module/d; s/nginx\.pid/upstream.pid/' nginx.conf >upstream.conf
	nginx -p "$scratch/" -c "$scratch/upstream.conf" 2>start.log
	trap 'kill "$(cat "$scratch/upstream.pid")"; finish' EXIT
}

# instructions WHAT NUMBER CURL-OPTION...: of a run with that many requests.
instructions() {
	what=$1 number=$2
	shift 2
	out=${KEEP:-$scratch}/$what.$number
	rm -f nginx.pid "$out"
	LD_LIBRARY_PATH=$libraries valgrind --tool=callgrind --log-file=grind.log \
		--callgrind-out-file="$out" \
		nginx -p "$scratch/" -c "$scratch/one.conf" 2>start.log &
	server=$!
	tries=0
	until [ -s nginx.pid ] || [ $tries -ge 600 ]; do
		tries=$((tries + 1))
		sleep 0.1
	done
	curl -sk --http1.1 --cert good.pem --key good.key "$@" \
		--resolve "api.example.com:$port:127.0.0.1" --retry 20 \
		--retry-connrefused --retry-delay 1 -o /dev/null -w '%{http_code}\n' \
		"https://api.example.com:$port/[1-$number]" >codes
	[ "$(grep -c '^200$' codes)" = "$number" ] ||
		fail "$what: $(sort codes | uniq -c)" >&2
	# A signal just before it waits for events is not seen at once.
	until [ -s "$out" ] || ! kill -QUIT $server; do
		sleep 0.2
	done
	wait $server || :
	sed -n 's/^\(summary\|totals\): //p' "$out" | head -n 1
}

# each WHAT FEW MANY CURL-OPTION...: instructions of one request.
each() {
	name=$1 few=$2 many=$3
	shift 3
	low=$(instructions "$name" "$few" "$@")
	high=$(instructions "$name" "$many" "$@")
	echo $(((high - low) / (many - few)))
}

# compare WHAT OURS THEIRS LIMIT-IN-PERCENT AIM-IN-PERCENT
compare() {
	echo "$1: $2 instructions, without the module $3: $(awk \
		"BEGIN { printf \"%.3f\", $2 / $3 }") of at most $4 %, aim $5 %"
	checks=$((checks + 1))
	[ $(($2 * 100)) -le $(($3 * $4)) ] || fail "$1 costs too much"
}

native="ssl_client_certificate trust/fleet.pem; ssl_crl trust/fleet.crl; ssl_verify_client optional;"
variables='$ssl_client_s_dn $ssl_client_i_dn $ssl_client_serial $ssl_client_fingerprint $ssl_client_v_start $ssl_client_v_end $ssl_client_verify'
fields='$certrule_field_cf_tls_client_auth_cert_subject_dn $certrule_field_cf_tls_client_auth_cert_issuer_dn $certrule_field_cf_tls_client_auth_cert_serial $certrule_field_cf_tls_client_auth_cert_fingerprint_sha1 $certrule_field_cf_tls_client_auth_cert_not_before $certrule_field_cf_tls_client_auth_cert_not_after $ssl_client_verify'

hello='return 200 "hello\n";'
passed='proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection "";'
upstream

# request WHAT LOCATION LIMIT-IN-PERCENT
aim=102
request() {
	site "$2" "$native" without
	theirs=$(each "native-$1" 100 1100)
	site "$2" "certrule_policy access.rules;"
	ours=$(each "module-$1" 100 1100)
	compare "a request, $1" "$ours" "$theirs" "$3" $aim
}
request answered "$hello" 145
request passed-on "$passed access_log $scratch/logs/access.log;" 125

set -- --no-sessionid -H "Connection: close"
site "return 200 \"hello $variables\\n\";" "$native" without
theirs=$(each native-handshake 10 60 "$@")
site "return 200 \"hello $fields\\n\";" "certrule_policy access.rules;"
ours=$(each module-handshake 10 60 "$@")
compare "a handshake" "$ours" "$theirs" 100 100
conclude
