#!/bin/sh
# SPDX-License-Identifier: MIT
#
# HTTP/2 as no client of good manners writes it: :authority of one host and Host
# of another, one of them only, neither, two; and several hosts on a connection
# that was made for one of them.  Strangers see nothing, the honest do.
# shellcheck source=tests/proxy/lib.sh
. "${srcdir:-.}/tests/proxy/lib.sh"

# policy KIND: access.rules, which tells hosts apart so.
policy() {
	cat <<-'POLICY'
	trust fleet for "api.example.com" {
	    ca "trust/fleet.pem"
	    crl "trust/fleet.crl"
	}
	trust others for "other.example.com" { ca "stranger/ca.pem" }
	POLICY
	case $1 in
	hostname) cat <<-'POLICY' ;;
	allow "in" if hostname in {"api.example.com" "other.example.com"}
	allow anonymous "public" if hostname == "public.example.com"
	default block
	POLICY
	host) cat <<-'POLICY' ;;
	allow "in" if http.host in {"api.example.com" "other.example.com"}
	allow anonymous "public" if http.host == "public.example.com"
	default block
	POLICY
	anonymous) cat <<-'POLICY' ;;
	allow "in" if http.host != ""
	default allow anonymous
	POLICY
	esac
}

configure <<'CONF'
certrule_policy access.rules;
keepalive_timeout 100ms; # this is how they end
server {
	listen 127.0.0.1:@PORT@ ssl http2 default_server;
	server_name api.example.com other.example.com;
	location / { return 200 "the secret\n"; }
}
server {
	listen 127.0.0.1:@PORT@ ssl http2;
	server_name public.example.com;
	location / { return 200 "the square\n"; }
}
CONF

octet() {
	# shellcheck disable=SC2059 # an octet is a format
	printf "\\$(printf %03o "$1")"
}

# text TEXT: with its length before it (RFC 7541 5.2), below 127.
text() {
	octet ${#1}
	printf %s "$1"
}

# get STREAM [NAME VALUE]...: a frame of the headers of a GET of /, these last;
# literals without indexing (RFC 7541 6.2.2).
get() {
	stream=$1
	shift
	{
		set -- :method GET :scheme https :path / "$@"
		while [ $# -ge 2 ]; do
			octet 0
			text "$1"
			text "$2"
			shift 2
		done
	} >block
	octet 0
	octet 0
	octet "$(wc -c <block)"
	printf '\001\005\000\000\000'
	octet "$stream"
	cat block
}

preface() {
	printf 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
	printf '\000\000\000\004\000\000\000\000\000'
}

# send CLIENT SNI: the frames on standard input; what came in answer.
send() {
	set -- "$1" -alpn h2 -servername "$2"
	client=$1
	shift
	[ "$client" = none ] ||
		set -- -cert "$client.pem" -key "$client.key" "$@"
	{
		preface
		cat
	} >frames
	pause=0 speak "$@" <frames >answer
}

# shows WHAT TEXT yes|no
shows() {
	check "$kind: $1: $2" "$3" \
		"$(grep -aqF -e "$2" answer && echo yes || echo no)"
}

# hosts WHAT yes|no SNI [NAME VALUE]...: a stranger does not see the secret,
# a client of the fleet does or not.
hosts() {
	what=$1 want=$2 sni=$3
	shift 3
	for who in none; do
		get 1 "$@" | send $who "$sni"
		shows "$what ($who)" "the secret" no
	done
	get 1 "$@" | send good "$sni"
	shows "$what (good)" "the secret" "$want"
}

api=api.example.com other=other.example.com public=public.example.com
policy hostname >access.rules
start
for kind in hostname host anonymous; do
	if [ $kind != hostname ]; then
		policy $kind >access.rules
		reload
	fi
	hosts "an honest request" yes $api :authority $api
	hosts "a host in disguise" yes $api :authority "API.Example.com.:$port"
	hosts "Host alone" yes $api host $api
	hosts "no host" no $api
	hosts "an empty host" no $api :authority ""
	hosts "Host of another" no $api :authority $api host $public
	hosts "Host of another, turned" no $api :authority $public host $api
	hosts "Host before" no $api host $public :authority $api
	hosts "two authorities" no $api :authority $public :authority $api
	hosts "two hosts" no $api host $public host $api
	hosts "somebody before it" no $api :authority "$public@$api"
	hosts "no such host" no $api :authority elsewhere.test
	hosts "an open connection" no $public :authority $api
	hosts "an open connection, Host alone" no $public host $api

	# A connection that was made for one host and is used for others.
	{
		get 1 :authority $api
		get 3 :authority $public
	} | send good $api
	shows "the host it was made for" "the secret" yes
	shows "an open one beside it" "the square" yes
	{
		get 1 :authority $api
		get 3 :authority $public
	} | send good $public
	shows "never asked for a certificate" "the secret" no
	shows "never asked for a certificate" 421 yes
	shows "the open host it was made for" "the square" yes
	get 1 :authority $api | send good $api
	shows "and on a connection of its own" "the secret" yes
	{
		get 1 :authority $other
		get 3 :authority $public
	} | send good $api
	shows "a host that trusts others" "the secret" no
	shows "a host that trusts others" 403 yes
	get 1 :authority $other | send foreign $api
	shows "one that this one trusts" "the secret" yes
	{
		get 1 :authority $public
		get 3 :authority $api
		get 5 :authority $public
	} | send self $api
	shows "a stranger, in between" "the secret" no
	shows "a stranger, in between" 403 yes
	shows "a stranger, in between" "the square" yes
done
conclude
