#!/bin/sh
# SPDX-License-Identifier: MIT
#
# verdicts.sh CERTRULE FOLDER: what access.rules says of the clients that
# make-pki.sh made in FOLDER.  Fails if it is not what it should be.
set -eu
certrule=$1
rules=$(cd "$(dirname "$0")" && pwd)/access.rules
cp -f "$rules" "$2/"
cd "$2"

# judge WHO PATH EXPECTED [FACT...]: a line of the table.
judge() {
	who=$1 path=$2 expected=$3
	shift 3
	verdict=$("$certrule" eval access.rules --host api.example.com \
		--path "$path" --expect "$expected" "$@") || {
		echo "$who at $path should get $expected: $verdict" >&2
		exit 1
	}
	printf '%-9s %-9s %s\n' "$who" "$path" "$verdict"
}

printf '%-9s %-9s %s\n' client path verdict
judge good /devices allow --cert good.pem
judge expired /devices block --cert expired.pem
judge revoked /devices block --cert revoked.pem
judge foreign /devices block --cert foreign.pem
judge nobody /devices block
judge nobody /health allow
