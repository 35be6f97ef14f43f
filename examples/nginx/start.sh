#!/bin/sh
# SPDX-License-Identifier: MIT
#
# start.sh FOLDER [MODULE]: makes the certificates and starts nginx there, in
# the foreground.  MODULE is ngx_http_certrule_module.so; the one that make left
# behind is found.
set -eu
[ $# -ge 1 ] || {
	echo "usage: start.sh FOLDER [MODULE]" >&2
	exit 2
}
here=$(cd "$(dirname "$0")" && pwd)
top=$here/../..
module=${2:-}
for found in ./proxy/nginx "$top/proxy/nginx" "$top/build/proxy/nginx"; do
	[ -n "$module" ] || [ ! -f "$found/ngx_http_certrule_module.so" ] ||
		module=$found/ngx_http_certrule_module.so
done
[ -f "$module" ] || {
	echo "no module: ./configure --with-nginx && make, or name it" >&2
	exit 1
}
module=$(cd "$(dirname "$module")" && pwd)/$(basename "$module")
mkdir -p "$1"
cd "$1"

# self NAME HOST: a certificate that stands for itself.
self() {
	[ -f "$1.pem" ] || openssl req -x509 -newkey ec \
		-pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 \
		-subj "/O=Example/CN=$1" -addext "subjectAltName=DNS:$2" \
		-keyout "$1.key" -out "$1.pem"
}

if [ ! -f trust/fleet.pem ]; then
	sh "$top/examples/first/make-pki.sh" . 2>make-pki.log
fi
for pair in server:api.example.com service:service.example.com \
	proxy:proxy.example.com; do
	self "${pair%:*}" "${pair#*:}" 2>>make-pki.log
done
for file in nginx.conf access.rules admin.rules next.rules; do
	[ -f $file ] || cp "$here/$file" .
done
# Workers are not root, and read CRLs again.
chmod 755 . trust
mkdir -p -m 700 copies

# Where make has left the libraries; installed ones are found without.
[ ! -d "$(dirname "$module")/../../.libs" ] ||
	export LD_LIBRARY_PATH="$(dirname "$module")/../../.libs"
exec nginx -p "$PWD/" -c "$PWD/nginx.conf" \
	-g "load_module $module; daemon off;"
