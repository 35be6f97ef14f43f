#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Files and texts nobody should write: a clear error, no crash, and soon.
# What a .t file can hold is in hostile.t; here are files of kinds and sizes
# that it cannot.
set -eu
top=$(cd "${srcdir:-.}" && pwd)
certs=$top/tests/certs
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
cd "$scratch"

# Sanitizers and counters (SLOW) cost time; they have five seconds where others
# have one.
seconds=1
[ -z "${SLOW:-}" ] || seconds=5
program=$(dirname "$CERTRULE")/.libs/certrule
[ -x "$program" ] || program=$CERTRULE
if ldd "$program" 2>/dev/null | grep -q 'asan\|ubsan'; then
	seconds=5
fi

status=0
run=0

# gives EXIT TEXT ARGUMENT...: what certrule says with these holds the text.
gives() {
	expected=$1 text=$2
	shift 2
	run=$((run + 1))
	code=0
	# Processor time: what else the machine does is not our point.
	(ulimit -t "$seconds" && exec timeout 60 "$CERTRULE" "$@") \
		>out 2>&1 </dev/null || code=$?
	if [ "$code" = "$expected" ] && grep -Fq -e "$text" out; then
		return
	fi
	status=1
	echo "certrule $*" | cut -c 1-200
	echo "  exit $code, expected $expected; expected to read: $text"
	head -n 8 out | cut -c 1-200 | sed 's/^/  | /'
}

# repeat COUNT TEXT
repeat() {
	awk -v count="$1" -v text="$2" \
		'BEGIN { while (count-- > 0) printf "%s", text }'
}

trust() {
	printf 'trust t for default {\n    ca "%s"\n    crl "%s"\n}\nallow "x" if true\n' \
		"$1" "$2"
}

# ----------------------------------------------------------------------- texts

gives 2 'error[E0011]' expr "$(repeat 10000 '(')true$(repeat 10000 ')')"
gives 2 'error[E0011]' expr "$(repeat 10000 'not ')true"
gives 2 'error[E0011]' expr "$(repeat 10000 'any(')true"
gives 2 'error[E0011]' expr "$(repeat 10000 'lower(')http.host"

{
	printf 'block "many" if ip.src == 192.0.2.1'
	repeat 99999 ' or ip.src == 192.0.2.1'
	echo
} >many.rules
gives 0 'rules' check many.rules
gives 1 'block by "many"' eval many.rules --set ip.src=192.0.2.1

printf 'block "x" if http.host == "never closed\n' >open.rules
gives 2 'error[E0008]' check open.rules
printf 'block "x" if \000 ssl\n' >nul.rules
gives 2 'error[E0001]' check nul.rules
printf '# \377\nblock "x" if ssl\n' >latin.rules
gives 2 'error[E0004]' check latin.rules
printf '# old\rblock "x" if ssl\n' >mac.rules
gives 2 'error[E0005]' check mac.rules
# GROUP_DEPTH of regex_forms.def
gives 2 'too many groups inside each other' \
	expr "http.host matches \"$(repeat 300 '(')a$(repeat 300 ')')\""
repeat 2097152 '# line...
' >large.rules
gives 2 'error[E0' check large.rules
: >empty.rules
gives 2 'error[E0403]' check empty.rules
printf 'default block\n' >closed.rules
gives 1 'block by default' eval closed.rules

# Twenty broken statements are twenty errors.
repeat 20 'block "x" iff ssl
' >twenty.rules
gives 2 'error[' check twenty.rules
count=$(grep -c 'error\[' out)
if [ "$count" != 20 ]; then
	status=1
	echo "twenty broken statements gave $count errors"
fi

# A pattern the gate would refuse, against the path it is slow on: bounded, and
# undecided is no answer, so not even its negation lets anybody in.
printf '%s\n' 'block "r" if not (http.request.uri.path matches "^/(a+)+$")' \
	'default block' >slow.rules
gives 2 'error[E0510]' check slow.rules
gives 1 'block by "r" (slow.rules:1): evaluation error' \
	eval --no-regex-gate slow.rules --path "/$(repeat 4000 a)!"
gives 1 'block by default' eval --no-regex-gate slow.rules --path /aaa

# ----------------------------------------------------------------------- files

printf 'include "b.rules"\n' >a.rules
printf 'include "a.rules"\n' >b.rules
gives 2 'a.rules' check a.rules
printf 'include "self.rules"\n' >self.rules
gives 2 'self.rules' check self.rules

mkdir folder
mkfifo fifo
gives 3 'directory' check folder
gives 3 'fifo' check fifo
gives 3 'missing.rules' check missing.rules
printf 'include "fifo"\n' >include-fifo.rules
gives 2 'fifo' check include-fifo.rules
printf 'include "folder"\n' >include-folder.rules
gives 2 'folder' check include-folder.rules

for type in string int ip serial fingerprint host; do
	printf 'list $l %s from "list.txt"\nblock "x" if ssl\n' $type >list.rules
	: >list.txt
	gives 2 'list.txt' check list.rules
	gives 2 'may be empty' check list.rules
	printf '# only a comment\n' >list.txt
	gives 2 'may be empty' check list.rules
done
printf 'list $l string from "fifo"\n' >list.rules
gives 2 'fifo' check list.rules
printf 'list $l string from "folder"\n' >list.rules
gives 2 'folder' check list.rules
printf 'list $l ip from "page.txt"\n' >list.rules
cp "$certs/page.pem" page.txt
gives 2 'page.txt' check list.rules
printf 'list $l string from "cut.txt"\nblock "x" if http.host in $l\n' >list.rules
printf 'one\ntwo' >cut.txt
gives 2 'cut.txt' check list.rules

# ----------------------------------------------------------------------- trust

cp "$certs/root.pem" "$certs/good.crl" "$certs/page.pem" "$certs/page.crl" \
	"$certs/empty.pem" "$certs/empty.crl" "$certs/good.pem" \
	"$certs/garbage.pem" "$certs/garbage.crl" "$certs/wrongly-signed.crl" .
chmod u+w ./*.pem ./*.crl # a tarball's may be read-only
at=2026-06-01T00:00:00Z
bad_ca() {
	trust "$1" good.crl >trust.rules
	gives 2 "$2" check --at $at trust.rules
}
bad_crl() {
	trust root.pem "$1" >trust.rules
	gives 2 "$2" check --at $at trust.rules
}
trust root.pem good.crl >trust.rules
gives 0 'good.crl' check --at $at trust.rules
bad_ca empty.pem "'empty.pem' is empty"
bad_crl empty.crl "'empty.crl' is empty"
bad_ca page.pem 'web page'
bad_crl page.crl 'web page'
bad_ca garbage.pem 'garbage.pem'
bad_crl garbage.crl 'garbage.crl'
bad_ca good.pem 'is not a CA'
bad_crl wrongly-signed.crl 'not signed'
bad_ca missing.pem 'missing.pem'
bad_crl missing.crl 'missing.crl'
bad_ca fifo 'fifo'
bad_crl fifo 'fifo'
bad_ca folder 'folder'
bad_crl folder 'folder'
bad_ca good.crl 'good.crl'
bad_crl root.pem 'root.pem'

# A key is refused, never read out.
if command -v openssl >/dev/null 2>&1; then
	openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 \
		-out key.pem 2>/dev/null
	bad_ca key.pem 'private key'
	cat good.pem key.pem >both.pem
	gives 3 'private key' inspect both.pem
	gives 3 'private key' eval closed.rules --cert both.pem
	if grep -Fq "$(sed -n 2p key.pem)" out; then
		status=1
		echo "a private key was printed"
	fi
fi

# ---------------------------------------------------------------- certificates

# A leaf that opens and does not parse is a client nobody knows, not an error.
gives 1 'invalid_certificate' verify --ca root.pem garbage.pem
gives 3 'missing.pem' verify --ca root.pem missing.pem
gives 3 'fifo' verify --ca root.pem fifo
gives 3 'folder' verify --ca root.pem folder
gives 3 'empty.pem' verify --ca root.pem empty.pem
gives 1 'invalid_certificate' verify --ca root.pem page.pem
gives 3 'missing.pem' verify --ca missing.pem good.pem

echo "$run commands"
exit $status
