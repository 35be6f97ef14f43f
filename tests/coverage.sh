#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Every row of every table stands in a test, or this fails and says which does
# not.  A row stands in a test when the text by which a person knows it does:
# the code of a diagnostic, the name of a field, the spelling of a word.
set -eu
cd "${srcdir:-.}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM

# Rows that no test can reach from here, each with its reason.
cat >"$scratch/exempt" <<'EXEMPT'
base/diag.def E0017 takes a mistake in the formatter: test_format.c
base/diag.def E0104 no function of this build lacks its body: test_functions.c
base/diag.def E0132 takes 10,001 patterns or a million items: test_check.c
base/diag.def E0226 the program always brings trust along: test_policy.c
base/diag.def E0333 takes a reload: test_connection.c
base/diag.def E0504 takes a pattern of 4,097 bytes: test_regex.c
fields/reasons.def out_of_memory takes a lack of it: test_fields_memory.c
fields/reasons.def bad_issuer_key is of a CA that OpenSSL ruled out as issuer
fields/reasons.def not_requested is of connections: test_connection.c
fields/reasons.def chain_unavailable is of resumed ones: test_connection.c
base/limits.def REGEX_DEPTH counts only where PCRE2 has no JIT
base/limits.def REGEX_HEAP counts only where PCRE2 has no JIT
EXEMPT

# What is indented in a .t file is policy, expression, facts or output: no title
# makes a row covered there.
cat tests/*.t examples/*/*.t examples/*/*.rules | grep '^[ 	]' \
	>"$scratch/language"
find tests examples -type f \( -name '*.t' -o -name '*.rules' -o -name '*.sh' \
	-o -path 'tests/unit/*.c' -o -path tests/graphs.c \
	-o -path 'tests/import/*.json' \) ! -name coverage.sh -exec cat {} + \
	>"$scratch/everything"

# arguments FILE MACRO N...: those arguments of each row, a line a row; strings
# without their quotes.
arguments() {
	table=$1 macro=$2
	shift 2
	awk -v macro="$macro" -v wanted="$*" '
	{ text = text $0 "\n" }
	END {
		gsub(/\/\*([^*]|\*[^\/])*\*\//, "", text)
		count = split(wanted, want, " ")
		while (match(text, "(^|\n)" macro "\\(")) {
			text = substr(text, RSTART + RLENGTH)
			row()
		}
	}
	# Cuts one row at its top-level commas.
	function row(  i, c, depth, quoted, n, arg) {
		split("", args)
		n = 1
		for (i = 1; i <= length(text); i++) {
			c = substr(text, i, 1)
			if (quoted && c == "\\") {
				arg = arg c substr(text, ++i, 1)
				continue
			}
			if (c == "\"") {
				quoted = !quoted
				continue
			}
			if (!quoted && c == ")" && depth == 0)
				break
			if (!quoted && c == "," && depth == 0) {
				args[n++] = trim(arg)
				arg = ""
				continue
			}
			if (!quoted && c == "(")
				depth++
			if (!quoted && c == ")")
				depth--
			arg = arg c
		}
		args[n] = trim(arg)
		for (i = 1; i <= count; i++)
			printf "%s%s", args[want[i]], i < count ? "\t" : "\n"
	}
	function trim(s) {
		gsub(/^[ \t\n]+|[ \t\n]+$/, "", s)
		return s
	}' "$table"
}

status=0
rows=0

# missing TABLE ROW: unless it is exempt.
missing() {
	grep -q "^$1 $2 " "$scratch/exempt" && return
	echo "$1: '$2' is in no test"
	status=1
}

# has FILE PATTERN: extended; as a whole word where it begins or ends as one.
has() {
	pattern="($2)"
	case $2 in
	[A-Za-z]*) pattern="(^|[^A-Za-z0-9_.])$pattern" ;;
	esac
	case $2 in
	*[A-Za-z0-9_]) pattern="$pattern([^A-Za-z0-9_]|\$)" ;;
	esac
	grep -Eq -e "$pattern" "$scratch/$1"
}

# quote TEXT: what matches just this.
quote() {
	printf '%s\n' "$1" | sed 's/[][\.*^$+?(){}|/]/\\&/g'
}

# each TABLE MACRO ARGUMENT WHERE BEFORE AFTER: every row's argument, between
# the two, must be found.
each() {
	table=$1 where=$4 before=$5 after=$6
	arguments "$1" "$2" "$3" >"$scratch/rows"
	[ -s "$scratch/rows" ] || {
		echo "$1: no $2 row was read"
		status=1
	}
	while IFS= read -r row; do
		rows=$((rows + 1))
		has "$where" "$before$(quote "$row")$after" ||
			missing "$table" "$row"
	done <"$scratch/rows"
}

# As it is printed; in everything, for a text with a NUL is no .t file.
each base/diag.def DIAG 1 everything '\[' '\]'
each base/fields.def FIELD 2 language '' ''
each base/fields.def FIELD_ALIAS 1 language '' ''
each base/words.def WORD 2 language '' ''
# By name in a title or a unit test: the number says too little.
each base/limits.def LIMIT 1 everything '(CR_LIMIT_)?' ''
each engine/funcs.def FUNCTION 1 language '' '\('
each engine/ops.def OP 1 everything '(CR_OP_)?' ''
each engine/regex_forms.def FORM 1 everything '(CR_REGEX_FORM_)?' ''
each engine/list_types.def LIST_TYPE 2 language '' ''
each engine/options.def OPTION 2 language '' ''
each fields/reasons.def REASON 2 language '' ''
each fields/settings.def SETTING 2 language '' ''
each cli/options.def OPTION 3 language '--' ''
each cli/verbs.def VERB 2 language '' ''
each cli/import_actions.def IMPORT_ACTION 1 everything '"action": "' '"'

# Functions and operators stand in an expression that is true and in one that is
# false.  What an expression is made of the program says itself: those of one
# answer make one policy, whose typed trees name their rows.
expressions() {
	awk -v answer="$1" '
	function close_case() {
		if (expression != "" && answered)
			printf "block \"%d\" if %s\n", ++count, expression
		expression = ""
		answered = 0
	}
	/^== / { close_case() }
	/^[a-z-]+$/ { block = $0; answered = answered || block == answer }
	/^[ \t]/ && block == "expression" { expression = expression $0 "\n" }
	END { close_case() }
	' tests/expressions.t tests/functions.t
}

# ways ROW PATTERN TABLE: in both trees, or it is missing from one of them.
ways() {
	for answer in true false; do
		grep -Eq "^ *$2 : " "$scratch/$answer.types" && continue
		echo "$3: '$1' is in no expression that is $answer"
		status=1
	done
}

for answer in true false; do
	expressions $answer >"$scratch/$answer.rules"
	"$CERTRULE" check --dump=types "$scratch/$answer.rules" \
		>"$scratch/$answer.types" 2>"$scratch/said" || {
		echo "the expressions that are $answer do not load:"
		cat "$scratch/said"
		status=1
	}
done
arguments engine/ops.def OP 1 >"$scratch/ops"
while IFS= read -r row; do
	ways "$row" "compare $row" engine/ops.def
done <"$scratch/ops"
arguments engine/funcs.def FUNCTION 1 >"$scratch/funcs"
while IFS= read -r row; do
	ways "$row" "call $row" engine/funcs.def
done <"$scratch/funcs"

# A fetch row is a field of a certificate, by its number.
arguments base/fields.def FIELD 1 2 | sort >"$scratch/names"
{
	arguments fields/fetch.def FETCH 1
	arguments fields/fetch.def FETCH_KNOWN 1
} | sort | join -t '	' - "$scratch/names" |
	cut -f 2 >"$scratch/fetched"
while IFS= read -r name; do
	rows=$((rows + 1))
	has language "$(quote "$name")" || missing fields/fetch.def "$name"
done <"$scratch/fetched"

# It can fail: a row nobody has written a test for is missed.
printf 'DIAG(%s, NOT_THERE, ERROR, "never")\n' E9999 >"$scratch/planted.def"
found=$status
each "$scratch/planted.def" DIAG 1 everything '' '' >"$scratch/seen"
if ! grep -q E9999 "$scratch/seen"; then
	echo "a planted row was not missed"
	exit 1
fi
ways NOT_THERE "compare NOT_THERE" planted >"$scratch/seen"
if [ "$(grep -c NOT_THERE "$scratch/seen")" != 2 ]; then
	echo "a planted operator was not missed"
	exit 1
fi
status=$found

echo "$rows rows"
exit $status
