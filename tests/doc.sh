#!/bin/sh
# SPDX-License-Identifier: MIT
#
# What doc/ shows is true: every example runs, every diagnostic has its entry,
# and every row of the language's tables stands in doc/language.md.
#
# Blocks of doc/*.md by their tag:
#   t                     a .t file: all of one page, in order, are run as one
#   wrong policy          reports the code of its heading, and no other error
#   wrong expression      the same; it becomes the condition of a rule
#   right policy,
#   right expression      report no error, nor that code
#   text console json nginx haproxy   not run
# Any other block, or one without a tag, is a mistake.  Paths are relative to
# tests/, the time is that of the test certificates.
set -eu

top=${srcdir:-.}
certrule=${CERTRULE:-./certrule}
at=2026-06-01T00:00:00Z
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
status=0
for folder in certs lists policies; do
	ln -s "$(cd "$top/tests/$folder" && pwd)" "$scratch/$folder"
done

fail() {
	echo "$*"
	status=1
}

# ------------------------------------------------------------------- blocks
# blocks PAGE NAME: writes NAME.t, and of each entry the examples as
# CODE-wrong-N.rules and CODE-right-N.rules; prints what has no known tag.
blocks() {
	awk -v page="$2" -v folder="$scratch" '
	/^## [EW][0-9]+ / { code = $2 }
	/^```/ && !fenced {
		fenced = 1
		tag = substr($0, 4)
		file = ""
		if (tag == "t") {
			file = folder "/" page ".t"
			print "# line " FNR >file
		} else if (tag ~ /^(wrong|right) (policy|expression)$/) {
			split(tag, word, " ")
			file = folder "/" code "-" word[1] "-" ++count ".rules"
			if (code == "")
				print page ".md:" FNR ": outside of an entry"
			if (word[2] == "expression")
				print "block \"x\" if" >file
		} else if (tag !~ /^(text|console|json|nginx|haproxy)$/)
			print page ".md:" FNR ": a block of tag \"" tag "\""
		next
	}
	/^```/ {
		fenced = 0
		if (file != "" && word[2] == "expression")
			print "default block" >file
		if (file ~ /[.]t$/)
			print "" >file
		else if (file != "")
			close(file)
		word[2] = ""
		next
	}
	fenced && file != "" { print >file }
	END {
		if (fenced)
			print page ".md: a block without its end"
	}' "$1"
}
for page in "$top"/doc/*.md; do
	name=$(basename "$page" .md)
	blocks "$page" "$name" >"$scratch/untagged"
	if [ -s "$scratch/untagged" ]; then
		cat "$scratch/untagged"
		status=1
	fi
done

# .t blocks, a page at a time.
for file in "$scratch"/*.t; do
	[ -f "$file" ] || continue
	"$certrule" test "$file" >"$scratch/tap" 2>&1 && continue
	fail "doc/$(basename "$file" .t).md: an example is not true:"
	sed -n '/^not ok/,/^ok/p; /^certrule:/p' "$scratch/tap" | grep -v '^ok'
done

# Examples of diagnostics, all in one run; each file is one policy.
(cd "$scratch" && ls | grep '[.]rules$') >"$scratch/examples" || :
(
	case $certrule in
	/*) ;;
	*) certrule=$PWD/$certrule ;;
	esac
	cd "$scratch"
	# Its status says that there are errors, and there are to be some.
	xargs "$certrule" check --at "$at" <examples 2>diagnostics >/dev/null
) || :
# A diagnostic belongs to the policy whose counts come next: an error in a
# file that it names begins with that file.
awk -v list="$scratch/examples" '
match($0, /: (error|warning)\[[EW][0-9]+\]:/) {
	kind = substr($0, RSTART + 2, RLENGTH - 3)
	sub(/^.*\[/, "", kind)
	sub(/\].*/, "", kind)
	seen = seen " " kind
	next
}
/^certrule: .*\.rules: [0-9]+ errors?, [0-9]+ warnings?$/ {
	name = $2
	sub(/:$/, "", name)
	codes[name] = seen " "
	seen = ""
}
END {
	while ((getline name <list) > 0)
		judge(name)
}
function judge(name,  code, wrong, found, count, i) {
	code = substr(name, 1, 5)
	wrong = name ~ /-wrong-/
	count = split(codes[name], found, " ")
	if (wrong && index(codes[name], " " code " ") == 0)
		print code ": the wrong example reports" \
		    (count ? codes[name] : " nothing")
	if (!wrong && index(codes[name], " " code " ") != 0)
		print code ": the right example reports it"
	for (i = 1; i <= count; i++)
		if (found[i] ~ /^E/ && !(wrong && found[i] == code))
			print code ": the " (wrong ? "wrong" : "right") \
			    " example reports " found[i]
}' "$scratch/diagnostics" >"$scratch/judged"
if [ -s "$scratch/judged" ]; then
	sort -u "$scratch/judged"
	status=1
fi

# -------------------------------------------------------------- diagnostics
# One entry a code, and in its order.
sed -n 's/^DIAG(\([EW][0-9]*\),.*/\1/p' "$top/base/diag.def" |
	LC_ALL=C sort >"$scratch/codes"
sed -n 's/^## \([EW][0-9]*\) ·.*/\1/p' "$top/doc/diagnostics.md" \
	>"$scratch/entries"
[ -s "$scratch/codes" ] || fail "no code was read"
LC_ALL=C sort -c "$scratch/entries" 2>/dev/null ||
	fail "doc/diagnostics.md: not in the order of codes: $(
		LC_ALL=C sort -c "$scratch/entries" 2>&1 | sed 's/.*: //')"
LC_ALL=C sort "$scratch/entries" | uniq -d | sed 's/$/: two entries/' \
	>"$scratch/wrong"
LC_ALL=C sort -u "$scratch/entries" | LC_ALL=C comm -3 "$scratch/codes" - |
	awk '/^\t/ { print $1 ": an entry without a code"; next }
		{ print $1 ": no entry in doc/diagnostics.md" }' \
	>>"$scratch/wrong"
if [ -s "$scratch/wrong" ]; then
	cat "$scratch/wrong"
	status=1
fi

# ----------------------------------------------------------------- language
# Every row of the language's tables, as its reader would look for it.
language=$top/doc/language.md

# rows TABLE MACRO N: that argument of rows that are one line, without quotes.
rows() {
	sed -n "s/^$2(\(.*\)/\1/p" "$top/$1" |
		awk -F ', *' -v n="$3" '{ print $n }' | tr -d '")'
}

quote() {
	printf '%s\n' "$1" | sed 's/[][\.*^$+?(){}|/&]/\\&/g'
}

# each TABLE MACRO N: `row`, or among others between backquotes.
each() {
	rows "$1" "$2" "$3" >"$scratch/rows"
	[ -s "$scratch/rows" ] || fail "$1: no row was read"
	while IFS= read -r row; do
		grep -Eq "\`([^\`]* )?$(quote "$row")( [^\`]*)?\`" "$language" ||
			fail "doc/language.md: '$row' of $1 is not there"
	done <"$scratch/rows"
}
each base/words.def WORD 2
each engine/options.def OPTION 2
each engine/list_types.def LIST_TYPE 2
each fields/settings.def SETTING 2

# A function has a line in the table and a section with examples.
rows engine/funcs.def FUNCTION 1 >"$scratch/rows"
[ -s "$scratch/rows" ] || fail "engine/funcs.def: no row was read"
while IFS= read -r row; do
	grep -q "^| .*\`$row(" "$language" ||
		fail "doc/language.md: '$row' is not in the table of functions"
	grep -Eq "^### (.*, )?$row(,.*)?\$" "$language" ||
		fail "doc/language.md: '$row' has no section"
done <"$scratch/rows"

# An operator has a line that names each type on its left.
sed -n 's/^WORD(\([A-Z_]*\), "\(.*\)", EXPRESSION)/\1 \2/p
	s/^WORD(\(NOT_IN\|STRICT_WILDCARD\), "\(.*\)", SIGN)/\1 \2/p' \
	"$top/base/words.def" >"$scratch/words"
sed -n 's/^OP([A-Z_]*, \([A-Z_]*\), \([A-Z]*\), .*/\1 \2/p' \
	"$top/engine/ops.def" >"$scratch/rows"
[ -s "$scratch/rows" ] || fail "engine/ops.def: no row was read"
while read -r word left; do
	spelling=$(sed -n "s/^$word //p" "$scratch/words")
	case $left in
	INT) type=Int ;;
	STRING) type=String ;;
	IP) type=IP ;;
	*) type=$left ;;
	esac
	grep -Eq "^\| \`$spelling\`[^|]*\|[^|]*$type" "$language" ||
		fail "doc/language.md: no operator '$spelling' for $type"
done <"$scratch/rows"

# Links between the pages lead somewhere.
for page in "$top"/doc/*.md "$top"/README.md; do
	grep -o ']([^)#]*[)#]' "$page" | sed 's/^](//; s/[)#]$//' |
		grep -v '^[a-z]*:' | sort -u |
		while IFS= read -r link; do
			[ -z "$link" ] || [ -e "$(dirname "$page")/$link" ] ||
				echo "$(basename "$page"): no file '$link'"
		done
done >"$scratch/wrong"
if [ -s "$scratch/wrong" ]; then
	cat "$scratch/wrong"
	status=1
fi

echo "$(wc -l <"$scratch/examples") examples of diagnostics"
exit $status
