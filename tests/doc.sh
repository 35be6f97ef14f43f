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
#   right expression      report nothing
#   text console json nginx haproxy   not run
# Any other block, or one without a tag, is a mistake.  Paths are relative to
# tests/, the time is that of the test certificates.
set -eu

top=$(cd "${srcdir:-.}" && pwd)
certrule=${CERTRULE:-$PWD/certrule}
at=2026-06-01T00:00:00Z
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
status=0
[ -x "$certrule" ] || {
	echo "no program '$certrule'"
	exit 1
}

fail() {
	echo "$*"
	status=1
}

# fail_with FILE: each of its lines is a failure.
fail_with() {
	[ -s "$1" ] || return 0
	cat "$1"
	status=1
}

# ------------------------------------------------------------------- blocks
# blocks PAGE NAME FOLDER: writes NAME.t, and of each entry the examples as
# CODE-wrong-N.rules and CODE-right-N.rules; prints what has no known tag.
blocks() {
	awk -v page="$2" -v folder="$3" '
	/^## [EW][0-9]+ / { code = $2 }
	/^```/ && !fenced {
		fenced = 1
		tag = substr($0, 4)
		file = ""
		if (tag == "t") {
			file = folder "/" page ".t"
			print "# " page ".md:" FNR >file
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

# run_tests FOLDER: its .t files; prints what is not true.
run_tests() {
	for file in "$1"/*.t; do
		[ -f "$file" ] || continue
		"$certrule" test "$file" >"$scratch/tap" 2>&1 && continue
		echo "doc/$(basename "$file" .t).md: an example is not true:"
		awk '/^not ok/ { shown = 1 }
			/^ok/ { shown = 0 }
			shown || /^certrule:/' "$scratch/tap"
	done
}

# run_examples FOLDER: its .rules, all in one run; prints what is not true.
# A diagnostic belongs to the policy whose counts come next: the place of one
# may be in a file that the policy names.
run_examples() {
	(cd "$1" && ls | grep '[.]rules$') >"$scratch/examples" || :
	# Whose example is right anywhere but at Cloudflare is asked so.
	(cd "$1" && grep -v '^W108' "$scratch/examples" |
		xargs "$certrule" check --at "$at" >/dev/null 2>&3) \
		3>"$scratch/diagnostics" || :
	(cd "$1" && grep '^W108' "$scratch/examples" |
		xargs -r "$certrule" check --portable --at "$at" \
			>/dev/null 2>&3) 3>>"$scratch/diagnostics" || :
	awk -v list="$scratch/examples" '
	match($0, /: (error|warning)\[[EW][0-9]+\]:/) {
		kind = substr($0, RSTART, RLENGTH)
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
		for (i = 1; i <= count; i++)
			if (!wrong || (found[i] ~ /^E/ && found[i] != code))
				print code ": the " (wrong ? "wrong" : "right") \
				    " example reports " found[i]
	}' "$scratch/diagnostics" | sort -u
}

# folder NAME: for blocks, with the files that they name.
folder() {
	mkdir "$scratch/$1"
	for files in certs lists policies; do
		ln -s "$top/tests/$files" "$scratch/$1/$files"
	done
}

folder pages
for page in "$top"/doc/*.md; do
	blocks "$page" "$(basename "$page" .md)" "$scratch/pages"
done >"$scratch/wrong"
run_tests "$scratch/pages" >>"$scratch/wrong"
run_examples "$scratch/pages" >>"$scratch/wrong"
fail_with "$scratch/wrong"
count=$(wc -l <"$scratch/examples")

# -------------------------------------------------------------- diagnostics
# compare_entries TABLE PAGE: one entry a code, in its order.
compare_entries() {
	sed -n 's/^DIAG(\([EW][0-9]*\),.*/\1/p' "$1" |
		LC_ALL=C sort >"$scratch/codes"
	sed -n 's/^## \([EW][0-9]*\) ·.*/\1/p' "$2" >"$scratch/entries"
	[ -s "$scratch/codes" ] || echo "$1: no code was read"
	LC_ALL=C awk '$0 <= last { print $0 ": not in its place" }
		{ last = $0 }' "$scratch/entries"
	LC_ALL=C sort -u "$scratch/entries" |
		LC_ALL=C comm -3 "$scratch/codes" - |
		awk '/^\t/ { print $1 ": an entry without a code"; next }
			{ print $1 ": no entry in doc/diagnostics.md" }'
}
compare_entries "$top/base/diag.def" "$top/doc/diagnostics.md" \
	>"$scratch/wrong"
fail_with "$scratch/wrong"

# ----------------------------------------------------------------- language
# Every row of the language's tables, as its reader would look for it.
language=$top/doc/language.md

# rows TABLE MACRO N: that argument of rows that are one line, without quotes.
rows() {
	sed -n "s/^$2(\(.*\)/\1/p" "$top/$1" |
		awk -F ', *' -v n="$3" '{ print $n }' | tr -d '")' \
		>"$scratch/rows"
	[ -s "$scratch/rows" ] || fail "$1: no row was read"
}

quote() {
	printf '%s\n' "$1" | sed 's/[][\.*^$+?(){}|/&]/\\&/g'
}

# each TABLE MACRO N: `row`, or among others between backquotes.
each() {
	rows "$1" "$2" "$3"
	while IFS= read -r row; do
		grep -Eq "\`([^\`]* )?$(quote "$row")( [^\`]*)?\`" "$language" ||
			fail "doc/language.md: '$row' of $1 is not there"
	done <"$scratch/rows"
}
each base/words.def WORD 2
each engine/options.def OPTION 2
each engine/list_types.def LIST_TYPE 2
each fields/settings.def SETTING 2

# So with what the verify stage may say.
certificates=$top/doc/certificates.md

# tokens TABLE MACRO N
tokens() {
	rows "$1" "$2" "$3"
	while IFS= read -r row; do
		grep -q "^|.*\`$row\`" "$certificates" ||
			fail "doc/certificates.md: '$row' of $1 is not there"
	done <"$scratch/rows"
}
tokens fields/reasons.def REASON 2
tokens fields/lint.def LINT 1

# A function has a line in the table and a section with examples.
rows engine/funcs.def FUNCTION 1
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

# Links between the pages lead to a file and, within doc/, to a heading.
for page in "$top"/doc/*.md "$top"/README.md "$top"/SECURITY.md; do
	awk '/^```/ { fenced = !fenced; next } !fenced' "$page" |
		sed 's/`[^`]*`//g' | grep -o ']([^)]*)' |
		sed 's/^](//; s/)$//' | grep -v '^[a-z]*:' |
		sort -u >"$scratch/links" || :
	while IFS= read -r link; do
		file=${link%%#*}
		to=$(dirname "$page")/$file
		[ -n "$file" ] || to=$page
		if [ ! -e "$to" ]; then
			fail "$(basename "$page"): no file '$file'"
			continue
		fi
		case $link in
		*\#*) ;;
		*) continue ;;
		esac
		# As GitHub makes anchors of headings.
		sed -n 's/^##* //p' "$to" | tr 'A-Z' 'a-z' |
			sed 's/[^a-z0-9 _-]//g; s/ /-/g' |
			grep -Fqx -e "${link#*#}" ||
			fail "$(basename "$page"): no heading '$link'"
	done <"$scratch/links"
done

# ------------------------------------------------------------- threat model
# held_by PAGE: each promise names a test, and each test it names is there: a
# case by its whole title, a test in C by its name, in a script by its words.
held_by() {
	awk '/^## / { promised = ($0 == "## What is promised") }
		/^#/ { if (title != "" && !held) print title ": no test holds it"
			title = promised && /^### / ? $0 : ""; held = 0 }
		/^- `tests\// { held = 1 }' "$1"
	sed -n 's/^- `\(tests\/[^`]*\)` · \(.*\)$/\1 \2/p' "$1" >"$scratch/held"
	[ -s "$scratch/held" ] || echo "$1: no test was read"
	while read -r file name; do
		case $file in
		*.t) grep -Fqx -e "== $name" "$top/$file" ;;
		*.c) grep -Fqw -e "$name" "$top/$file" ;;
		*) grep -Fq -e "$name" "$top/$file" ;;
		esac 2>/dev/null || echo "$1: $file has no '$name'"
	done <"$scratch/held"
	for file in "$top"/tests/attacks/*.t "$top"/tests/attacks/*.sh; do
		grep -Fq "$(basename "$file")\`" "$1" ||
			echo "$1: $(basename "$file") holds no promise"
	done
}
held_by "$top/doc/threat-model.md" >"$scratch/wrong"
fail_with "$scratch/wrong"

# ------------------------------------------------------------- it can fail
# Planted mistakes of each kind are seen.
folder planted
cat >"$scratch/planted.md" <<'EOF_PAGE'
## E0102 · an entry before its place
## E0101 · an example that is right, and a correction that is wrong
```wrong expression
true
```
```right expression
nonsense
```
```
no tag
```
```t
== a lie
expression
    true
false
```
## What is promised
### what nobody holds
### what a test holds that is gone
- `tests/attacks/names.t` · a title that is none
## What is not promised
EOF_PAGE
held_by "$scratch/planted.md" >"$scratch/unheld"
blocks "$scratch/planted.md" planted "$scratch/planted" >"$scratch/seen"
run_tests "$scratch/planted" >>"$scratch/seen"
run_examples "$scratch/planted" >>"$scratch/seen"
compare_entries "$top/base/diag.def" "$scratch/planted.md" >>"$scratch/seen"
cat "$scratch/unheld" >>"$scratch/seen"
for mistake in 'a block of tag ""' 'an example is not true' \
	'the wrong example reports nothing' \
	'the right example reports E0101' 'E0101: not in its place' \
	'E0103: no entry' 'what nobody holds: no test holds it' \
	"has no 'a title that is none'" 'rules.t holds no promise'; do
	grep -Fq "$mistake" "$scratch/seen" ||
		fail "a planted mistake was not seen: $mistake"
done

echo "$count examples of diagnostics"
exit $status
