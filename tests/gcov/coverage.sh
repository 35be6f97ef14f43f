#!/bin/sh
# SPDX-License-Identifier: MIT
#
# coverage.sh - which lines and branches of base, grammar, engine and fields the
# tests reach, by gcov.  Pages are written to coverage/pages of the build
# directory, a summary to the terminal; README.md here says how to read them.
#
# Fails below 95 % of all branches, where a line is not reached that is not
# marked, and where more than 1 % of all lines are marked.
set -eu

build=$(cd "$builddir" && pwd)
top=$(cd "$srcdir" && pwd)
folder=$build/coverage
pages=$folder/pages

# Counters of threads are added up without losing any.
command -v gcovr >/dev/null 2>&1 || {
	echo "gcovr is needed, which reads what gcov counts (on Debian: gcovr)" >&2
	exit 1
}
passed=yes
[ "${REPORT:-}" = only ] || sh "$top/tests/gcov/suite.sh" "$folder" gcc \
	'-O0 -g --coverage -fprofile-update=atomic' || passed=no

# What flex and bison add of their own is in grammar/parser.c and scanner.c, for
# which they say #line; our rules and actions are in parser.y and scanner.l.
# count [OPTION...]
count() {
	(cd "$folder" && gcovr --root "$top" --gcov-executable gcov \
		--filter "$top/(base|grammar|engine|fields)/" \
		--exclude '.*/grammar/(parser|scanner)\.c' --gcov-ignore-parse-errors \
		"$@" . 2>gcovr.log) || {
		tail -n 20 "$folder/gcovr.log" >&2
		exit 1
	}
}

# The mark: a comment that begins on the line, and says why.
mark='.*/\* unreachable: [a-z]'
# The cases of a switch are lines of their own, and counted as those.  What the
# compiler adds, that none of them fits, is not to be had: a switch over an enum
# names every one.
switch='\s*switch \('
rm -rf "$pages"
mkdir -p "$pages"
count --exclude-lines-by-pattern "$mark" \
	--exclude-branches-by-pattern "$switch" --json "$folder/coverage.json" \
	--sonarqube "$folder/marked.xml" \
	--html-details "$pages/index.html" --html-title certrule
count --sonarqube "$folder/unmarked.xml"

# rows FILE: PATH LINE REACHED BRANCHES REACHED
rows() {
	awk 'BEGIN { RS = "<" }
	function value(name) {
		if (!match($0, " " name "=\"[^\"]*\""))
			return ""
		return substr($0, RSTART + length(name) + 3,
			RLENGTH - length(name) - 4)
	}
	/^file/ { file = value("path") }
	/^lineToCover/ {
		print file, value("lineNumber"), value("covered") == "true",
			value("branchesToCover") + 0, value("coveredBranches") + 0
	}' "$1"
}

rows "$folder/marked.xml" >"$folder/rows"
rows "$folder/unmarked.xml" >"$folder/all"
awk -v all="$folder/all" -f "$top/tests/gcov/summary.awk" "$folder/rows" \
	>"$folder/summary.txt" && result=0 || result=1
cat "$folder/summary.txt"
echo "pages: $pages/index.html"
[ $passed = yes ] || {
	echo "FAIL: tests, see $folder/suite.log and faults.log"
	result=1
}
exit $result
