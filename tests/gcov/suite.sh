#!/bin/sh
# SPDX-License-Identifier: MIT
#
# suite.sh FOLDER COMPILER FLAGS - builds the tree of $srcdir in that folder with
# those flags and runs there what counts for coverage: of SUITE, which are the
# tests of make check, all that run our code; and every allocation that can fail.
# Fails where a test does, after all others have run.
set -eu

folder=$1 compiler=$2 flags=$3
top=$(cd "$srcdir" && pwd)
jobs=$(nproc 2>/dev/null || echo 1)
# The make that runs this hands its own on.
unset MAKEFLAGS MFLAGS MAKELEVEL srcdir builddir || true

if [ -f "$top/config.status" ]; then
	echo "$top is configured itself: make distclean there, and build" \
		"elsewhere" >&2
	exit 1
fi

# logged COMMAND...: quiet when it works, its last lines when it does not.
logged() {
	"$@" >>suite.log 2>&1 || {
		tail -n 30 suite.log >&2
		echo "failed: $* (all of it: $(pwd)/suite.log)" >&2
		exit 1
	}
}

# About texts, tables, tools and what is installed; and proxies, which have a
# build of their own.
is_wanted() {
	case $1 in
	tests/proxy/* | tests/coverage.sh | tests/complete.sh | \
		tests/editors.sh | tests/format.sh | tests/hardening.sh | \
		tests/install.sh | tests/layers.sh | tests/man.sh)
		return 1
		;;
	esac
}

wanted=
for test in $SUITE; do
	if is_wanted "$test"; then
		wanted="$wanted $test"
	fi
done

mkdir -p "$folder"
cd "$folder"
: >suite.log
if [ ! -f Makefile ] || [ "$top/configure" -nt config.status ]; then
	logged "$top/configure" CC="$compiler" CFLAGS="$flags"
fi
logged make -j"$jobs"
logged make -j"$jobs" check TESTS=

# What was counted before is not of this run.
find . \( -name '*.gcda' -o -name '*.profraw' \) -exec rm -f {} +
# faults: each way to ask for memory fails, by what the scenarios, the cases of
# test files and reading do.
faults() {
	srcdir=$top
	export srcdir
	sweep=$(pwd)/tests/faults/sweep
	status=0
	"$sweep" --places || status=1
	tests/faults/io --whole || status=1
	(cd "$top/tests" && "$sweep" --cases ./*.t attacks/*.t) || status=1
	return $status
}
(faults) >faults.log 2>&1 &
faults=$!
SLOW=yes
export SLOW
failed=0
make -j"$jobs" -k check TESTS="$wanted" >>suite.log 2>&1 || {
	grep -E '^(FAIL|ERROR):' suite.log >&2 || tail -n 30 suite.log >&2
	failed=1
}
wait "$faults" || {
	tail -n 5 faults.log >&2
	failed=1
}
exit $failed
