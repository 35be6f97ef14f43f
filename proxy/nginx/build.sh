#!/bin/sh
# SPDX-License-Identifier: MIT
#
# build.sh NGINX-SOURCE CERTRULE-SOURCE CERTRULE-BUILD LIBDIR
#
# Makes ngx_http_certrule_module.so in CERTRULE-BUILD/proxy/nginx for the nginx
# whose source, or Debian's nginx-dev, is given.  nginx's configure writes beside
# its sources, so it gets a copy of them; what Debian was configured with stands
# in conf_flags.
set -eu
source=$1 top=$2 build=$3 libdir=$4
work=$build/proxy/nginx
mkdir -p "$work"

# Again when the module has other files.
if [ -f "$work/source/objs/Makefile" ] && [ -n "$(find \
	"$top/proxy/nginx/config" -newer "$work/source/objs/Makefile")" ]; then
	rm -f "$work/source/objs/Makefile"
fi
if [ ! -f "$work/source/objs/Makefile" ]; then
	rm -rf "$work/source"
	cp -R "$source" "$work/source"
	chmod -R u+w "$work/source"
	CERTRULE_CFLAGS="-I$top/include ${CERTRULE_CFLAGS:-}"
	CERTRULE_LIBS="-L$build/.libs -lcertrule-openssl -lcertrule \
		-Wl,-rpath,$libdir ${CERTRULE_LIBS:-}"
	export CERTRULE_CFLAGS CERTRULE_LIBS
	(
		cd "$work/source"
		exec bash -c '
			NGX_CONF_FLAGS=(--with-compat --with-http_ssl_module \
				--with-http_v2_module)
			if [ -f conf_flags ]; then . ./conf_flags; fi
			exec ./configure "${NGX_CONF_FLAGS[@]}" \
				--add-dynamic-module="$1/proxy/nginx"' bash "$top"
	) >"$work/configure.log" 2>&1 || {
		tail -n 20 "$work/configure.log" >&2
		exit 1
	}
fi
(cd "$work/source" && ${MAKE:-make} -f objs/Makefile modules) \
	>"$work/build.log" 2>&1 || {
	cat "$work/build.log" >&2
	exit 1
}
cp "$work/source/objs/ngx_http_certrule_module.so" "$work/"
