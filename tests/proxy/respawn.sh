#!/bin/sh
# SPDX-License-Identifier: MIT
#
# A worker that is started for one that died is a copy of the master, in which a
# reload that was refused on its way may have left the chain of filters half
# made; so may one process have itself that is both (master_process off).
# What only the filter can catch is caught all the same.
# shellcheck source=tests/proxy/lib.sh
. "${srcdir:-.}/tests/proxy/lib.sh"

cat >access.rules <<'POLICY'
trust fleet for "api.example.com" { ca "trust/fleet.pem" }
allow "fleet" if hostname == "api.example.com"
POLICY
configure <<'CONF'
server {
	listen 127.0.0.1:@PORT@ ssl;
	server_name api.example.com;
	certrule_policy access.rules;
	return 200 "the secret\n";
	location /off { certrule_policy off; }
}
CONF

# guarded WHEN
guarded() {
	ask self api.example.com /
	check "a stranger $1" 403 "$code"
	ask good api.example.com /
	check "a client of the fleet $1" 200 "$code"
	says "the secret"
}

one_worker_but() {
	tries=0
	until now=$(workers_of "$(cat nginx.pid)" | tr -d ' ') &&
		[ -n "$now" ] && [ "$now" != "$1" ]; do
		tries=$((tries + 1))
		[ $tries -lt 200 ] || return 0
		sleep 0.05
	done
}

# Refused after the configuration was read, when modules are set up.
refuse() {
	cp nginx.conf nginx.before
	sed 's/location \/off/ssl_early_data on; &/' nginx.before >nginx.new
	mv nginx.new nginx.conf
	kill -HUP "$(cat nginx.pid)"
	logged '"ssl_early_data on"'
	guarded "after a reload that was refused"
}

start
guarded "at first"
refuse
worker=$(workers_of "$(cat nginx.pid)" | tr -d ' ')
kill -KILL "$worker"
one_worker_but "$worker"
guarded "of a worker that was started since"

kill -QUIT "$(cat nginx.pid)"
until [ ! -s nginx.pid ]; do sleep 0.05; done
: >logs/error.log
sed 's/^daemon on;/daemon off; master_process off;/' nginx.before >nginx.conf
run_nginx 2>start.log &
await nginx.pid
guarded "of one process"
refuse
expected="early_data\|signal 9"
conclude
