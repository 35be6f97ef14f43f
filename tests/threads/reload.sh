#!/bin/sh
# SPDX-License-Identifier: MIT
#
# reload.sh [EVALUATIONS RELOADS] - threads that decide while policies change:
# the folders for tests/threads/reload, two that take turns and some that nobody
# can load.
set -eu

srcdir=$(cd "$srcdir" && pwd)
certs=$srcdir/tests/certs
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM

# side NAME FLEET-CA FLEET-CRL PARTNER-CA SERIAL
side() {
	mkdir "$scratch/$1"
	cp "$srcdir/tests/threads/$1.rules" "$scratch/$1/policy.rules"
	cp "$certs/$2" "$scratch/$1/fleet.pem"
	cp "$certs/$3" "$scratch/$1/fleet.crl"
	cp "$certs/$4" "$scratch/$1/partner.pem"
	cp "$certs/root.pem" "$scratch/$1/same.pem"
	echo "$5" >"$scratch/$1/serials.txt"
	cat >"$scratch/$1/more.rules" <<-RULES
		block "$1-hidden" message "$1" tag "$1" if http.request.uri.path == "/hidden"
	RULES
}
# bad NAME: like b, for one thing to be made wrong.
bad() {
	cp -r "$scratch/b" "$scratch/bad-$1"
	chmod -R u+w "$scratch/bad-$1"
	cd "$scratch/bad-$1"
}

side a root.pem good.crl partner-root.pem 2001
side b two-roots.pem revoked-intermediate.crl foreign-root.pem 2003
(bad syntax && echo 'allow "all" if' >>policy.rules)
(bad type && echo 'block if http.host == 1' >>policy.rules)
(bad list && rm serials.txt)
(bad include && echo 'default allow' >>more.rules)
(bad ca && : >fleet.pem)
(bad crl && head -c 300 "$certs/good.crl" >fleet.crl)
(bad older && cp "$certs/stale.crl" fleet.crl)
(bad nothing && rm policy.rules)
mkdir "$scratch/clients"
for name in good revoked partner foreign expired; do
	cp "$certs/$name.pem" "$scratch/clients"
done
"$builddir/tests/threads/reload" "$scratch" "${1:-100000}" "${2:-100}"
