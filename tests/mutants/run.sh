#!/bin/sh
# SPDX-License-Identifier: MIT
#
# make mutants: each patch here breaks the program in one place; the differential
# test must notice every one within a minute - of client-*, what is kept with a
# client, tests/unit/test_notes, which has real ones.  Works on a copy of the
# sources.
#
#	run.sh [PATCH...]
set -eu
top=$(cd "${srcdir:-.}" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM

[ $# -gt 0 ] || set -- "$top"/tests/mutants/*.patch
mkdir "$scratch/sources" "$scratch/build"
(cd "$top" && tar cf - --exclude=.git .) | (cd "$scratch/sources" && tar xf -)
cd "$scratch/build"
../sources/configure CFLAGS=-O1 >configure.log
make grammar/parser.h grammar/scanner.c >make.log
make tests/differential/differential >>make.log

# A crash is noticed, too.
is_noticed() {
	case $1 in
	client-*) test=tests/unit/test_notes ;;
	*) test=tests/differential/differential ;;
	esac
	make "$test" >make.log 2>&1 || {
		echo "$1 does not build"
		return 1
	}
	said=0
	timeout 60 "$test" 1000000 1 >said.log 2>/dev/null || said=$?
	grep -q -e ' differ$' -e 'Failures: [1-9]' said.log ||
		[ "$said" -ge 128 ]
}

status=0
for patch; do
	name=$(basename "$patch" .patch)
	patch -s -p1 -d ../sources <"$patch"
	if is_noticed "$name"; then
		echo "$name is noticed"
	else
		echo "$name is NOT noticed"
		status=1
	fi
	patch -s -R -p1 -d ../sources <"$patch"
done
exit $status
