#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Every verdict through the real nginx, in HTTP/1.1 and HTTP/2, TLS 1.2 and 1.3:
# who gets in, who does not and is told what, what is logged, and that the log
# decides the same again.
# shellcheck source=tests/proxy/lib.sh
. "${srcdir:-.}/tests/proxy/lib.sh"

cat >access.rules <<'POLICY'
trust fleet for "api.example.com" {
    ca "trust/fleet.pem"
    crl "trust/fleet.crl"
}
trust others for "other.example.com" {
    ca "stranger/ca.pem"
}
always block "gone" status 410 message "this is gone" if http.request.uri.path == "/gone"
block "teapot" status 418 if http.request.uri.path == "/teapot"
action "challenge" "ask" message "prove it" if http.request.uri.path == "/challenge"
action "slow down" "too many" status 429 if http.request.uri.path == "/busy"
allow anonymous "health" if http.request.uri.path == "/health"
block "old agents" message "too old" if http.user_agent contains "old-agent"
allow "clients" if any(http.request.headers["x-team"][*] == "a") or http.request.method == "GET"
default block
POLICY
# Of one location, judged with the trust of its server.
cat >own.rules <<'POLICY'
block "late" if http.request.uri.query == "late"
allow "posts" if http.request.method == "POST"
default allow anonymous
POLICY

configure <<'CONF'
log_format verdict '$request_uri "$certrule_verdict" "$certrule_rule" "$certrule_reason" "$certrule_revision"';
certrule_policy access.rules;
certrule_log @HERE@/logs/decisions.log all;
server {
	access_log @HERE@/logs/access.log verdict;
	listen 127.0.0.1:@PORT@ ssl http2;
	listen 127.0.0.1:@PLAIN@;
	server_name api.example.com other.example.com public.example.com;
	location /own { certrule_policy own.rules; return 200 "own\n"; }
	location / { return 200 "hello $certrule_field_cf_tls_client_auth_cert_subject_dn\n"; }
}
CONF
start

for http in --http1.1 --http2; do
	for tls in 1.2 1.3; do
		over() {
			shift_code=$1
			shift
			expect "$shift_code" "$@" $http --tlsv$tls --tls-max $tls
		}
		over 200 good api.example.com /
		says "hello CN=good,O=Example"
		over 403 revoked api.example.com /
		over 403 expired api.example.com /
		over 403 foreign api.example.com /
		over 403 self api.example.com /
		over 403 none api.example.com /
		over 200 foreign other.example.com /
		over 403 good other.example.com /
		over 403 good public.example.com /
		over 200 none api.example.com /health
		says "hello "
		over 200 expired public.example.com /health
		over 410 good api.example.com /gone
		says "this is gone"
		over 418 good api.example.com /teapot
		over 403 good api.example.com /challenge
		says "prove it"
		over 429 good api.example.com /busy
		over 403 good api.example.com / -A old-agent/1
		says "too old"
		over 403 good api.example.com / -X POST -d x
		over 200 good api.example.com / -X POST -d x -H 'X-Team: a'
		over 403 none api.example.com /own
		over 403 good api.example.com /own
		over 200 good api.example.com /own -X POST -d x
		over 403 expired api.example.com /own -X POST -d x
		over 403 good api.example.com '/own?late' -X POST -d x
		over 200 none public.example.com /own
		says "own"
	done
done
expect 403 plain api.example.com /
expect 200 plain api.example.com /health

logged '/ "allow" "clients" "rule"' logs/access.log
logged '/ "block" "" "not_proven"' logs/access.log
logged '/gone "block" "gone" "rule"' logs/access.log
logged '/busy "action" "too many" "action:slow down"' logs/access.log
logged 'certrule: block by "gone"'

# Each record decides the same again, with the policy file that it names alone.
total=0
while read -r line; do
	total=$((total + 1))
	printf '%s\n' "$line" >record.json
	file=$(grep -o '"file":"[^"]*"' record.json | head -n 1 | cut -d '"' -f 4)
	"$CERTRULE" eval "$file" --fields record.json --json \
		>again.json 2>eval.log || [ $? = 1 ] || {
		fail "eval of a record:"
		cat eval.log
	}
	for name in verdict action rule reason; do
		check "record $total: $name" \
			"$(grep -o "\"$name\":[^,]*" record.json | head -n 1)" \
			"$(grep -o "\"$name\":[^,]*" again.json | head -n 1)"
	done
done <logs/decisions.log
check "records" yes "$([ "$total" -ge 98 ] && echo yes || echo "$total")"

conclude
