#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The server of examples/tls-server, asked by curl and by openssl s_client on
# the loopback, with certificates made now.  Every answer is checked against
# what should be let in, and every decision is decided again from its record.
set -eu
top=$(cd "${srcdir:-.}" && pwd)
example=$top/examples/tls-server
server=${builddir:-.}/examples/tls-server/server
for tool in curl openssl; do
	command -v $tool >/dev/null 2>&1 || {
		echo "$tool is not installed"
		exit 77
	}
done

scratch=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$scratch"' \
	EXIT HUP INT TERM
sh "$top/examples/first/make-pki.sh" "$scratch" 2>"$scratch/log" || {
	cat "$scratch/log"
	exit 1
}
cp "$example/access.rules" "$example/access.t" "$scratch/"
chmod u+w "$scratch/access.rules"
cd "$scratch"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 \
	-subj /CN=api.example.com -keyout server.key -out server.pem -addext \
	subjectAltName=DNS:api.example.com,DNS:public.example.com 2>log || {
	cat log
	exit 1
}
status=0
checks=0

fail() {
	echo "$*"
	status=1
}

"$CERTRULE" test --coverage access.t >log 2>&1 || {
	fail "access.t:"
	cat log
}

# wait_for TEXT FILE: a line with it, within ten seconds.
wait_for() {
	tries=0
	until grep -Fq -e "$1" "$2"; do
		tries=$((tries + 1))
		[ $tries -lt 200 ] || {
			fail "no '$1' came:"
			cat "$2"
			return 0
		}
		sleep 0.05
	done
}

: >said
"$server" 0 server.pem server.key access.rules >decisions 2>said &
pid=$!
wait_for 'https://127.0.0.1:' said
port=$(sed -n 's|.*https://127.0.0.1:||p' said)
[ -n "$port" ] || exit 1

# ------------------------------------------------------------------- clients

# client NAME ARGUMENT...: curl with that one's certificate; nobody has none.
client() {
	who=$1
	shift
	if [ "$who" != nobody ]; then
		set -- --cert "$who.pem" --key "$who.key" "$@"
	fi
	curl --silent --show-error --max-time 20 --cacert server.pem \
		--noproxy '*' --resolve "api.example.com:$port:127.0.0.1" \
		--resolve "public.example.com:$port:127.0.0.1" "$@"
}

# gets ANSWER NAME HOST PATH [ARGUMENT...]: "200 welcome".
gets() {
	expected=$1 who=$2 url=https://$3:$port$4
	shift 4
	checks=$((checks + 1))
	answer=$(client "$who" --path-as-is --write-out '%{http_code}' \
		--output body "$@" "$url" 2>&1) || :
	answer="$answer $(cat body)"
	rm -f body
	[ "$answer" = "$expected" ] ||
		fail "$who $url $*: '$answer', not '$expected'"
}
api=api.example.com
public=public.example.com

for version in 1.2 1.3; do
	tls="--tlsv$version --tls-max $version"
	# shellcheck disable=SC2086 # words
	{
		gets '200 welcome' good $api /devices $tls
		gets '403 this certificate is not valid here' expired $api \
			/devices $tls
		gets '403 this certificate was revoked' revoked $api /devices \
			$tls
		gets '403 this certificate is not valid here' foreign $api \
			/devices $tls
		gets '403 forbidden' nobody $api /devices $tls
		gets '200 welcome' nobody $api /health $tls
	}
done

# Whom a rule keeps out by path stays out, however it is spelt.
gets '200 welcome' good $api /administrators
for path in /admin /admin/keys //admin /%61dmin /x/../admin /./admin/; do
	gets '403 this is for the office' good $api $path
done
# A path that servers read differently is nobody's.
gets '403 this is for the office' good $api '/x/%2e%2e/admin'
gets '403 this is for the office' good $api '/x%2f../admin'
gets '403 this is for the office' nobody $api '/x%00/health'

# Hosts: as browsers write them; none, two, and another one than the SNI.
gets '200 welcome' good $api /devices -H 'Host: API.example.com.:443'
invalid='403 this certificate is not valid here'
gets '403 forbidden' good $api /devices -H 'Host:'
gets "$invalid" good $api /devices -H 'Host;'
gets "$invalid" good $api /devices --request-target "http://$public/devices"
gets '200 welcome' good $api /devices --request-target "http://$api/devices"
gets "$invalid" good $api /devices -H "Host: $public"
gets '421 this host wants a new connection' good $public /devices \
	-H "Host: $api"
gets '200 welcome' nobody $public /health
gets '200 welcome' good $public /health
gets '403 forbidden' nobody $public /devices

# --------------------------------------------------- by hand, with keep-alive

# s_client NAME [OPTION...]: what it reads goes over one connection for the API.
s_client() {
	who=$1
	shift
	if [ "$who" != nobody ]; then
		set -- -cert "$who.pem" -key "$who.key" "$@"
	fi
	openssl s_client -quiet -connect "127.0.0.1:$port" -servername $api \
		"$@" 2>s_client.log
}

# sends ANSWERS NAME REQUEST [OPTION...]: the status codes of one connection.
sends() {
	expected=$1 who=$2 request=$3
	shift 3
	checks=$((checks + 1))
	# shellcheck disable=SC2059 # the request is a format
	found=$(printf "$request" | s_client "$who" "$@" | tr -d '\r' |
		sed -n 's|^HTTP/1.1 \([0-9]*\) .*|\1|p' | paste -s -d ' ' -)
	[ "$found" = "$expected" ] ||
		fail "$who sends $request: '$found', not '$expected'"
}
h="Host: $api\r\n"
last="Connection: close\r\n\r\n"
devices="GET /devices HTTP/1.1\r\n"
admin="GET /admin HTTP/1.1\r\n"
sends 200 good "$devices$h$last"
sends '200 403 200' good "$devices$h\r\n$admin$h\r\n$devices$h$last"
sends '403 403' revoked "$devices$h\r\nGET /health HTTP/1.1\r\n$h$last"
sends 403 good "$devices$h$h$last"
sends 403 good "$devices${h}Host: $public\r\n$last"
sends 403 good "GET http://$public/devices HTTP/1.1\r\n$h$last"
sends 200 good "GET https://$api/devices HTTP/1.1\r\n$h$last"
# Nothing behind what may have a body, nor behind what is malformed.
sends 200 good "POST /devices HTTP/1.1\r\n${h}Content-Length: 70\r\n\r\n$devices$h$last"
sends 200 good "$devices${h}Content-Length: 70\r\n\r\n$devices$h$last"
sends 200 good "$devices${h}Transfer-Encoding: chunked\r\n\r\n$devices$h$last"
sends 400 good "${devices}Host : $api\r\n\r\n$devices$h$last"
sends 400 good "$devices$h X: folded\r\n\r\n$devices$h$last"
sends 400 good "${devices}X: a\rHost: $api\r\n\r\n$devices$h$last"
sends 400 good "GET /devices\r\n$h\r\n$devices$h$last"
sends 400 good "GET  /devices HTTP/1.1\r\n$h\r\n"
sends '' good "$devices${h}X: $(head -c 20000 /dev/zero | tr '\0' x)\r\n$last"

# A resumed session is judged like the one it comes from, which has the
# certificate and its proof.
for version in -tls1_2 -tls1_3; do
	sends 200 good "$devices$h$last" $version -sess_out session
	sends 200 nobody "$devices$h$last" $version -sess_in session
	grep -q '"resumed":true' decisions || fail "$version: nothing resumed"
	sends 403 revoked "$devices$h$last" $version -sess_out session
	sends 403 nobody "$devices$h$last" $version -sess_in session
done

# -------------------------------------------------------------------- reload

# One connection that stays open: a request at a time, by a pipe.
mkfifo requests
s_client good -no_ign_eof <requests >answers &
exec 3>requests

# asks STATUS NUMBER: the next answer of the open connection.
asks() {
	checks=$((checks + 1))
	printf 'GET /devices HTTP/1.1\r\nHost: %s\r\n\r\n' $api >&3
	tries=0
	until [ "$(grep -c '^HTTP/1.1 ' answers)" -ge "$2" ]; do
		tries=$((tries + 1))
		[ $tries -lt 200 ] || break
		sleep 0.05
	done
	grep '^HTTP/1.1 ' answers | sed -n "$2p" | grep -q " $1 " ||
		fail "answer $2 of the open connection is not $1"
}

# reload POLICY
reload() {
	cat "$1" >access.rules
	kill -HUP $pid
}
asks 200 1
sed 's/^allow "fleet"/allow "fleet" until 2020-01-01T00:00:00Z/' \
	access.rules >shut.rules
cp access.rules open.rules
reload shut.rules
asks 403 2
echo 'allow "all" if hostnam == "x"' >bad.rules
reload bad.rules
asks 403 3
wait_for "error[E0101]: unknown field 'hostnam'" said
wait_for '^^^^^^^' said
wait_for 'stays in force' said
reload open.rules
asks 200 4
# What a policy calls an action is none that this server knows.
{
	echo 'action "welcome" "all" status 302 if true'
	cat open.rules
} >action.rules
reload action.rules
asks 403 5
reload open.rules
asks 200 6
# A client revoked while it is connected.
openssl ca -config fleet/ca.conf -revoke good.pem 2>log
openssl ca -config fleet/ca.conf -gencrl -out trust/fleet.crl 2>log
kill -HUP $pid
asks 403 7
# A damaged CRL is no policy, and the one before stays.
head -c 100 trust/fleet.crl >cut && cat cut >trust/fleet.crl
kill -HUP $pid
asks 403 8
exec 3>&-
wait_for 'trust/fleet.crl' said
gets '403 this certificate was revoked' good $api /devices
gets '200 welcome' nobody $api /health

# ------------------------------------------------------------------ decisions
# From its record each decision comes out as it was: verdict, rule and reason.
# Of the policy with a date in the past the rule in question is another line.
kill $pid
wait $pid 2>/dev/null || :
pid=
openssl ca -config fleet/ca.conf -gencrl -out trust/fleet.crl 2>log
cat open.rules >access.rules

# members FILE: verdict, action, rule, place and reason of a record.
members() {
	awk '{
		from = index($0, "\"verdict\":")
		print substr($0, from, index($0, ",\"detail\":") - from)
	}' "$1"
}
revision=$(sed -n 's/.*policy \([0-9a-f]*\) is in force/\1/p' said | head -n 1)
replayed=0
grep "\"revision\":\"$revision\"" decisions >records || :
while IFS= read -r record; do
	printf '%s\n' "$record" >was
	"$CERTRULE" eval access.rules --fields - --json <was >is 2>log || :
	replayed=$((replayed + 1))
	[ "$(members was)" = "$(members is)" ] || {
		fail "decided again, it is another decision:"
		cat was is log
	}
done <records
blocked=$(grep -c '"verdict":"block"' records)
[ "$replayed" -gt 40 ] && [ "$blocked" -gt 20 ] ||
	fail "only $replayed decisions on record, $blocked of them blocks"

# Nobody gets in whose decision cannot be written down.
if [ -c /dev/full ]; then
	: >said
	"$server" 0 server.pem server.key access.rules >/dev/full 2>said &
	pid=$!
	wait_for 'https://127.0.0.1:' said
	port=$(sed -n 's|.*https://127.0.0.1:||p' said)
	gets '500 no decision without its record' nobody $api /health
	kill $pid
	pid=
fi

# A policy with a mistake is none to begin with.
timeout 10 "$server" 0 server.pem server.key bad.rules >log 2>&1 &&
	fail "the server runs without a policy"
grep -Fq 'error[E0101]' log || fail "and does not say why"

echo "$checks answers, $replayed decisions again"
exit $status
