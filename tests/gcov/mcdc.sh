#!/bin/sh
# SPDX-License-Identifier: MIT
#
# mcdc.sh - of which conditions the tests show that each alone decides, by clang:
# in the evaluator, in what verifies and holds trust, in the canonicalisers and
# in the gate.  The table and the conditions that are left go to the terminal,
# every line to mcdc/pages of the build directory; README.md says how to read
# them.  A report: it fails only where a test does, or where nothing is counted.
set -eu

build=$(cd "$builddir" && pwd)
top=$(cd "$srcdir" && pwd)
folder=$build/mcdc

# tool NAME: as it is called here, with its version or without.
tool() {
	for name in "$1-19" "$1"; do
		if command -v "$name" >/dev/null 2>&1; then
			echo "$name"
			return
		fi
	done
	echo "$1 of LLVM 18 or later is needed (on Debian: clang-19 llvm-19)" >&2
	exit 1
}
clang=$(tool clang)
cov=$(tool llvm-cov)
profdata=$(tool llvm-profdata)
# More than six conditions in one decision are counted from 19 on.
flags='-O0 -g -fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc
	-fprofile-update=atomic'
echo 'int x;' | "$clang" $flags -x c -c -o /dev/null - 2>/dev/null || {
	echo "$clang knows no -fcoverage-mcdc: 18 or later does" >&2
	exit 1
}

LLVM_PROFILE_FILE=$folder/profiles/%4m.profraw
export LLVM_PROFILE_FILE
mkdir -p "$folder/profiles"
passed=yes
[ "${REPORT:-}" = only ] ||
	sh "$top/tests/gcov/suite.sh" "$folder" "$clang" "$flags" || passed=no
cd "$folder"
"$profdata" merge -sparse -o all.profdata profiles/*.profraw

# Both libraries hold all that any test links.
files=$(cd "$top" && ls engine/run*.c engine/reference*.c engine/filter.c \
	engine/fixed.c engine/index*.c engine/set.c engine/wildcard.c \
	fields/verify*.c fields/peer*.c fields/trust*.c fields/session.c \
	fields/connection.c fields/kept.c fields/revocation*.c fields/crl*.c \
	fields/authority.c fields/proven.c fields/path.c \
	base/canonical*.c base/ip.c base/utf8.c \
	base/fieldset*.c engine/gate*.c)
# show COMMAND OPTION...
show() {
	command=$1
	shift
	# shellcheck disable=SC2046
	"$cov" "$command" .libs/libcertrule.so -object .libs/libcertrule-openssl.so \
		-instr-profile all.profdata -show-mcdc"$@" \
		$(echo "$files" | sed "s|^|$top/|")
}
rm -rf pages
show show '' -format html -output-dir pages >/dev/null
show report -summary >report.txt
show show '' >lines.txt
awk -v top="$top/" -f "$top/tests/gcov/mcdc.awk" lines.txt >summary.txt &&
	result=0 || result=1
cat summary.txt
echo "pages: $folder/pages/index.html"
[ $passed = yes ] || {
	echo "FAIL: tests, see $folder/suite.log and faults.log"
	result=1
}
exit $result
