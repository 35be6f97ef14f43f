#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The manual says what there is: every verb has its page with the options that
# it takes and no others, every function its prototype, every word of the
# language and every field its place.  And the pages are mdoc without a fault.
set -eu
LC_ALL=C
export LC_ALL
top=$(cd "${srcdir:-.}" && pwd)
man=$top/doc/man
fields=${builddir:-.}/doc/man/certrule-fields.7
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
status=0

fail() {
	echo "$*"
	status=1
}

# same WHAT WANTED FOUND: two files.
same() {
	diff "$2" "$3" >"$scratch/diff" && return
	fail "$1 (< there is, > in the manual):"
	cat "$scratch/diff"
}

[ -f "$fields" ] || {
	echo "no page '$fields': it is made by make all"
	exit 1
}

# --------------------------------------------------------------------- verbs
"$CERTRULE" --help | awk '/^  [a-z]/ { print $1 }' | sort >"$scratch/verbs"
for page in "$man"/certrule-*.1; do
	basename "$page" .1 | sed 's/^certrule-//'
done | sort >"$scratch/pages"
same "verbs and certrule-VERB.1" "$scratch/verbs" "$scratch/pages"
sed -n 's/^\.It Xr certrule-\(.*\) 1$/\1/p' "$man/certrule.1" |
	sort >"$scratch/pages"
same "verbs in certrule.1" "$scratch/verbs" "$scratch/pages"

# -W, --warnings-fail ARGUMENT: a line each.  A long one has its text below.
options() {
	"$CERTRULE" "$1" --help | sed -n 's/^  \(-.*\)/\1/p' |
		sed 's/  .*//; s/ *$//' | sort
}
documented() {
	sed -n 's/^\.It \(Fl .*\)/\1/p' "$1" |
		sed 's/Fl Fl /--/; s/Fl /-/; s/ , /, /; s/ Ar / /' | sort
}
options=0
while IFS= read -r verb; do
	page=$man/certrule-$verb.1
	[ -f "$page" ] || continue
	options "$verb" >"$scratch/options"
	documented "$page" >"$scratch/documented"
	[ -s "$scratch/options" ] || fail "$verb: no option was read"
	same "options of $verb" "$scratch/options" "$scratch/documented"
	options=$((options + $(wc -l <"$scratch/options")))
done <"$scratch/verbs"

# ----------------------------------------------------------------- functions
# Prototypes without white space, as the header has them.
declared() {
	awk '!/^#/ { text = text $0 " " }
	END {
		gsub(/\/\*([^*]|\*[^\/])*\*\//, "", text)
		count = split(text, part, ";")
		for (i = 1; i <= count; i++) {
			if (!sub(/^.*CERTRULE_API /, "", part[i]))
				continue
			sub(/CERTRULE_MUST_USE/, "", part[i])
			gsub(/[ \t]/, "", part[i])
			print part[i]
		}
	}' "$1" | sort
}
# prototypes PAGE...: .Ft with .Fn, or with .Fo, .Fa and .Fc.
prototypes() {
	awk '
	/^\.Sh/ { within = $2 == "SYNOPSIS" }
	!within { next }
	/^\.Ft / { type = substr($0, 5) }
	/^\.Fo / { made = type $2 "("; comma = "" }
	/^\.Fa / { made = made comma substr($0, 5); comma = "," }
	/^\.Fc/ { say(made ")") }
	/^\.Fn / {
		made = type $2 "("
		rest = substr($0, length($1 $2) + 3)
		comma = ""
		while (rest != "") {
			if (match(rest, /^"[^"]*"/) || match(rest, /^[^ ]+/))
				made = made comma substr(rest, 1, RLENGTH)
			rest = substr(rest, RLENGTH + 1)
			sub(/^ +/, "", rest)
			comma = ","
		}
		say(made ")")
	}
	function say(text) {
		gsub(/[" \t]/, "", text)
		print text
	}' "$@" | sort
}
cat "$top/include/certrule.h" "$top/include/certrule-openssl.h" \
	>"$scratch/headers"
declared "$scratch/headers" >"$scratch/declared"
prototypes "$man"/*.3 >"$scratch/prototypes"
[ -s "$scratch/declared" ] || fail "no function was read"
same "functions" "$scratch/declared" "$scratch/prototypes"
# Each of them has a name by which man(1) finds it, and is told of.
sed 's/.*\(certrule_[a-z0-9_]*\)(.*/\1/' "$scratch/declared" |
	sort >"$scratch/names"
cat "$man"/*.3 | sed -n 's/^\.Nm \(certrule_[a-z0-9_]*\).*/\1/p' |
	sort >"$scratch/named"
same "names of functions" "$scratch/names" "$scratch/named"
cat "$man"/*.3 | awk '/^\.Sh/ { within = $2 == "DESCRIPTION" }
	within && /^\.Fn/ { print $2 }' | sort -u >"$scratch/told"
comm -23 "$scratch/names" "$scratch/told" >"$scratch/untold"
[ ! -s "$scratch/untold" ] ||
	fail "functions nothing is said of: $(cat "$scratch/untold")"

# So are constants, but for what is for the compiler.
sed 's|/\*.*||; s|^ \*.*||' "$scratch/headers" |
	grep -o 'CERTRULE_[A-Z0-9_]*' | sort -u |
	grep -v -e _H$ -e ^CERTRULE_API$ -e ^CERTRULE_MUST_USE$ \
		>"$scratch/constants"
[ -s "$scratch/constants" ] || fail "no constant was read"
cat "$man"/*.3 | grep -o 'CERTRULE_[A-Z0-9_]*' | sort -u |
	comm -23 "$scratch/constants" - >"$scratch/untold"
[ ! -s "$scratch/untold" ] ||
	fail "constants nothing is said of: $(cat "$scratch/untold")"

# ------------------------------------------------------------------ language
# rows TABLE MACRO N: that argument of rows that are one line, without quotes.
rows() {
	sed -n "s/^$2(\(.*\)/\1/p" "$top/$1" |
		awk -F ', *' -v n="$3" '{ print $n }' | tr -d '")' \
		>"$scratch/rows"
	[ -s "$scratch/rows" ] || fail "$1: no row was read"
}
# Words are what .Ic marks; \& keeps mdoc from reading one.
sed -n 's/^\.It Ic //p; s/^\.It Oo Ic //p; s/^\.Ic //p; s/^\.Pq Ic //p
	s/.* Ic / /p; s/.* Op Ic / /p' "$man/certrule-policy.5" |
	sed 's/\\&//g' | tr ' ' '\n' | sort -u >"$scratch/words"
# known TABLE MACRO N
known() {
	rows "$1" "$2" "$3"
	tr ' ' '\n' <"$scratch/rows" | sort -u | comm -23 - "$scratch/words" \
		>"$scratch/unknown"
	[ ! -s "$scratch/unknown" ] ||
		fail "certrule-policy.5 has none of $1: $(cat "$scratch/unknown")"
}
known base/words.def WORD 2
known fields/settings.def SETTING 2
known engine/options.def OPTION 2
known engine/list_types.def LIST_TYPE 2

# -------------------------------------------------------------------- fields
"$CERTRULE" fields | awk '{ print $1, $2 }' | sort >"$scratch/fields"
sed -n 's/^\.It Va \([^ ]*\) Pq Vt \([^ ,]*\).*/\1 \2/p' "$fields" |
	sort >"$scratch/listed"
same "fields in certrule-fields.7" "$scratch/fields" "$scratch/listed"

# ---------------------------------------------------------------------- mdoc
for page in "$man"/*.[0-9] "$fields"; do
	basename "$page" | sed 's/\.\([0-9]\)$/ \1/'
done | sort >"$scratch/pages"
cat "$man"/*.[0-9] "$fields" |
	sed -n 's/^\.It Xr \(certrule[^ ]*\) \([0-9]\).*/\1 \2/p
	s/^\.Xr \(certrule[^ ]*\) \([0-9]\).*/\1 \2/p' | sort -u |
	comm -23 - "$scratch/pages" >"$scratch/unknown"
[ ! -s "$scratch/unknown" ] ||
	fail "references to no page: $(cat "$scratch/unknown")"

# lint PAGE...: what mandoc finds, but for pages of others that are not there.
lint() {
	mandoc -T lint "$@" 2>"$scratch/err" |
		grep -v 'referenced manual not found' || :
}
if command -v mandoc >/dev/null 2>&1; then
	lint "$man"/*.[0-9] "$fields" >"$scratch/lint"
	[ ! -s "$scratch/lint" ] || {
		fail "mandoc -T lint:"
		cat "$scratch/lint"
	}
	# It can fail.
	printf '.Dd x\n.Dt X 1\n.Os\n.Sh NAME\n.Nm x\n' >"$scratch/planted.1"
	[ -n "$(lint "$scratch/planted.1")" ] || fail "mandoc finds no fault"
else
	echo "mandoc is not installed: the form of the pages is not checked"
fi

echo "$(wc -l <"$scratch/pages") pages, $options options," \
	"$(wc -l <"$scratch/names") functions, $(wc -l <"$scratch/fields") fields"
exit $status
