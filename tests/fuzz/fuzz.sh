#!/bin/sh
# SPDX-License-Identifier: MIT
#
# fuzz.sh TARGET SECONDS SOURCE...: builds one target with clang, libFuzzer and
# the sanitizers, below the build directory and beside its objects, and runs it.
# `make fuzz` calls it.  What it finds is a file there; the corpus grows there,
# and fuzz.sh TARGET merge SOURCE... takes what is worth it into the sources.
set -eu

target=$1 seconds=$2
shift 2
: "${srcdir:?}" "${builddir:?}"
clang=${CLANG:-clang}
here=$srcdir/tests/fuzz
work=$builddir/fuzz
corpus=$work/corpus-$target

if ! command -v "$clang" >/dev/null 2>&1; then
	echo "make fuzz needs clang with libFuzzer; CLANG=... names it" >&2
	exit 1
fi
targets='policy expression text certificate pem crl host address facts
	differential'
helpers='tests/fuzz/fuzz.c tests/fuzz/clients.c'
case " $(echo $targets) " in
*" $target "*) ;;
*)
	echo "no target '$target': TARGET is one of" $targets >&2
	exit 1
	;;
esac
[ "$target" != differential ] || helpers="$helpers
	$(cd "$srcdir" && ls tests/differential/*.c |
		grep -v "/differential\.c")"
mkdir -p "$work" "$corpus" "$work/seeds-$target"

# ------------------------------------------------------------------- building
flags="-std=c11 -D_GNU_SOURCE -DHAVE_CONFIG_H -O1 -g -fno-omit-frame-pointer
	-fsanitize=address,undefined -fno-sanitize-recover=undefined
	-I$builddir -I$srcdir -I$srcdir/include ${FUZZ_CFLAGS:-}"
newest=$(find "$srcdir/base" "$srcdir/grammar" "$srcdir/engine" \
	"$srcdir/fields" "$srcdir/include" "$srcdir/tests/random" \
	"$srcdir/tests/differential" "$here" \( -name '*.h' -o -name '*.def' \) -exec ls -t {} + | head -n 1)
objects= stale=
# shellcheck disable=SC2086 # lists of words
for source in "$@" $helpers "tests/fuzz/$target.c"; do
	object=$work/$(echo "${source%.c}" | tr / _).o
	[ -f "$srcdir/$source" ] && source=$srcdir/$source
	[ -f "$source" ] || source=$builddir/$source
	objects="$objects $object"
	if [ ! -f "$object" ] || [ "$source" -nt "$object" ] ||
		[ "$newest" -nt "$object" ]; then
		stale="$stale $source $object"
	fi
done
# shellcheck disable=SC2086 # lists of words
[ -z "$stale" ] || echo $stale | xargs -n 2 -P "${JOBS:-2}" sh -c \
	'exec '"$clang $(echo $flags)"' -fsanitize=fuzzer-no-link -w \
	-c "$0" -o "$1"' || exit 1
# shellcheck disable=SC2086
$clang -fsanitize=fuzzer,address,undefined $objects ${FUZZ_LIBS:-} \
	-o "$work/$target"

if [ "$seconds" = merge ]; then
	mkdir -p "$here/corpus/$target"
	exec "$work/$target" -set_cover_merge=1 -use_counters=0 \
		-max_len=1024 "$here/corpus/$target" \
		"$corpus" "$work/seeds-$target"
fi

# ----------------------------------------------------- a dictionary and seeds
# row FILE MACRO N: that argument of every row, if it is a string or a name.
row() {
	tr '\n' ' ' <"$srcdir/$1" | sed "s/ $2(/\\
$2(/g" | grep "^$2(" | cut -d, -f"$3" | sed "s/^$2(//" |
		tr -d ' "'
}
{
	row base/words.def WORD 2
	row base/fields.def FIELD 2
	row base/fields.def FIELD_ALIAS 1
	row engine/funcs.def FUNCTION 1
	row engine/list_types.def LIST_TYPE 2
	row engine/options.def OPTION 2
	row fields/settings.def SETTING 2
	printf '%s\n' array map from required may be empty '[*]' '..' 'r#' 'r"' \
		'{' '}' '<' '>' ';' '$' '# ' '::' /24 61:31 0x1f 12h \
		2026-12-01T00:00:00Z '*.' chain hard soft on off
} | sed 's/["\\]/\\&/g; s/.*/"&"/' | sort -u >"$work/$target.dict"

# Where bytes have a form of their own.
if [ -f "$here/$target.dict" ]; then
	cat "$here/$target.dict" >"$work/$target.dict"
fi

# Blocks of .t files: what is indented below the label.
seeds=$work/seeds-$target
blocks() {
	awk -v to="$seeds/" -v wanted="$1" '
	/^[^ \t]/ { on = $0 == wanted; if (on) file = to "seed-" ++n; next }
	on { sub(/^    /, ""); print >file }
	!on && file { close(file); file = "" }' "$srcdir"/tests/*.t
}
# The first PEM object of each file, as DER.
objects_of() {
	for file; do
		sed -n '/^-----BEGIN/,/^-----END/p' "$file" |
			sed '/^-----END/,$d; /^-----/d' | base64 -di \
			>"$seeds/${file##*/}.der" 2>/dev/null || :
	done
}
case $target in
policy) blocks policy ;;
text) blocks expression ;;
certificate) objects_of "$srcdir"/tests/certs/*.pem ;;
crl) objects_of "$srcdir"/tests/certs/*.crl ;;
pem) cp "$srcdir"/tests/certs/*.pem "$srcdir"/tests/certs/*.crl "$seeds" ;;
expression | host | address | facts | differential) ;;
esac

# --------------------------------------------------------------------- running
mkdir -p "$here/corpus/$target" 2>/dev/null || :
exec "$work/$target" -max_total_time="$seconds" -max_len=4096 -timeout=20 \
	-rss_limit_mb=2048 -print_final_stats=1 -dict="$work/$target.dict" \
	-artifact_prefix="$work/found-$target-" "$corpus" \
	"$here/corpus/$target" "$work/seeds-$target"
