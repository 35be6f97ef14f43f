#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Each example: no warnings, every rule matched and not matched, and the
# commands of its README do what it says they do.
set -eu
top=$(cd "${srcdir:-.}" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
status=0
PATH=$(dirname "$CERTRULE"):$PATH

fail() {
	echo "$1"
	status=1
}

# commands README: those in its code blocks, a line each.
commands() {
	awk '/^```/ { inside = !inside; next }
	inside && /\\$/ { sub(/\\$/, ""); printf "%s", $0; next }
	inside' "$1" | grep '^certrule '
}

for folder in cloudflare-port device-fleet spiffe-service certificate-folder; do
	cd "$top/examples/$folder"
	commands README.md >"$scratch/commands"
	[ -s "$scratch/commands" ] || fail "$folder: no command in its README"
	while IFS= read -r command; do
		code=0
		# Words are split by the shell, as for a reader who pastes them.
		sh -c "$command" >"$scratch/out" 2>&1 </dev/null || code=$?
		# A verdict may be block; nothing else may end with 1.
		case "$command" in
		*--batch* | *' check '* | *' test '*) most=0 ;;
		*) most=1 ;;
		esac
		[ "$code" -le $most ] || {
			fail "$folder: exit $code of: $command"
			cat "$scratch/out"
		}
	done <"$scratch/commands"
	at=
	[ $folder != spiffe-service ] || at='--at 2026-06-01T00:00:00Z'
	# shellcheck disable=SC2086 # two words or none
	"$CERTRULE" check -W $at access.rules >"$scratch/out" 2>&1 || {
		fail "$folder: access.rules has warnings"
		cat "$scratch/out"
	}
done

# The batch can fail: an answer that is not wanted is a finding.
cd "$top/examples/certificate-folder"
if sed 's/"want":"block:revoked"/"want":"allow"/' verdicts.jsonl |
	"$CERTRULE" eval access.rules --batch >"$scratch/out"; then
	fail "a verdict that was not wanted went unnoticed"
fi
for certificate in certs/*.pem; do
	grep -q "\"$certificate\"" verdicts.jsonl ||
		fail "certificate-folder: no line about $certificate"
done
exit $status
