# SPDX-License-Identifier: MIT
# shellcheck shell=sh
#
# What the tests of the nginx module share: a folder of their own with clients
# of two CAs, the stock nginx with the module on free ports of the loopback, and
# questions whose answers are checked.  To be sourced; then the tests stand in
# that folder.
#
#	good revoked expired	clients of the CA the policies trust
#	foreign			a client of another CA
#	self			a self-signed one
#	none			asked for a certificate, shows none
set -eu
top=$(cd "${srcdir:-.}" && pwd)
module=${builddir:-.}/proxy/nginx/ngx_http_certrule_module.so
libraries=$(cd "${builddir:-.}" && pwd)/.libs

skip() {
	echo "$*"
	exit 77
}

[ -f "$module" ] || skip "the module is not built: ./configure --with-nginx"
for tool in nginx curl openssl; do
	command -v $tool >/dev/null 2>&1 || skip "$tool is not installed"
done
curl --version | grep -q HTTP2 || skip "curl speaks no HTTP/2"

module=$(cd "$(dirname "$module")" && pwd)/ngx_http_certrule_module.so
scratch=$(mktemp -d)
chmod 755 "$scratch"
trap 'finish' EXIT
trap 'exit 1' HUP INT TERM
status=0 checks=0

finish() {
	[ ! -f "$scratch/nginx.pid" ] ||
		kill "$(cat "$scratch/nginx.pid")" 2>/dev/null || :
	rm -rf "$scratch"
}

sh "$top/examples/first/make-pki.sh" "$scratch" 2>"$scratch/log" || {
	cat "$scratch/log"
	exit 1
}
cd "$scratch"
mkdir -p html logs
chmod 755 trust html

# certificate NAME SUBJECT-ALT-NAMES: self-signed.
certificate() {
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-days 30 -subj "/O=Example/CN=$1" -keyout "$1.key" \
		-out "$1.pem" -addext "subjectAltName=$2" 2>>log
}

certificate server "DNS:example.com,DNS:*.example.com,DNS:*.test"
certificate self "DNS:client.example.com"

fail() {
	echo "FAILED: $*"
	status=1
}

# The nginx under test.  A module built with a sanitizer needs its library
# before all others.
run_nginx() {
	LD_LIBRARY_PATH=$libraries LD_PRELOAD=${CERTRULE_PRELOAD:-} \
		ASAN_OPTIONS=detect_leaks=0:log_path=$scratch/logs/asan \
		nginx -p "$scratch/" -c "$scratch/nginx.conf" "$@"
}

# Two ports below those of outgoing connections; taken ones are what nginx says.
port=$((10000 + $$ * 2 % 20000))
plain=$((port + 1))

# configure: the http part from standard input, with @PORT@ and @PLAIN@.
configure() {
	user=
	[ "$(id -u)" != 0 ] || user="user root;"
	{
		cat <<-CONF
		$user
		daemon on;
		worker_processes ${workers:-1};
		pid $scratch/nginx.pid;
		error_log $scratch/logs/error.log ${level:-info};
		load_module $module;
		events { worker_connections 512; }
		http {
		access_log ${access:-off};
		ssl_protocols TLSv1.2 TLSv1.3;
		client_body_temp_path $scratch/body;
		proxy_temp_path $scratch/proxy;
		fastcgi_temp_path $scratch/fastcgi;
		uwsgi_temp_path $scratch/uwsgi;
		scgi_temp_path $scratch/scgi;
		ssl_certificate $scratch/server.pem;
		ssl_certificate_key $scratch/server.key;
		CONF
		sed "s|@PORT@|$port|g; s|@PLAIN@|$plain|g; s|@HERE@|$scratch|g"
		echo "}"
	} >nginx.conf
}

start() {
	run_nginx 2>start.log || {
		cat start.log
		exit 1
	}
	await nginx.pid
}

# await FILE: ten seconds.
await() {
	tries=0
	until [ -s "$1" ]; do
		tries=$((tries + 1))
		[ $tries -lt 200 ] || {
			fail "no $1 came"
			return 0
		}
		sleep 0.05
	done
}

stop() {
	kill -QUIT "$(cat nginx.pid)"
	tries=0
	while [ -f nginx.pid ] && [ $tries -lt 200 ]; do
		tries=$((tries + 1))
		sleep 0.05
	done
}

# workers_of PID
workers_of() {
	ps -o pid= --ppid "$1"
}

# A HUP, and the workers that were there are gone or going.
reload() {
	before=$(workers_of "$(cat nginx.pid)" | tr -d ' ' | tr '\n' '|')
	kill -HUP "$(cat nginx.pid)"
	tries=0
	while workers_of "$(cat nginx.pid)" | tr -d ' ' |
		grep -Exq "${before%|}"; do
		tries=$((tries + 1))
		[ $tries -lt 100 ] || return 0
		sleep 0.05
	done
}

# ask CLIENT HOST PATH [CURL-OPTION...]: the body in answer, the status in code.
ask() {
	client=$1 host=$2 path=$3
	shift 3
	case $client in
	none | plain) ;;
	*) set -- --cert "$client.pem" --key "$client.key" "$@" ;;
	esac
	url=https://$host:$port$path
	[ "$client" != plain ] || url=http://$host:$plain$path
	code=$(curl -sk --max-time 20 --path-as-is --noproxy '*' \
		--resolve "$host:$port:127.0.0.1" \
		--resolve "$host:$plain:127.0.0.1" \
		-o answer -w '%{http_code}' "$@" "$url") || code="curl $?"
}

# check WHAT WANT GOT
check() {
	checks=$((checks + 1))
	[ "$2" = "$3" ] || fail "$1: wanted '$2', got '$3'"
}

# expect CODE CLIENT HOST PATH [CURL-OPTION...]
expect() {
	want=$1
	shift
	: >answer
	ask "$@"
	check "$*" "$want" "$code"
}

# says TEXT: the answer that came last holds it.
says() {
	checks=$((checks + 1))
	grep -Fq -e "$1" answer || {
		fail "the answer lacks '$1':"
		cat answer
	}
}

# logged TEXT [FILE]: within two seconds.
logged() {
	checks=$((checks + 1))
	file=${2:-logs/error.log}
	tries=0
	until grep -Fq -e "$1" "$file"; do
		tries=$((tries + 1))
		[ $tries -lt 40 ] || {
			fail "$file lacks '$1':"
			tail -n 5 "$file"
			return 0
		}
		sleep 0.05
	done
}

# Bytes as they are to the port with TLS: the request on standard input, what
# came on standard output.
speak() {
	{
		cat
		sleep "${pause:-1}"
	} | timeout 20 openssl s_client -quiet -connect "127.0.0.1:$port" \
		"$@" 2>/dev/null || :
}

# Nothing may have crashed or been caught on the way; lines that hold what
# $expected says are of a test.
conclude() {
	if grep -E "exited on signal|\[alert\]|\[emerg\]" logs/error.log |
		grep -v "${expected:-nothing is expected}" >crashes; then
		fail "the error log speaks of:"
		cat crashes
	fi
	for report in logs/asan*; do
		[ ! -f "$report" ] || {
			fail "a sanitizer reports:"
			cat "$report"
		}
	done
	echo "$checks checks"
	exit $status
}
