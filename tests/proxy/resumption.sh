#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Connections that live on: keep-alive, sessions by ticket, by cache and by
# neither, resumed at the same host and at another one, before and after a
# reload that changes who is trusted.
# shellcheck source=tests/proxy/lib.sh
. "${srcdir:-.}/tests/proxy/lib.sh"

cat >access.rules <<'POLICY'
trust fleet for "api.example.com" {
    ca "trust/fleet.pem"
    crl "trust/fleet.crl"
}
trust others for "other.example.com" { ca "stranger/ca.pem" }
allow "in" if true
allow anonymous "health" if http.request.uri.path == "/health"
default block
POLICY

# site NAME TICKETS CACHE
site() {
	configure <<-CONF
	certrule_policy access.rules;
	ssl_session_tickets $1;
	ssl_session_cache $2;
	server {
		listen 127.0.0.1:@PORT@ ssl http2;
		server_name api.example.com;
		location / { return 200 "\$ssl_session_reused \$ssl_client_verify \$certrule_field_cf_tls_client_auth_cert_subject_dn\n"; }
	}
	server {
		listen 127.0.0.1:@PORT@ ssl http2;
		server_name other.example.com;
		location / { return 200 "\$ssl_session_reused \$ssl_client_verify other\n"; }
	}
	server {
		listen 127.0.0.1:@PORT@ ssl http2;
		server_name native.example.com;
		certrule_policy off;
		ssl_client_certificate @HERE@/stranger/ca.pem;
		ssl_verify_client on;
		location / { return 200 "\$ssl_session_reused \$ssl_client_verify native\n"; }
	}
	CONF
}

# talk NAME HOST [S_CLIENT-OPTION...]: one request; its first line in status and
# all of it in said.
talk() {
	name=$1 host=$2
	shift 2
	printf 'GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$host" |
		pause=0.3 speak -servername "$name" "$@" >said
	line=$(head -n 1 said | tr -d '\r')
	line=${line#HTTP/1.1 }
	line=${line%% *}
}

# first CLIENT NAME, again CLIENT NAME HOST
first() {
	rm -f session
	talk "$2" "$2" -cert "$1.pem" -key "$1.key" -sess_out session $version
}
again() {
	client=$1
	shift
	talk "$@" -sess_in session -cert "$client.pem" -key "$client.key" \
		$version
}

is() {
	check "$way $version: $1" "$2" "$line"
	[ -z "${3:-}" ] || {
		checks=$((checks + 1))
		grep -Fq -e "$3" said || {
			fail "$way $version: $1 lacks '$3':"
			cat said
		}
	}
}

cp trust/fleet.crl good.crl
started=
for way in tickets cache neither; do
	case $way in
	tickets) site on none ;;
	cache) site off shared:x:1m ;;
	neither) site off none ;;
	esac
	if [ -z "$started" ]; then
		start
		started=yes
	else
		reload
	fi
	for version in -tls1_2 -tls1_3; do
		reused=r
		# Without a cache, TLS 1.3 has stateful tickets of nothing.
		[ $way != neither ] || reused=.
		first good api.example.com
		is "the first time" 200 ". SUCCESS CN=good,O=Example"
		again good api.example.com api.example.com
		is "again" 200 "$reused SUCCESS CN=good,O=Example"
		for stranger in foreign revoked self expired; do
			first $stranger api.example.com
			is "$stranger" 403
			again $stranger api.example.com api.example.com
			is "$stranger, again" 403
			# A session of a stranger is none of the holder of a
			# good certificate, and does not become one.
			again good api.example.com api.example.com
			[ $reused = . ] || is "$stranger, then good" 403
		done
		# From one host to another, whose trust is another.
		first foreign other.example.com
		is "at the other host" 200 ". SUCCESS other"
		again foreign api.example.com api.example.com
		checks=$((checks + 1))
		case $line in
		403 | 421 | '') ;;
		*) fail "$way $version: from one host to another: $line" ;;
		esac
		first good api.example.com
		again good other.example.com other.example.com
		checks=$((checks + 1))
		case $line in
		403 | 421 | '') ;;
		*) fail "$way $version: good elsewhere: $line" ;;
		esac
		# A client we know is not one that nginx itself would take.
		first good api.example.com
		again good native.example.com native.example.com
		checks=$((checks + 1))
		[ "$line" != 200 ] ||
			fail "$way $version: native took our session"
		# After the reload a session counts for what it is worth then.
		first good api.example.com
		is "before the revocation" 200
		cp access.rules kept.rules
		sed 's|"trust/fleet.crl"|"now.crl"|' kept.rules >access.rules
		cp fleet/index.txt kept.txt
		cp fleet/index.txt.attr kept.attr 2>/dev/null || :
		openssl ca -config fleet/ca.conf -revoke good.pem 2>>log
		openssl ca -config fleet/ca.conf -gencrl -out now.crl 2>>log
		cp kept.txt fleet/index.txt
		cp session kept.session
		reload
		again good api.example.com api.example.com
		is "after the revocation" 403
		# By a newer CRL: an older one would not be taken.
		openssl ca -config fleet/ca.conf -gencrl -out now.crl 2>>log
		reload
		cp kept.session session
		again good api.example.com api.example.com
		is "after it is taken back" 200
	done
done

# Many requests on one connection, and one connection for several hosts.
for http in --http1.1 --http2; do
	curl -sk $http --cert good.pem --key good.key \
		--resolve "api.example.com:$port:127.0.0.1" \
		-o /dev/null -o /dev/null -o /dev/null -w '%{http_code} %{num_connects}\n' \
		"https://api.example.com:$port/[1-3]" >codes
	check "$http keep-alive" "200 1 200 0 200 0" "$(tr '\n' ' ' <codes | sed 's/ $//')"
	curl -sk $http --cert self.pem --key self.key \
		--resolve "api.example.com:$port:127.0.0.1" \
		-o /dev/null -o /dev/null -w '%{http_code}\n' \
		"https://api.example.com:$port/" \
		"https://api.example.com:$port/health" >codes
	check "$http stranger, keep-alive" "403 200" "$(tr '\n' ' ' <codes | sed 's/ $//')"
done

conclude
