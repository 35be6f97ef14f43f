#!/bin/sh
# SPDX-License-Identifier: MIT
#
# What `make install` puts down is what a stranger can build on: programs found
# by pkg-config alone, as C99, C11 and C++17, with one library and with both.
# And the libraries export the functions of their headers and nothing else.
set -eu
LC_ALL=C
export LC_ALL
top=$(cd "${srcdir:-.}" && pwd)
build=$(cd "${builddir:-.}" && pwd)
for tool in pkg-config nm objdump; do
	command -v $tool >/dev/null 2>&1 || {
		echo "$tool is not installed"
		exit 77
	}
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
status=0

fail() {
	echo "$*"
	status=1
}

# Put there by make check before the first test: installing links libraries anew
# in the build tree, which must not happen while others use them.
root=$build/installed
[ -f "$root/stamp" ] || {
	echo "nothing is installed in $root: make installed/stamp"
	exit 1
}

# made NAME: a variable of the Makefile, expanded where it is simple.
made() {
	sed -n "s/^$1 = //p" "$build/Makefile" | head -n 1
}

# find_one NAME: the installed file of that name.
find_one() {
	found=$(find "$root" -name "$1" | head -n 1)
	[ -n "$found" ] || fail "$1 is not installed" >&2
	echo "$found"
}
library=$(dirname "$(find_one libcertrule.so)")
for file in certrule.h certrule-openssl.h libcertrule.so.0 \
	libcertrule-openssl.so.0 certrule.pc certrule-openssl.pc; do
	find_one "$file" >/dev/null
done
find_one certrule.fish >/dev/null
find_one _certrule >/dev/null
[ -n "$(find "$root" -path '*/bash-completion/completions/certrule')" ] ||
	fail "no completion for bash is installed"
for page in "$top"/doc/man/*.[0-9]; do
	find_one "$(basename "$page")" >/dev/null
done

# ------------------------------------------------------------------ programs
PKG_CONFIG_PATH=$library/pkgconfig
PKG_CONFIG_SYSROOT_DIR=$root
LD_LIBRARY_PATH=$library${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR LD_LIBRARY_PATH
# A library with sanitizers wants them in the program, too.
sanitizers=$(made CR_LDFLAGS | tr ' ' '\n' | grep '^-fsanitize' || :)
cc=$(made CC | awk '{ print $1 }')
strict='-Wall -Wextra -pedantic -Werror'

# build PACKAGE PROGRAM COMPILER FLAG... SOURCE...
build() {
	package=$1 program=$2
	shift 2
	# shellcheck disable=SC2046,SC2086 # lists of words
	"$@" -o "$scratch/$program" $sanitizers \
		$(pkg-config --cflags --libs $package) >"$scratch/log" 2>&1 &&
		return
	fail "$* does not build with $package:"
	cat "$scratch/log"
	return 1
}

# runs PROGRAM ARGUMENT...
runs() {
	"$scratch/$@" >"$scratch/log" 2>&1 && return
	fail "$1 fails:"
	cat "$scratch/log"
}

# both_as LABEL COMPILER FLAG...: both programs.
both_as() {
	label=$1
	shift
	# shellcheck disable=SC2086 # a list of words
	build certrule "plain-$label" "$@" $strict "$top/tests/embed/plain.c" &&
		runs "plain-$label"
	# shellcheck disable=SC2086 # a list of words
	build certrule-openssl "both-$label" "$@" $strict \
		"$top/tests/embed/both.c" &&
		runs "both-$label" "$top/tests/certs"
	count=$((count + 2))
}
count=0
both_as c99 "$cc" -std=c99
both_as c11 "$cc" -std=c11
if command -v g++ >/dev/null 2>&1; then
	both_as c++17 g++ -std=c++17 -x c++
else
	echo "g++ is not installed: C++17 is not tried"
fi
# As its README has it.
build certrule-openssl server "$cc" "$top/examples/tls-server/server.c" \
	"$top/examples/tls-server/http.c" || :
# libcertrule alone brings no TLS library along, to link or to run.
pkg-config --libs certrule | grep -Eq 'ssl|crypto' &&
	fail "certrule.pc names OpenSSL"
objdump -p "$library/libcertrule.so" | grep NEEDED | grep -E 'ssl|crypto' &&
	fail "libcertrule needs OpenSSL"
[ "$(pkg-config --modversion certrule)" = \
	"$("$scratch/plain-c11" | sed 's/certrule //')" ] ||
	fail "certrule.pc and certrule_version() differ"

# ------------------------------------------------------------------- exports

# exports LIBRARY: its functions.
exports() {
	nm -D --defined-only "$library/$1.so" |
		awk -v library="$1" '$2 != "A" {
			sub(/@.*/, "", $3)
			print library, $3
		}' | sort
}
{
	exports libcertrule
	exports libcertrule-openssl
} >"$scratch/exports"
grep -v '^#' "$top/tests/exports.txt" >"$scratch/listed"
diff "$scratch/listed" "$scratch/exports" >"$scratch/diff" || {
	fail "exports differ from tests/exports.txt (< listed, > exported):"
	cat "$scratch/diff"
}

# declared LIBRARY HEADER: the functions that it declares.
declared() {
	tr '\n' ' ' <"$top/include/$2" | grep -o 'CERTRULE_API [^(;]*(' |
		sed "s/.*[ *]\(certrule_[a-z0-9_]*\)(\$/$1 \1/" | sort
}
{
	declared libcertrule certrule.h
	declared libcertrule-openssl certrule-openssl.h
} >"$scratch/declared"
diff "$scratch/declared" "$scratch/exports" >"$scratch/diff" || {
	fail "exports differ from the headers (< declared, > exported):"
	cat "$scratch/diff"
}
objdump -p "$library/libcertrule.so" | grep -q 'SONAME *libcertrule\.so\.0$' ||
	fail "libcertrule has another soname"

echo "$count programs, $(wc -l <"$scratch/exports") functions"
exit $status
