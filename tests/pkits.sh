#!/bin/sh
# SPDX-License-Identifier: MIT
#
# NIST PKITS, each subtest by the exit status of `certrule verify`.  Where that
# is not the suite's answer, a row of suites/pkits.txt says which and why; a row
# too many fails as well.  The suite is data of somebody else, beside the tree or
# in PKITS.
set -eu
certrule=${CERTRULE:-./certrule}
source=${srcdir:-.}
suite=${PKITS:-$source/../shared/vectors/pkits}
table=$source/tests/suites/pkits.txt
if [ ! -f "$suite/pkits.json" ]; then
	echo "skipped: ../shared/vectors/pkits is not there; PKITS may name it"
	exit 77
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM

# One line a subtest: id, part of it, whether it should validate, certificates
# and CRLs with commas between.
awk '
function text(line) { sub(/^[^"]*"/, "", line); sub(/",?$/, "", line)
	return line }
/^  "id": / { id = text(substr($0, 8)) }
/^  "name": / {
	name = substr($0, 10)
	part = match(name, /Subpart [0-9]+/) ? \
	    substr(name, RSTART + 8, RLENGTH - 8) : "-"
}
/^  "(certs|crls)": \[/ { list = $1; certs = list ~ /certs/ ? "" : certs
	if (list ~ /crls/) crls = ""
	next }
/^  \]/ { list = "" }
list ~ /certs/ { certs = certs (certs == "" ? "" : ",") text($0) }
list ~ /crls/ { crls = crls (crls == "" ? "" : ",") text($0) }
/^  "should_validate": / { should = $2 ~ /true/ ? "yes" : "no" }
/^ \}/ { print id, part, should, certs, crls }
' "$suite/pkits.json" >"$scratch/tests"

# pem LABEL FILE
pem() {
	echo "-----BEGIN $1-----"
	base64 "$2"
	echo "-----END $1-----"
}

# ask CERTS CRLS: yes or no.
ask() {
	anchor=${1%%,*} leaf=${1##*,} sent=${1#*,}
	set -- "$sent" "$2"
	: >"$scratch/chain.pem"
	for name in $(echo "${1%"$leaf"}" | tr , ' '); do
		pem CERTIFICATE "$suite/certs/$name.crt" >>"$scratch/chain.pem"
	done
	crls=$2
	set -- --ca "$suite/certs/$anchor.crt" --revocation chain \
		--at 2011-04-15T00:00:00Z --purpose any --strict off \
		--auth-level 0
	for name in $(echo "$crls" | tr , ' '); do
		set -- "$@" --crl "$suite/crls/$name.crl"
	done
	if [ -s "$scratch/chain.pem" ]; then
		set -- "$@" --chain "$scratch/chain.pem"
	fi
	status=0
	"$certrule" verify "$@" "$suite/certs/$leaf.crt" >"$scratch/out" 2>&1 ||
		status=$?
	case $status in
	0) echo yes ;;
	1 | 2) echo no ;;
	*) echo "exit $status" ;;
	esac
}

failures=0 count=0 differ=0
: >"$scratch/used"
while read -r id part should certs crls; do
	ours=$(ask "$certs" "$crls")
	count=$((count + 1))
	[ "$ours" = "$should" ] && continue
	differ=$((differ + 1))
	echo "$id $part" >>"$scratch/used"
	if ! grep -q "^$id | $part | $should | $ours | ." "$table"; then
		echo "not ok - $id | $part | $should | $ours"
		sed 's/^/# /' "$scratch/out"
		failures=$((failures + 1))
	fi
done <"$scratch/tests"
while IFS='|' read -r id part rest; do
	case $id in '#'* | '') continue ;; esac
	id=${id% } part=${part# } part=${part% }
	if ! grep -qx "$id $part" "$scratch/used"; then
		echo "not ok - $id $part has a row and does not differ:$rest"
		failures=$((failures + 1))
	fi
done <"$table"
echo "$count subtests, $differ that differ and say why, $failures failures"
[ "$count" -gt 0 ] && [ "$failures" = 0 ]
