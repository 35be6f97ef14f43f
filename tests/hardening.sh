#!/bin/sh
# SPDX-License-Identifier: MIT
#
# What the compiler and the linker were asked for stands in what they made: in
# the program, both libraries and the nginx module if there is one.  And the
# libraries call nothing that ends the process, prints, or changes what the whole
# process shares; nor have they any state of their own.
#
# What configure did not take, or left out beside sanitizers, is said and not
# asked for.
set -eu
top=$(cd "${srcdir:-.}" && pwd)
build=$(cd "${builddir:-.}" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
status=0
checks=0

for tool in readelf nm; do
	command -v $tool >/dev/null 2>&1 || {
		echo "no $tool: install binutils"
		exit 77
	}
done

fail() {
	echo "$*"
	status=1
}

# setting NAME: as configure wrote it into the Makefile.
setting() {
	sed -n "s/^$1 = *//p" "$build/Makefile"
}
flags="$(setting CR_CFLAGS) "
link="$(setting CR_LDFLAGS) "
chosen=" $(setting CFLAGS) $(setting CPPFLAGS) "
sanitized=no
case $flags$chosen in
*-fsanitize=*) sanitized=yes ;;
esac

# asked FLAG WHAT: configure asks the compiler or linker for it.
asked() {
	case "$flags$link" in
	*"$1"*) return 0 ;;
	esac
	echo "not asked for: $1 ($2)"
	return 1
}

program=$build/.libs/certrule
[ -x "$program" ] || program=$build/certrule
libraries=
for name in libcertrule libcertrule-openssl; do
	library=$build/.libs/$name.so
	if [ ! -e "$library" ]; then
		echo "no shared library $name: nothing to look at"
		exit 77
	fi
	libraries="$libraries $library"
done

module=$build/proxy/nginx/ngx_http_certrule_module.so
[ -f "$module" ] || module=

# ------------------------------------------------------------------- the linker

# has FILE TEXT WHAT: among its headers and dynamic entries.
has() {
	checks=$((checks + 1))
	readelf -dlW "$1" >"$scratch/headers" 2>/dev/null
	grep -Eq "$2" "$scratch/headers" || fail "$(basename "$1"): no $3"
}

for file in $program $libraries $module; do
	if asked -z,relro 'tables that stay writable'; then
		has "$file" ' GNU_RELRO ' 'read-only relocations'
		has "$file" 'BIND_NOW|Flags:.* NOW' 'binding at start'
	fi
	has "$file" ' GNU_STACK .* RW  *0x' 'stack without execution'
	checks=$((checks + 1))
	readelf -dW "$file" | grep -q TEXTREL &&
		fail "$(basename "$file"): code that is written to"
	# A segment is written or run, never both.
	readelf -lW "$file" | grep -Eq ' LOAD .* RWE ' &&
		fail "$(basename "$file"): a segment of code can be written"
done

# ----------------------------------------------------------------- the compiler

calls() {
	nm -D --undefined-only "$1" | sed 's/^ *[Uw] //; s/@.*//'
}

for file in $program $libraries $module; do
	calls "$file" >"$scratch/calls"
	if asked -fstack-protector-strong 'smashed stacks'; then
		checks=$((checks + 1))
		grep -Fqx __stack_chk_fail "$scratch/calls" ||
			fail "$(basename "$file"): no stack protector"
	fi
done
if asked -D_FORTIFY_SOURCE=3 'copies of known length; off beside sanitizers'; then
	case $chosen in
	*' -O0 '* | *' -Og '*) echo "not optimised: no fortified calls" ;;
	*' -O'*)
		for file in $program $libraries; do
			checks=$((checks + 1))
			calls "$file" | grep -q '^__.*_chk$' ||
				fail "$(basename "$file"): nothing fortified"
		done
		;;
	*) echo "not optimised: no fortified calls" ;;
	esac
fi

# marked WHAT FILE...: each object of an archive, or of several files.
marked() {
	checks=$((checks + 1)) what=$1
	shift
	readelf -n "$@" 2>/dev/null >"$scratch/notes"
	files=$(grep -c '^File: ' "$scratch/notes" || :)
	marks=$(grep -c 'IBT, SHSTK' "$scratch/notes" || :)
	[ "$files" -gt 0 ] && [ "$files" = "$marks" ] ||
		fail "$what: $marks of $files objects have their jumps marked"
}

# The linker keeps the mark only if every object of the C library has it, which
# is the system's affair: here are our own.
if asked -fcf-protection 'jumps to where none is due'; then
	case $(uname -m) in
	x86_64 | i?86)
		for part in base engine fields grammar; do
			marked "libcr-$part" "$build/.libs/libcr-$part.a"
		done
		[ -z "$module" ] || marked "the module" \
			"$build/proxy/nginx/source/objs/addon/nginx/"*.o
		;;
	*) echo "$(uname -m): no marks of jumps to look for" ;;
	esac
fi

# What leaves no trace that must be there was at least handed on to nginx's own
# Makefile, with what the user chose behind it.
if [ -n "$module" ]; then
	for flag in -D_FORTIFY_SOURCE=3 -fstack-clash-protection \
		"$(setting CFLAGS)"; do
		asked "$flag" 'by the module' >/dev/null ||
			[ "$flag" = "$(setting CFLAGS)" ] || continue
		checks=$((checks + 1))
		grep '^CFLAGS' "$build/proxy/nginx/source/objs/Makefile" |
			grep -Fq -e "$flag" ||
			fail "the module is built without $flag"
	done
fi

# ------------------------------------------------------- what a library may not

cat >"$scratch/never" <<'EOF_NEVER'
_Exit
_exit
abort
atexit
chdir
error
execve
exit
fork
fprintf
fputc
fputs
fwrite
getenv
perror
popen
printf
putchar
puts
raise
rand
setenv
setlocale
sigaction
signal
srand
strtok
syslog
system
umask
vfprintf
vprintf
write
EOF_NEVER
# Fortified, or checked by assert().
sed 's/.*/__&_chk/' "$scratch/never" >"$scratch/fortified"
echo __assert_fail >>"$scratch/fortified"
cat "$scratch/fortified" >>"$scratch/never"

for library in $libraries; do
	checks=$((checks + 1))
	calls "$library" | grep -Fx -f "$scratch/never" >"$scratch/bad" || :
	while IFS= read -r name; do
		fail "$(basename "$library") calls $name"
	done <"$scratch/bad"
	checks=$((checks + 1))
	nm -D --defined-only "$library" |
		awk '$2 != "A" && $3 !~ /^certrule_/ { print $3 }' \
			>"$scratch/bad"
	while IFS= read -r name; do
		[ $sanitized = yes ] && continue
		fail "$(basename "$library") shows $name to others"
	done <"$scratch/bad"
done

# State that the process shares: objects of .data and .bss.  The first three are
# the compiler's; the others are the numbers under which OpenSSL keeps what is
# ours with a connection, taken once in a process, as OpenSSL wants it.
if [ $sanitized = yes ]; then
	echo "sanitized: state is not looked for, sanitizers bring their own"
else
	cat >"$scratch/known" <<'EOF_KNOWN'
completed.0
__dso_handle
__TMC_END__
connection_index
context_index
indexes_once
EOF_KNOWN
	for library in $libraries; do
		checks=$((checks + 1))
		readelf -SW "$library" | sed 's/\[ */[/' | awk '
			$2 == ".data" || $2 == ".bss" {
				gsub(/[][]/, "", $1); print $1 }' \
			>"$scratch/sections"
		[ -s "$scratch/sections" ] ||
			fail "$(basename "$library"): no sections were read"
		readelf -sW "$library" | awk -v list="$scratch/sections" '
			BEGIN { while ((getline n <list) > 0) wanted[n] }
			$4 == "OBJECT" && $7 in wanted { print $8 }' |
			sort -u | grep -Fvx -f "$scratch/known" \
			>"$scratch/bad" || :
		while IFS= read -r name; do
			fail "$(basename "$library") keeps state in $name"
		done <"$scratch/bad"
	done
fi

# -------------------------------------------------------------- user's own flags

# What the user chose comes behind what we ask for, and so has the last word.
checks=$((checks + 1))
grep -Eq '\$\(AM_CFLAGS\) *\\?$|\$\(AM_CFLAGS\) \$\(CFLAGS\)' \
	"$build/Makefile" || fail "Makefile: CFLAGS do not come last"
grep -Eq '^CFLAGS *[+:]?=' "$top/Makefile.am" &&
	fail "Makefile.am takes CFLAGS, which are the user's"

# ------------------------------------------------------------------ it can fail

if command -v "${CC:-cc}" >/dev/null 2>&1; then
	cat >"$scratch/soft.c" <<'EOF_SOFT'
#include <stdio.h>
#include <stdlib.h>
int counter = 1;
void soft(void);
void soft(void) { counter++; puts("soft"); exit(counter); }
EOF_SOFT
	if "${CC:-cc}" -shared -fPIC -o "$scratch/soft.so" "$scratch/soft.c" \
		-Wl,-z,norelro -Wl,-z,lazy -fno-stack-protector \
		2>/dev/null; then
		readelf -dlW "$scratch/soft.so" >"$scratch/headers"
		grep -q GNU_RELRO "$scratch/headers" &&
			fail "a planted library shows read-only relocations"
		calls "$scratch/soft.so" | grep -Fqx -f "$scratch/never" ||
			fail "a planted call of exit was not seen"
	fi
fi

echo "$checks checks"
exit $status
