#!/bin/sh
# SPDX-License-Identifier: MIT
#
# An nginx whose allocations fail now and then lets no stranger in and does not
# crash; when they stop failing, the honest client is served as before.
# shellcheck source=tests/proxy/lib.sh
. "${srcdir:-.}/tests/proxy/lib.sh"
[ -z "${CERTRULE_PRELOAD:-}" ] || skip "a sanitizer has the allocator"
${CC:-cc} -O1 -fPIC -shared -o starve.so "$top/tests/proxy/starve.c" 2>log ||
	skip "no compiler: $(head -n 1 log)"

cat >access.rules <<'POLICY'
trust fleet for "api.example.com" {
    ca "trust/fleet.pem"
    crl "trust/fleet.crl"
}
block "tagged" if any(http.request.headers["x-tag"][*] contains "bad")
block "elsewhere" if path_under(lower(http.request.uri.path), "/admin")
allow "in" if hostname == "api.example.com" and http.user_agent matches "^c[a-z]+"
default block
POLICY
level=crit
configure <<'CONF'
certrule_policy access.rules;
certrule_log logs/decisions.log all;
ssl_session_cache shared:x:1m;
server {
	listen 127.0.0.1:@PORT@ ssl http2;
	server_name api.example.com;
	location / { return 200 "the secret $certrule_field_cf_tls_client_auth_cert_subject_dn\n"; }
	location /off/ { certrule_policy off; rewrite ^ /x last; }
}
CONF
STARVE=$scratch/starving
export STARVE
CERTRULE_PRELOAD=$scratch/starve.so
start

# flood CLIENT PATH NUMBER: how many answers hold the secret.
flood() {
	round=0
	while [ $round -lt "$3" ]; do
		round=$((round + 1))
		for http in --http1.1 --http2; do
			curl -sk $http --max-time 20 --cert "$1.pem" \
				--key "$1.key" -H "X-Tag: $4" \
				--resolve "api.example.com:$port:127.0.0.1" \
				"https://api.example.com:$port$2[1-20]" || :
		done
	done | grep -c secret || :
}

expect 200 good api.example.com /
: >"$STARVE"
rounds=${ROUNDS:-6}
for path in / /off/; do
	for stranger in self foreign revoked expired; do
		check "$stranger $path" 0 "$(flood $stranger $path "$rounds" x)"
	done
	check "good with a tag $path" 0 "$(flood good $path "$rounds" bad)"
done
check "good in the admin's part" 0 "$(flood good /Admin/ "$rounds" x)"
seen=$(flood good / "$rounds" x)
echo "good, meanwhile: $seen of $((rounds * 40))"
rm "$STARVE"
sleep 0.2
expect 200 good api.example.com /
says "the secret CN=good"
expect 403 self api.example.com /
expected="could not be written\|failed (12\|malloc failure\|no memory"
conclude
