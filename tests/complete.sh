#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The completion scripts offer what --help lists, in real shells: bash by its
# own function; fish and zsh where they are installed.
set -eu
LC_ALL=C
export LC_ALL
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
status=0

fail() {
	echo "$*"
	status=1
}

for shell in bash zsh fish; do
	"$CERTRULE" --completion $shell >"$scratch/$shell"
done
"$CERTRULE" --completion tcsh >"$scratch/out" 2>&1 &&
	fail "a script for tcsh"
"$CERTRULE" --completion >"$scratch/out" 2>&1 &&
	fail "a script for no shell"

# What --help lists: the verbs, and of each verb its options.
"$CERTRULE" --help | awk '/^  [a-z]/ { print $1 }' >"$scratch/verbs"
[ -s "$scratch/verbs" ] || fail "no verb was read"
# options VERB: one a line, letters too.
options() {
	"$CERTRULE" "$1" --help | awk '/^  -/ {
		for (i = 1; i <= 2; i++)
			if ($i ~ /^-/) {
				sub(/,$/, "", $i)
				print $i
			}
	}' | sort
}

# same WHAT WANTED FOUND: two files.
same() {
	diff "$2" "$3" >"$scratch/diff" && return
	fail "$1:"
	cat "$scratch/diff"
}

# A folder with what files there may be.
mkdir -p "$scratch/here/certs"
cd "$scratch/here"
: >access.rules
: >'a b.rules'

# ---------------------------------------------------------------------- bash

# in_bash WORD...: what the last word, of a command line, may become.
in_bash() {
	bash -c '. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
		_certrule; printf "%s\n" "${COMPREPLY[@]}"' \
		"$scratch/bash" certrule "$@" | sort
}

# offers WORDS WORD...: separated by commas.
offers() {
	wanted=$1
	shift
	found=$(in_bash "$@" | paste -s -d , -)
	[ "$found" = "$wanted" ] ||
		fail "bash: $*: '$found' is offered, not '$wanted'"
}

if command -v bash >/dev/null 2>&1; then
	in_bash '' | grep -v '^--' >"$scratch/found"
	sort "$scratch/verbs" >"$scratch/wanted"
	same "bash: verbs" "$scratch/wanted" "$scratch/found"
	while IFS= read -r verb; do
		options "$verb" >"$scratch/wanted"
		in_bash "$verb" - >"$scratch/found"
		same "bash: $verb" "$scratch/wanted" "$scratch/found"
	done <"$scratch/verbs"
	offers explain-code,expr ex
	offers eval ev
	offers --version --v
	offers --revocation eval --rev
	offers chain,leaf,off eval access.rules --revocation ''
	offers leaf eval access.rules --revocation le
	offers leaf eval --revocation = l
	offers chain,leaf,off eval --revocation =
	offers 'a b.rules,access.rules' check a
	offers 'a b.rules,access.rules,certs' check ''
	offers 'access.rules' eval --cert ac
	offers action,allow,block eval --expect ''
	offers certs check --root ''
	offers '' check --at ''
	offers '' fields ''
	offers cloudflare import clo
	offers '' check -- -
	offers '' nothing -
	offers '' test --rev
else
	echo "bash is not installed"
fi

# ---------------------------------------------------------------------- fish
# Its builtin answers without a terminal.

# in_fish LINE
in_fish() {
	HOME=$scratch fish --no-config -c "source $scratch/fish
		complete -C '$1'" 2>"$scratch/err" | cut -f 1 | sort
	[ ! -s "$scratch/err" ] || cat "$scratch/err"
}

if command -v fish >/dev/null 2>&1; then
	sort "$scratch/verbs" >"$scratch/wanted"
	in_fish 'certrule ' | grep -v '^-' >"$scratch/found"
	same "fish: verbs" "$scratch/wanted" "$scratch/found"
	while IFS= read -r verb; do
		options "$verb" | grep '^--' >"$scratch/wanted"
		in_fish "certrule $verb --" >"$scratch/found"
		same "fish: $verb" "$scratch/wanted" "$scratch/found"
	done <"$scratch/verbs"
	printf '%s\n' chain leaf off >"$scratch/wanted"
	in_fish 'certrule eval --revocation ' >"$scratch/found"
	same "fish: --revocation" "$scratch/wanted" "$scratch/found"
else
	echo "fish is not installed: its script is not tried"
fi

# ----------------------------------------------------------------------- zsh
# Its completion needs a terminal; the function runs without one when what it
# calls only says how it was called.
cat >"$scratch/call" <<'CALL'
autoload -Uz compinit
_describe() { print -rl -- "${(@)${(P)2}%%:*}" }
_values() { : }
_arguments() {
	for spec in "$@"; do
		case $spec in
		'*:'* | 1:*) print -r -- "argument ${spec##*:}" ;;
		-s | -S) ;;
		*) print -r -- "${${spec#\*}%%[=\[]*}" ;;
		esac
	done
}
compdef() { : }
source $1
words=(certrule "${@:2}")
CURRENT=$#words
_certrule
CALL
in_zsh() {
	zsh -f "$scratch/call" "$scratch/zsh" "$@" 2>&1 | sort
}

if command -v zsh >/dev/null 2>&1; then
	zsh -n "$scratch/zsh" || fail "zsh: not a script"
	sort "$scratch/verbs" >"$scratch/wanted"
	in_zsh '' >"$scratch/found"
	same "zsh: verbs" "$scratch/wanted" "$scratch/found"
	while IFS= read -r verb; do
		options "$verb" >"$scratch/wanted"
		in_zsh "$verb" '' | grep -v '^argument' >"$scratch/found"
		same "zsh: $verb" "$scratch/wanted" "$scratch/found"
	done <"$scratch/verbs"
	in_zsh check '' | grep -q '^argument _files$' ||
		fail "zsh: check takes no files"
	! in_zsh fields '' | grep -q '^argument' ||
		fail "zsh: fields takes an argument"
else
	echo "zsh is not installed: its script is not tried"
fi
exit $status
