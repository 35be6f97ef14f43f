#!/bin/sh
# SPDX-License-Identifier: MIT
#
# What nginx -t says of policies and of what stands beside them, what a reload
# does with a bad one, and what variables and shadows show.
# shellcheck source=tests/proxy/lib.sh
. "${srcdir:-.}/tests/proxy/lib.sh"

good_policy() {
	cat <<-POLICY
	trust fleet for "api.example.com" {
	    ca "trust/fleet.pem"
	    crl "trust/fleet.crl"
	}
	allow "in" if hostname == "api.example.com"
	allow anonymous "open" if http.request.uri.path == "/open"
	default block
	POLICY
}

# site [DIRECTIVE]: one server with it.
site() {
	configure <<-CONF
	certrule_policy access.rules;
	server {
		listen 127.0.0.1:@PORT@ ssl http2;
		server_name api.example.com;
		${1:-}
		location / { return 200 "hello\n"; }
	}
	CONF
}

# refused TEXT...: nginx -t fails and says each of them.
refused() {
	checks=$((checks + 1))
	if run_nginx -t >said 2>&1; then
		fail "nginx -t takes it: $1"
	fi
	for text in "$@"; do
		grep -Fq -e "$text" said || {
			fail "nginx -t lacks '$text':"
			cat said
		}
	done
}

# taken [TEXT...]: it succeeds, and says each of them.
taken() {
	checks=$((checks + 1))
	run_nginx -t >said 2>&1 || {
		fail "nginx -t refuses:"
		cat said
	}
	for text in "$@"; do
		grep -Fq -e "$text" said || {
			fail "nginx -t lacks '$text':"
			cat said
		}
	done
}

# ----------------------------------------------------------------- nginx -t

good_policy >access.rules
site
taken
check "nothing is warned of" "" "$(grep warn said || :)"

echo 'block "odd" if http.request.timestamp.sec contains "12"' >>access.rules
refused "access.rules:8:43: error[E0107]: cannot compare Int with String" \
	'block "odd" if http.request.timestamp.sec contains "12"' '^^^^' \
	"hint: Int takes" "does not load in"
mv access.rules kept.rules
refused "access.rules\" failed (2: No such file"
good_policy >access.rules

for directive in "ssl_client_certificate server.pem; ssl_verify_client on;" \
	"ssl_early_data on;" "ssl_certificate server-\$ssl_server_name.pem;"; do
	site "$directive"
	refused 'server "api.example.com"' "has a certrule policy and"
done
site "certrule_status 200;"
refused "must be from 400 to 599"
site "certrule_log logs/decisions.log some;"
refused "is none of block, all, errors"
site "location /x { certrule_policy access.rules; }"
refused "is judged with the trust of its server"
site "location /x { return 200 \$certrule_field_no_such_name; }"
refused 'there is no field for the variable "$certrule_field_no_such_name"'
site "location /x { return 200 \$certrule_field_cf_tls_client_auth_cert_serial; }"
taken

configure <<'CONF'
certrule_policy access.rules;
server { listen 127.0.0.1:@PLAIN@; server_name open.test; certrule_policy off; }
server { listen 127.0.0.1:@PLAIN@; server_name x.test; location /a { certrule_policy off; } }
CONF
echo 'field app.tenant string
block "t" if app.tenant == "x"
block "body" if http.request.body.size > 10' >>access.rules
taken 'server "open.test"' "has no certrule policy" \
	'reads "app.tenant", which nothing' 'reads "http.request.body.size"'

good_policy | sed 's/for "api/for "*.iot.test" "api/' >access.rules
site
taken 'has trust for "*.iot.test", which is no server_name'
configure <<'CONF'
certrule_policy access.rules;
server { listen 127.0.0.1:@PLAIN@; server_name api.example.com *.iot.test; }
CONF
taken
check "hosts that are served" "" "$(grep server_name said || :)"

# `default allow anonymous` is for names of the server, however it has them.
cat >access.rules <<'POLICY'
trust fleet for "api.example.com" {
    ca "trust/fleet.pem"
    crl "trust/fleet.crl"
}
default allow anonymous
POLICY
configure <<'CONF'
certrule_policy access.rules;
server {
	listen 127.0.0.1:@PLAIN@;
	server_name api.example.com a.test *.b.test c.test.* .d.test ~^e[0-9]+\.test$;
	location / { return 200 "hello\n"; }
}
CONF
start
for host in a.test x.b.test y.x.b.test c.test.org d.test x.d.test e12.test; do
	expect 200 plain $host /
done
for host in api.example.com x.a.test b.test xb.test c.test xd.test e.test \
	e1.test.x f.test; do
	expect 403 plain $host /
done
stop

# ------------------------------------------------------------------- reload

good_policy >access.rules
configure <<'CONF'
certrule_policy access.rules;
server {
	listen 127.0.0.1:@PORT@ ssl http2;
	server_name api.example.com;
	location / { return 200 "$certrule_revision\n"; }
}
CONF
start
expect 200 good api.example.com /
first=$(cat answer)
echo 'block "nonsense" if' >>access.rules
kill -HUP "$(cat nginx.pid)"
logged "access.rules:8:20: error[E0012]"
expect 200 good api.example.com /
check "a bad policy changes nothing" "$first" "$(cat answer)"
expect 403 none api.example.com /
good_policy >access.rules
echo 'block "new" if http.request.uri.path == "/new"' >>access.rules
reload
expect 200 good api.example.com /
second=$(cat answer)
checks=$((checks + 1))
[ "$first" != "$second" ] || fail "the revision stays $first"
expected="access.rules"
stop

# ------------------------------------------------- variables and $ssl_client_*

cat >shadow.rules <<'POLICY'
allow anonymous "all" if http.request.uri.path == "/a"
block "rest" message "shadows never answer" if http.request.uri.path == "/b"
default block
POLICY
good_policy >access.rules
configure <<'CONF'
server {
	listen 127.0.0.1:@PORT@ ssl http2;
	server_name api.example.com;
	certrule_policy access.rules;
	certrule_shadow shadow.rules;
	certrule_log logs/shadow.log;
	location / {
		return 200 "[$ssl_client_verify][$certrule_field_cf_tls_client_auth_cert_subject_dn][$certrule_claim_cf_tls_client_auth_cert_subject_dn][$certrule_field_tls_client_cert_subject_cn][$certrule_shadow_verdict]\n";
	}
	location /off { certrule_policy off; return 200 "[$ssl_client_verify][$certrule_field_cf_tls_client_auth_cert_subject_dn][$certrule_claim_cf_tls_client_auth_cert_subject_dn]\n"; }
}
server {
	listen 127.0.0.1:@PORT@ ssl http2;
	server_name native.example.com;
	certrule_policy off;
	ssl_client_certificate @HERE@/stranger/ca.pem;
	ssl_verify_client on;
	location / { return 200 "native $ssl_client_verify\n"; }
}
server {
	listen 127.0.0.1:@PORT@ ssl http2;
	server_name open.example.com;
	location / { return 200 "open $ssl_client_verify [$certrule_verdict]\n"; }
}
CONF
start
for tls in 1.2 1.3; do
	set -- --tlsv$tls --tls-max $tls
	expect 200 good api.example.com /a "$@"
	says '[SUCCESS][CN=good,O=Example][CN=good,O=Example][["good"]][allow]'
	expect 200 good api.example.com /b "$@"
	says '[["good"]][block]'
	expect 200 self api.example.com /open "$@"
	says '[FAILED:'
	says '][][CN=self,O=Example][][block]'
	expect 200 self api.example.com /off "$@"
	says '[FAILED:'
	says '][][CN=self,O=Example]'
	expect 200 foreign api.example.com /off "$@"
	says '[FAILED:'
	says '][][CN=foreign,O=Example]'
	expect 200 revoked api.example.com /off "$@"
	says '[FAILED:'
	says '][][CN=revoked,O=Example]'
	expect 200 none api.example.com /off "$@"
	says '[NONE][][]'
	expect 200 good api.example.com /off "$@"
	says '[SUCCESS][CN=good,O=Example][CN=good,O=Example]'
	expect 200 foreign native.example.com / "$@"
	says 'native SUCCESS'
	expect 400 good native.example.com / "$@"
	expect 400 none native.example.com / "$@"
	expect 200 good open.example.com / "$@"
	says 'open NONE []'
	# Neither server's clients become the other's.
	expect 421 good api.example.com / "$@" -H 'Host: native.example.com'
	expect 403 foreign native.example.com / "$@" -H 'Host: api.example.com'
	expect 421 good open.example.com / "$@" -H 'Host: api.example.com'
done
logged '"shadow":true,' logs/shadow.log
logged 'certrule (shadow): block by "rest"'

conclude
