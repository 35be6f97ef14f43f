#!/bin/sh
# SPDX-License-Identifier: MIT
#
# doc/editors/ knows the words that the program knows, no fewer and no more; and
# Vim colours a policy as it should.
set -eu
top=$(cd "${srcdir:-.}" && pwd)
vim_syntax=$top/doc/editors/vim/syntax/certrule.vim
grammar=$top/doc/editors/certrule.tmLanguage.json
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
status=0

fail() {
	echo "$1"
	status=1
}

# -------------------------------------------------- the words of the tables
words() {
	sed -n 's/^WORD([A-Z_]*, "\([a-z_]*\)", .*/\1/p' "$top/base/words.def"
}
signs() {
	sed -n 's/^WORD([A-Z_]*, "\([^a-z"]*\)", .*/\1/p' "$top/base/words.def"
}
functions() {
	sed -n 's/^FUNCTION(\([a-z0-9_]*\),.*/\1/p' "$top/engine/funcs.def"
}
# Reserved words apart.
options() {
	words >"$scratch/reserved"
	sed -n 's/^OPTION([A-Z_]*, "\([a-z_]*\)",.*/\1/p' \
		"$top/engine/options.def" | grep -vxF -f "$scratch/reserved"
}
list_types() {
	sed -n 's/^LIST_TYPE([A-Z_]*, "\([a-z_]*\)",.*/\1/p' \
		"$top/engine/list_types.def"
}
# Those that a policy may hold.
settings() {
	sed -n 's/^SETTING([A-Z_]*, "\([a-z_]*\)", [A-Z]*, [a-z]*, false,.*/\1/p' \
		"$top/fields/settings.def"
}
values() {
	sed -n 's/^SETTING([A-Z_]*, "[a-z_]*", NAME, [a-z]*, false, "\([^"]*\)".*/\1/p' \
		"$top/fields/settings.def" | tr ' ' '\n'
}
# What the names of fields begin with.
fields() {
	awk '/^FIELD(_ALIAS)?\(/ { row = 1 }
	row && match($0, /"[^"]*"/) {
		name = substr($0, RSTART + 1, RLENGTH - 2)
		sub(/\..*/, "", name)
		print name
		row = 0
	}' "$top/base/fields.def"
}

# ---------------------------------------------------- the words of an editor
# vim_list NAME...: the words of s:NAME.
vim_list() {
	for name; do
		awk -v name="let s:$name = " '
		index($0, name) == 1 { inside = 1; print; next }
		inside && /^\t\\/ { print; next }
		{ inside = 0 }' "$vim_syntax" |
			sed "s/^[^']*'//; s/'.*//" | tr -s ' ' '\n' |
			grep . || :
	done
}
# json_list NAME...: the alternatives of the repository's NAME.
json_list() {
	for name; do
		sed -n "/^\t\t\"$name\": {/,/^\t\t}/"'s/.*(?*:*\([a-z0-9_]*|[a-z0-9_|]*\)).*/\1/p' \
			"$grammar" | tr '|' '\n'
	done
}

# compare FILE WHAT: what the table says is in $scratch/table, what the editor
# knows in $scratch/editor.
compare() {
	for side in table editor; do
		LC_ALL=C sort -u "$scratch/$side" >"$scratch/$side.sorted"
		[ -s "$scratch/$side" ] || fail "$1: no $2 in its $side"
	done
	LC_ALL=C comm -23 "$scratch/table.sorted" "$scratch/editor.sorted" |
		sed "s|.*|$1: lacks '&' of the $2|" >"$scratch/wrong"
	LC_ALL=C comm -13 "$scratch/table.sorted" "$scratch/editor.sorted" |
		sed "s|.*|$1: '&' is none of the $2|" >>"$scratch/wrong"
	[ -s "$scratch/wrong" ] || return 0
	cat "$scratch/wrong"
	status=1
}

# check WHAT NAME...: a table and the lists that hold its words.
check() {
	what=$1
	shift
	"$what" >"$scratch/table"
	vim_list "$@" >"$scratch/editor"
	compare certrule.vim "$what"
	json_list "$@" >"$scratch/editor"
	compare certrule.tmLanguage.json "$what"
}

# The one word of a list of one is no alternative.
grep -q '"match": ".*(?:anonymous)' "$grammar" ||
	fail "certrule.tmLanguage.json: lacks 'anonymous'"
sed 's/(?:anonymous)/(?:anonymous|anonymous)/' "$grammar" >"$scratch/grammar"
grammar=$scratch/grammar

check words statements actions conditions holes connectives operators constants
check functions functions
check options options
check settings settings
check values values
check fields fields
list_types >"$scratch/table"
vim_list list_types >"$scratch/editor"
compare certrule.vim list_types
json_list list >"$scratch/editor"
compare certrule.tmLanguage.json list_types
signs >"$scratch/table"
vim_list signs >"$scratch/editor"
compare certrule.vim signs
grammar=$top/doc/editors/certrule.tmLanguage.json

# It can fail: a word too few and one too many are seen.
found=$status
printf '%s\n' and or >"$scratch/table"
printf '%s\n' and nor >"$scratch/editor"
compare planted words >"$scratch/seen"
[ "$(cat "$scratch/seen")" = "planted: lacks 'or' of the words
planted: 'nor' is none of the words" ] || {
	echo "a planted difference was not seen"
	found=1
}
status=$found

# ------------------------------------------------------------------- the JSON
if command -v python3 >/dev/null 2>&1 && python3 -c '' 2>/dev/null; then
	signs >"$scratch/signs"
	python3 - "$top/doc/editors" "$scratch/signs" <<'PYTHON' || status=1
import json, re, sys
folder, signs = sys.argv[1:]

def patterns(node):
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if key in ("match", "begin", "end") and isinstance(value, str):
            yield value
        elif isinstance(value, (dict, list)):
            yield from patterns(value)

def includes(node):
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if key == "include":
            yield value
        elif isinstance(value, (dict, list)):
            yield from includes(value)

for name in ("vscode/package.json", "vscode/language-configuration.json"):
    json.load(open(folder + "/" + name))
grammar = json.load(open(folder + "/certrule.tmLanguage.json"))
count = 0
for pattern in patterns(grammar):
    # An end may name a group of its begin.
    re.compile(re.sub(r"\\([1-9])", "#*", pattern))
    count += 1
assert count > 30, count
for name in includes(grammar):
    assert name[1:] in grammar["repository"], name
sign = re.compile(grammar["repository"]["signs"]["match"])
for text in open(signs).read().split():
    assert sign.fullmatch(text), text
PYTHON
elif command -v jq >/dev/null 2>&1; then
	echo "python3 is not installed: the expressions of the grammar were not compiled"
	jq . "$grammar" >/dev/null || fail "certrule.tmLanguage.json: no JSON"
else
	echo "neither python3 nor jq is installed: the JSON was not read"
fi

# ----------------------------------------------------------------------- Vim
if ! vim --version 2>/dev/null | grep -q '+syntax'; then
	echo "vim with +syntax is not installed: certrule.vim was not run"
	exit $status
fi
mkdir -p "$scratch/etc/udev/rules.d"
: >"$scratch/etc/udev/rules.d/10-local.rules"
cat >"$scratch/sample.rules" <<'POLICY'
# a comment  # lint: allow W1012
trust fleet for "api.example.com" default {  # }
    ca "trust/}.pem"
    revocation chain
    grace 6h
}
list $for serial from "lost.txt" may be empty
list $office ip { 192.0.2.0/24 2001:db8::/32 }
field app.trust array<string> required
include "more/*.rules"
for "*.iot.example.com" {
    allow anonymous "own" until 2026-12-01T00:00:00Z if any(ends_with(tls.client_cert.san.dns[*], "\x2e\q"))
}
block "no # not" status 403 message "a \"b" if http.host matches "[\"a"]\.(b)$" or ssl
    and http.host ~ r#"^x"y"# && not ip.src not in $office
disabled action "x" tag "t" unless app.list strict wildcard "a" xor x.y ne 61:31 or n in {1..5 -3} and !true
default block
POLICY
# Line, text in it, what it is.
cat >"$scratch/expected" <<'EXPECTED'
1|a comment|Comment
1|lint: allow|Lint
2|trust|Statement
2|fleet|
2|for|Statement
2|default|Statement
2|"api|String
2|# }|Comment
3|ca|Setting
3|}|String
4|revocation|Setting
4|chain|Value
5|6h|Duration
7|list|Statement
7|$for|ListName
7|for|ListName
7|serial|Type
7|from|Modifier
7|may be|Modifier
8|192|Address
8|2001|Address
9|field|Statement
9|app|FieldName
9|trust|FieldName
9|array|FieldType
9|string|FieldType
9|required|Modifier
10|include|Statement
11|for|Statement
12|allow|Action
12|anonymous|Hole
12|until|Conditional
12|2026|Time
12|if|Conditional
12|any|Connective
12|ends_with|Function
12|tls|Field
12|san|Field
12|\x2e|Escape
12|\q|BadEscape
14|block|Action
14|# not|String
14|status|Option
14|403|Number
14|message|Option
14|\"b|Escape
14|http|Field
14|matches|Operator
14|[|RegexClass
14|"]|RegexClass
14|\.|RegexEscape
14|(b|RegexSign
14|or ssl|Connective
14|ssl|Field
15|~|Sign
15|^x|RegexSign
15|"y|RawRegex
15|&&|Sign
15|ip.src|Field
15|not in|Connective
15|$office|List
16|disabled|Action
16|tag|Option
16|unless|Conditional
16|list|Name
16|strict|Operator
16|wildcard|Operator
16|xor|Connective
16|ne |Operator
16|61:31|Bytes
16|n in|
16|in {|Operator
16|1..5|Number
16|-3|Number
16|!|Sign
16|true|Boolean
17|default|Statement
17|block|Action
EXPECTED
cat >"$scratch/probe.vim" <<'VIM'
let s:wrong = []
if &filetype !=# 'certrule'
	call add(s:wrong, 'the filetype is ' . &filetype)
endif
for s:row in readfile($SCRATCH . '/expected')
	let [s:line, s:text, s:group] = split(s:row, '|', 1)
	let s:column = stridx(getline(s:line), s:text)
	let s:name = synIDattr(synID(s:line, s:column + 1, 1), 'name')
	if s:column < 0 || s:name !=# (s:group ==# '' ? '' : 'certrule' . s:group)
		call add(s:wrong, s:row . ' is ' . s:name)
	endif
endfor
edit $SCRATCH/etc/udev/rules.d/10-local.rules
if &filetype ==# 'certrule'
	call add(s:wrong, 'udev rules are taken for policies')
endif
call writefile(s:wrong, $SCRATCH . '/wrong')
qall!
VIM
rm -f "$scratch/wrong"
SCRATCH=$scratch HOME=$scratch vim -es -N -u NONE -i NONE -n \
	--cmd "set runtimepath^=$top/doc/editors/vim" \
	-c 'filetype plugin on' -c 'syntax on' \
	-c "edit $scratch/sample.rules" -c "source $scratch/probe.vim" \
	</dev/null >"$scratch/out" 2>&1 || :
[ -f "$scratch/wrong" ] ||
	fail "vim did not get through the sample: $(cat "$scratch/out")"
[ ! -s "$scratch/wrong" ] || fail "vim: $(cat "$scratch/wrong")"
exit $status
