#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The ways past a guard that nginx configurations and odd requests offer, each
# with the honest client beside it who gets there: written with hostname, with
# http.host, and with `default allow anonymous`.
# shellcheck source=tests/proxy/lib.sh
. "${srcdir:-.}/tests/proxy/lib.sh"

# policy KIND: access.rules.
policy() {
	cat <<-'POLICY'
	trust fleet for "api.example.com" "ret.example.com" "loc.example.com" {
	    ca "trust/fleet.pem"
	    crl "trust/fleet.crl"
	}
	trust others for "other.example.com" { ca "stranger/ca.pem" }
	block "admin" if path_under(http.request.uri.path, "/admin") and not any(tls.client_cert.subject.cn[*] == "good")
	POLICY
	case $1 in
	hostname) cat <<-'POLICY' ;;
	allow "in" if hostname in {"api.example.com" "ret.example.com" "loc.example.com" "other.example.com"}
	allow anonymous "public" if hostname == "public.example.com"
	default block
	POLICY
	host) cat <<-'POLICY' ;;
	allow "in" if http.host in {"api.example.com" "ret.example.com" "loc.example.com" "other.example.com"}
	allow anonymous "public" if http.host == "public.example.com"
	default block
	POLICY
	anonymous) cat <<-'POLICY' ;;
	allow "in" if http.host != ""
	default allow anonymous
	POLICY
	esac
}

mkdir -p html/dir html/open html/try html/admin html/any
echo "the secret" >html/secret.txt
echo "the secret" >html/dir/index.html
echo "the secret" >html/admin/index.html
echo "the secret" >html/any/x.txt
echo 'page <!--# include virtual="/secret.txt" -->.' >html/open/page.html
echo 'before' >html/open/before.txt
chmod -R a+rX html
cat >location.rules <<'POLICY'
allow "get" if http.request.method == "GET"
POLICY

configure <<'CONF'
certrule_policy access.rules;
root @HERE@/html;
server {
	listen 127.0.0.1:@PORT@ ssl http2 default_server;
	listen 127.0.0.1:@PLAIN@ default_server;
	server_name api.example.com other.example.com public.example.com;
	default_type text/plain;
	error_page 400 403 = /secret.txt;
	location = /return { return 200 "the secret\n"; }
	location = /redirect { return 301 /the-secret; }
	location /open/ { certrule_policy off; ssi on; ssi_types text/html; }
	location = /open/before.txt { certrule_policy off; addition_types *; add_after_body /secret.txt; }
	location = /moved { certrule_policy off; rewrite ^ /secret.txt last; }
	location /any/ { satisfy any; allow all; }
	location /try/ { certrule_policy off; try_files $uri /secret.txt; }
	location /named/ { certrule_policy off; try_files $uri @secret; }
	location @secret { return 200 "the secret\n"; }
	location /lost/ { certrule_policy off; error_page 404 = /secret.txt; }
	location /lostnamed/ { certrule_policy off; error_page 404 = @secret; }
	location = /authd { certrule_policy off; auth_request /secret.txt; try_files /nothing @authd; }
	location @authd { certrule_policy off; return 200 "the secret\n"; }
	location = /accel { certrule_policy off; proxy_pass http://127.0.0.1:@PLAIN@/accel-source;
		proxy_set_header Host source.test; }
	location /app/ { proxy_pass http://127.0.0.1:@PLAIN@/app-source/;
		proxy_set_header Host source.test; }
	location = /if { if ($request_method = GET) { return 200 "the secret\n"; } }
}
server {
	listen 127.0.0.1:@PORT@ ssl http2;
	server_name ret.example.com;
	default_type text/plain;
	location /free { certrule_policy off; return 200 "free\n"; }
	if ($arg_free = "") { return 200 "the secret\n"; }
}
server {
	listen 127.0.0.1:@PORT@ ssl http2;
	server_name loc.example.com;
	default_type text/plain;
	location /get/ { certrule_policy location.rules; return 200 "the secret\n"; }
	location / { return 200 "the secret\n"; }
}
server {
	listen 127.0.0.1:@PLAIN@;
	server_name source.test;
	certrule_policy off;
	location = /accel-source { add_header X-Accel-Redirect /secret.txt; return 200; }
	location /app-source/ { return 200 "the secret\n"; }
}
CONF

# guarded PATH [HOST]: strangers do not see it, a client of the fleet does.
guarded() {
	strangers="none self"
	[ $http = --http2 ] || strangers="none self foreign expired revoked"
	for stranger in $strangers; do
		: >answer
		ask "$stranger" "${2:-api.example.com}" "$1" $http
		check "$kind $http $stranger $1" no \
			"$(grep -q secret answer && echo yes || echo no)"
		case $code in
		4??) ;;
		*) [ "${3:-}" = page ] ||
			fail "$kind $http $stranger $1: $code" ;;
		esac
	done
	expect 200 good "${2:-api.example.com}" "$1" $http
	says "the secret"
}

# raw WHAT yes|no CLIENT [S_CLIENT-OPTION...]: the request on standard input
# shows the secret or not.
raw() {
	title=$1 shown=$2 client=$3
	shift 3
	[ "$client" = none ] ||
		set -- -cert "$client.pem" -key "$client.key" "$@"
	speak "$@" >answer
	check "$kind: $title" "$shown" \
		"$(grep -q secret answer && echo yes || echo no)"
}

# hosts WHAT yes|no REQUEST-LINE HEADERS [SNI-OPTION]: a stranger, who must not get in, and a
# client of the fleet, who gets in or not.
hosts() {
	what=$1 want=$2 line=$3 sni=${5:--servername api.example.com}
	printf '%s' "$4" >headers
	for who in none good; do
		seen=no
		[ $who = none ] || seen=$want
		{
			printf '%s\r\n' "$line"
			cat headers
			printf 'Connection: close\r\n\r\n'
		} >request
		# shellcheck disable=SC2086 # options
		pause=0.3 raw "$what ($who)" $seen $who $sni <request
	done
}

policy hostname >access.rules
start
for kind in hostname host anonymous; do
	if [ $kind != hostname ]; then
		policy $kind >access.rules
		reload
	fi
	for http in --http1.1 --http2; do
		guarded /secret.txt
		guarded /return
		guarded /open/page.html api.example.com page
		guarded /open/before.txt api.example.com page
		guarded /moved
		guarded /any/x.txt
		guarded /dir/
		guarded /try/nothing
		guarded /named/nothing
		guarded /lost/nothing
		guarded /lostnamed/nothing
		guarded /authd
		guarded /accel
		guarded /app/
		guarded /if
		guarded /x ret.example.com
		guarded /get/ loc.example.com
		guarded /post/ loc.example.com
		expect 200 none ret.example.com "/free?free=1" $http
		expect 403 good loc.example.com /get/ $http -X POST -d x
		expect 200 good loc.example.com /post/ $http -X POST -d x

		# A redirect tells nothing to a stranger either.
		expect 403 none api.example.com /redirect $http
		expect 301 good api.example.com /redirect $http
		expect 403 none api.example.com /app $http
		expect 301 good api.example.com /app $http

		# A path in disguise.
		for path in /admin/ //admin/ /%61dmin/ /x/../admin/ \
			/./admin/ '/admin/?x' '/x//..//admin/'; do
			guarded "$path" api.example.com
			expect 403 none public.example.com "$path" $http
		done
		expect 200 none public.example.com /secret.txt $http
		expect 404 none public.example.com /administration $http
		expect 403 none public.example.com /%2fadmin/ $http
		expect 403 none public.example.com '/x/..%2fadmin/' $http

		# The SNI of one host, the name of another.
		set -- -H "Host: api.example.com" $http
		expect 421 none public.example.com /secret.txt "$@"
		expect 421 good public.example.com /secret.txt "$@"
		expect 403 foreign other.example.com /secret.txt "$@"
		expect 200 good other.example.com /secret.txt "$@"
		expect 403 good api.example.com /secret.txt $http \
			-H "Host: other.example.com"
		expect 200 foreign other.example.com /secret.txt $http

		# A host of nobody's.
		expect 403 none elsewhere.test /secret.txt $http
		expect 403 good elsewhere.test /secret.txt $http
		expect 403 none public.example.com /secret.txt $http \
			-H "Host: elsewhere.test"
		expect 403 none public.example.com /secret.txt $http \
			-H "Host: 127.0.0.1"
	done
	expect 403 plain api.example.com /secret.txt

	one=$(printf 'Host: api.example.com\r\n.')
	one=${one%.}
	two=$(printf 'Host: public.example.com\r\n.')
	two=${two%.}
	odd=$(printf 'Host: API.Example.com.:%s\r\n.' "$port")
	odd=${odd%.}
	hosts "an honest request" yes "GET /secret.txt HTTP/1.1" "$one"
	hosts "a host in disguise" yes "GET /secret.txt HTTP/1.1" "$odd"
	hosts "no host, 1.0" no "GET /secret.txt HTTP/1.0" ""
	hosts "no host, 1.1" no "GET /secret.txt HTTP/1.1" ""
	hosts "an empty host" no "GET /secret.txt HTTP/1.1" \
		"$(printf 'Host:\r\n.' | sed 's/\.$//')"
	hosts "two hosts" no "GET /secret.txt HTTP/1.1" "$one$two"
	hosts "two hosts, turned" no "GET /secret.txt HTTP/1.1" "$two$one"
	hosts "one host twice" no "GET /secret.txt HTTP/1.1" "$one$one"
	hosts "an absolute target" yes \
		"GET https://api.example.com/secret.txt HTTP/1.1" "$one"
	hosts "a target of another host" no \
		"GET https://api.example.com/secret.txt HTTP/1.1" "$two"
	hosts "a target of another host, turned" no \
		"GET https://public.example.com/secret.txt HTTP/1.1" "$one"
	hosts "no SNI" yes "GET /secret.txt HTTP/1.1" "$one" -noservername
	hosts "neither SNI nor host" no "GET /secret.txt HTTP/1.0" "" \
		-noservername
	hosts "the SNI of an open host" no "GET /secret.txt HTTP/1.1" "$one" \
		"-servername public.example.com"
	hosts "HTTP/0.9" no "GET /secret.txt" ""
done

conclude
