#!/bin/sh
# SPDX-License-Identifier: MIT
#
# examples/nginx runs as its README says, on ports of its own.
# shellcheck source=tests/proxy/lib.sh
. "${srcdir:-.}/tests/proxy/lib.sh"

for file in access.rules admin.rules next.rules; do
	cp "$top/examples/nginx/$file" .
	chmod u+w $file
	"$CERTRULE" check -W $file --json >check.out 2>&1 ||
		[ $file = admin.rules ] || {
		fail "$file:"
		"$CERTRULE" check $file || :
	}
done
sed "s/:8443/:$port/; s/:9443/:$plain/" "$top/examples/nginx/nginx.conf" \
	>nginx.conf
LD_PRELOAD=${CERTRULE_PRELOAD:-} ASAN_OPTIONS=detect_leaks=0 \
	sh "$top/examples/nginx/start.sh" . "$module" >start.log 2>&1 &
await nginx.pid
[ -s nginx.pid ] || cat start.log

expect 200 good api.example.com /
says "the service hears CN=proxy,O=Example speak for 'CN=good,O=Example'"
expect 200 good api.example.com / -H "X-Client-Subject: CN=root"
says "for 'CN=good,O=Example'"
expect 403 revoked api.example.com / -H "X-Client-Subject: CN=root"
says "this certificate is revoked"
expect 403 foreign api.example.com /
expect 403 none api.example.com /
expect 200 none api.example.com /health
says "up"
expect 200 good api.example.com /admin/
says "welcome"
expect 403 good api.example.com /admin/ -X POST
expect 403 foreign api.example.com /admin/
mkdir -p logs
mv error.log logs/error.log
logged '"GET / HTTP/2.0" 200 allow "fleet" rule' access.log
logged 'next:allow' access.log
tail -n 1 decisions.log >record
checks=$((checks + 1))
"$CERTRULE" eval admin.rules --fields record >eval.out 2>&1 || [ $? = 1 ] ||
	fail "eval of a record: $(cat eval.out)"
conclude
