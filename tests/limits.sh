#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Limits on files and on what a client sends, each one below, at and one above:
# INCLUDE_DEPTH POLICY_FILE TRUST_FILE CRL_FILE LIST_FILE LEAF SENT_CERTIFICATES
# SENT_BYTES SAN RSA_MIN RSA_MAX JSON_LINE.  The others are in the unit tests.
set -eu
certs=$(cd "${srcdir:-.}" && pwd)/tests/certs
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
cd "$scratch"
cp "$certs"/*.pem "$certs"/*.crl .
chmod u+w ./* # a tarball's may be read-only
at=2026-06-01T00:00:00Z
status=0
run=0

# gives EXIT TEXT ARGUMENT...
gives() {
	expected=$1 text=$2
	shift 2
	run=$((run + 1))
	code=0
	"$CERTRULE" "$@" >out 2>&1 </dev/null || code=$?
	if [ "$code" = "$expected" ] && grep -Fq -e "$text" out; then
		return
	fi
	status=1
	echo "certrule $*: exit $code, expected $expected and: $text"
	head -n 5 out | cut -c 1-200 | sed 's/^/  | /'
}

# pad SIZE FILE: comments in front of the file, to this many bytes.
pad() {
	size=$(wc -c <"$2")
	{
		printf '#'
		head -c $(($1 - size - 2)) /dev/zero | tr '\0' x
		printf '\n'
		cat "$2"
	}
}

# blob SIZE: PEM of a certificate that is none, of this many bytes.
blob() {
	echo '-----BEGIN CERTIFICATE-----'
	head -c "$1" /dev/zero | base64
	echo '-----END CERTIFICATE-----'
}

# ----------------------------------------------------------------------- files

mib=1048576
printf 'allow "x" if true\ndefault block\n' >small.rules
for over in -1 0; do
	pad $((16 * mib + over)) small.rules >large.rules
	gives 0 '1 allow' check large.rules
done
pad $((16 * mib + 1)) small.rules >large.rules
gives 2 'error[E0402]' check large.rules

printf 'default block\ninclude "1.rules"\n' >0.rules
for depth in 1 2 3 4; do
	printf 'block "%s" if ssl\n' $depth >$depth.rules
	gives 0 "$depth block" check 0.rules
	printf 'include "%s.rules"\n' $((depth + 1)) >>$depth.rules
done
printf 'block "5" if ssl\n' >5.rules
gives 2 'error[' check 0.rules

trusting() {
	printf 'trust t for default {\n    ca "%s"\n    crl "%s"\n}\n' "$1" "$2"
	cat small.rules
}
for over in -1 0; do
	pad $((16 * mib + over)) root.pem >large.pem
	pad $((16 * mib + over)) good.crl >large.crl
	trusting large.pem large.crl >trust.rules
	gives 0 'CN=Fleet Root' check --at $at trust.rules
done
pad $((16 * mib + 1)) root.pem >large.pem
trusting large.pem good.crl >trust.rules
gives 2 'error[E0402]' check --at $at trust.rules
pad $((16 * mib + 1)) good.crl >large.crl
trusting root.pem large.crl >trust.rules
gives 2 'error[E0402]' check --at $at trust.rules

# Sparse, so that no disk is filled: at the limit it is read and found wanting.
printf 'list $l string from "list.txt"\nblock "x" if http.host in $l\n' >list.rules
truncate -s $((256 * mib + 1)) list.txt
gives 2 'error[E0402]' check list.rules

# ---------------------------------------------------------------- certificates

blob 65536 >leaf.pem
gives 1 'invalid_certificate' verify --ca root.pem --at $at leaf.pem
blob 65537 >leaf.pem
gives 1 'limit_exceeded (the certificate has more than 64 KiB)' \
	verify --ca root.pem --at $at leaf.pem

: >chain.pem
for count in 1 2 3 4 5 6 7 8 9 10; do
	cat foreign-root.pem >>chain.pem
	[ $count -lt 9 ] || gives 0 'verified' \
		verify --ca root.pem --at $at --chain chain.pem good.pem
done
cat foreign-root.pem >>chain.pem
gives 1 'limit_exceeded (more than 10 other certificates were sent)' \
	verify --ca root.pem --at $at --chain chain.pem good.pem

for last in 65535 65536; do
	{
		blob 65536
		blob 65536
		blob 65536
		blob $last
	} >chain.pem
	gives 0 'verified' verify --ca root.pem --at $at --chain chain.pem good.pem
done
blob 65537 >>chain.pem
gives 1 'limit_exceeded (more than 256 KiB of other certificates were sent)' \
	verify --ca root.pem --at $at --chain chain.pem good.pem

gives 0 'verified' verify --ca root.pem --at $at names-256.pem
gives 1 'more than 256 names' verify --ca root.pem --at $at many-names.pem
gives 1 'less than 2048 bits' verify --ca root.pem --at $at rsa-2047.pem
gives 0 'verified' verify --ca root.pem --at $at rsa.pem
gives 0 'verified' verify --ca root.pem --at $at rsa-8192.pem
gives 1 'more than 8192 bits' verify --ca root.pem --at $at rsa-8193.pem

# ------------------------------------------------------------------------ JSON

# line SIZE: a batch line of this many bytes, its newline not counted.
line() {
	printf '{"expression":"ssl","fields":{"ssl":true}'
	head -c $(($1 - 42)) /dev/zero | tr '\0' ' '
	printf '}\n'
}
{
	line $((mib - 1))
	line $mib
	line $((mib + 1))
	line 100
} | "$CERTRULE" expr --batch >out || status=1
run=$((run + 1))
cut -c 1-60 out | sed 's/,"error.*//' >answers
if [ "$(grep -c '"result":true' answers)" != 3 ] ||
	! sed -n 3p out | grep -q '"stage":"input"'; then
	status=1
	echo "lines of JSON about the limit:"
	sed 's/^/  | /' answers
fi

echo "$run commands"
exit $status
