#!/bin/sh
# SPDX-License-Identifier: MIT
#
# analyze.sh [TOOL...] - what analysers find in base, grammar, engine, fields and
# cli: gcc, tidy, cppcheck, scan, valgrind; all of them by default, one folder
# after the other.  A tool that is not installed is left out, and said to be.
#
# Prints findings, and fails where there is one.  What is no mistake is explained
# beside the code, in .clang-tidy, or here.  The scanner and the parser look as
# flex and bison like it, and are left out.
#
# CC and FLAGS are those of the build in $builddir.
set -eu

tools=${*:-gcc cppcheck tidy scan valgrind}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
top=$(cd "$srcdir" && pwd)
build=$(cd "$builddir" && pwd)
flags="-std=c11 -DHAVE_CONFIG_H -I$build -I$build/grammar -I$build/cli -I$top
	-I$top/include $FLAGS"
status=0
cd "$top"

sources() {
	find "$1" -name '*.c' ! -name parser.c ! -name scanner.c | sort
}

# missing COMMAND: says so.
missing() {
	command -v "$1" >/dev/null 2>&1 && return 1
	echo "$1 is not installed: left out"
}

# each FUNCTION: of every folder, what it prints.
each() {
	for folder in base grammar engine fields cli; do
		echo "$1: $folder"
		for file in $(sources $folder); do
			"$1" "$file" >"$scratch/found" 2>&1 || status=1
			[ ! -s "$scratch/found" ] || {
				cat "$scratch/found"
				status=1
			}
		done
	done
}

# -------------------------------------------------------------------- one each
# It forgets what is kept in an element of an allocated array, and in a struct
# that was zeroed by memset(): in cli, which has such, it does not look for
# leaks.  LeakSanitizer does, in every test.
# shellcheck disable=SC2086 # FLAGS are several words
by_gcc() {
	case $1 in
	cli/*) leaks="-Wno-analyzer-malloc-leak -Wno-analyzer-file-leak" ;;
	*) leaks= ;;
	esac
	gcc $flags -O2 -Wall -Wextra -fanalyzer $leaks -c \
		-o "$scratch/object" "$1"
}

# ctuuninitvar takes the address of a variable that a function fills for a use
# of its value; compilers and valgrind look for those, too.
by_cppcheck() {
	cppcheck --quiet --std=c11 --language=c --inline-suppr \
		--enable=warning,performance,portability \
		--suppress=ctuuninitvar --error-exitcode=1 \
		-DHAVE_CONFIG_H -D_GNU_SOURCE -I"$build" -Iinclude "$1"
}

# What is printed to standard error counts the warnings of system headers.
# shellcheck disable=SC2086
by_tidy() {
	clang-tidy --quiet "$1" -- $flags 2>"$scratch/counted" || {
		grep -v 'warnings generated\|Suppressed\|^Use -' \
			"$scratch/counted"
		return 1
	}
}

# It hands its own compiler over as CC.
# shellcheck disable=SC2016,SC2086
by_scan() {
	scan-build -o "$scratch/pages" --status-bugs sh -c '$CC "$@"' sh \
		$flags -c -o "$scratch/object" "$1" >"$scratch/said" 2>&1 ||
		grep -v '^scan-build' "$scratch/said"
}

# by_valgrind COMMAND...
by_valgrind() {
	echo "valgrind: $*"
	"$build/libtool" --mode=execute valgrind --quiet --error-exitcode=9 \
		--leak-check=full --trace-children=yes --smc-check=all \
		--suppressions="$top/tests/analyze.supp" "$@" \
		>"$scratch/said" 2>&1 || {
		cat "$scratch/said"
		status=1
	}
}

for tool in $tools; do
	case $tool in
	gcc) missing gcc || each by_gcc ;;
	cppcheck) missing cppcheck || each by_cppcheck ;;
	tidy) missing clang-tidy || each by_tidy ;;
	scan) missing scan-build || each by_scan ;;
	valgrind)
		if missing valgrind; then
			continue
		elif [ -n "${SANITIZED:-}" ]; then
			echo "valgrind runs without sanitizers: left out"
			continue
		fi
		# A sample: what reads texts, certificates and CRLs, and decides.
		for test in certificates decide fields functions policy regex \
			revocation trust; do
			by_valgrind "$build/certrule" test "tests/$test.t"
		done
		;;
	*)
		echo "analyze.sh: no tool '$tool'"
		exit 2
		;;
	esac
done
exit $status
