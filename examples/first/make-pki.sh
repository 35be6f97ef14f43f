#!/bin/sh
# SPDX-License-Identifier: MIT
#
# make-pki.sh FOLDER: two CAs and four clients by the openssl command alone.
# The first CA and its CRL end up in FOLDER/trust, the clients in FOLDER.
# Everything is valid from now on, for a month; the expired one is not.
set -eu
folder=$1
mkdir -p "$folder/trust"
folder=$(cd "$folder" && pwd)

# ca_of FOLDER NAME: a CA with its own books.
ca_of() {
	rm -rf "$1"
	mkdir -p "$1/issued"
	: >"$1/index.txt"
	echo 1000 >"$1/serial"
	echo 01 >"$1/crlnumber"
	cat >"$1/ca.conf" <<-CONF
	[ca]
	default_ca = own
	[own]
	database = $1/index.txt
	new_certs_dir = $1/issued
	serial = $1/serial
	crlnumber = $1/crlnumber
	certificate = $1/ca.pem
	private_key = $1/ca.key
	default_md = sha256
	default_days = 30
	default_crl_days = 7
	policy = names
	[names]
	organizationName = supplied
	commonName = supplied
	[req]
	distinguished_name = names
	[root]
	basicConstraints = critical,CA:true,pathlen:0
	keyUsage = critical,keyCertSign,cRLSign
	subjectKeyIdentifier = hash
	[client]
	basicConstraints = critical,CA:false
	keyUsage = critical,digitalSignature
	extendedKeyUsage = clientAuth
	subjectKeyIdentifier = hash
	authorityKeyIdentifier = keyid
	CONF
	openssl req -x509 -config "$1/ca.conf" -extensions root -days 3650 \
		-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout "$1/ca.key" -subj "/O=$2/CN=$2 CA" -out "$1/ca.pem"
}

# client CA-FOLDER NAME [OPTION...]: NAME.pem, by that CA.
client() {
	ca=$1 name=$2
	shift 2
	openssl req -new -config "$ca/ca.conf" -newkey ec \
		-pkeyopt ec_paramgen_curve:P-256 -nodes \
		-keyout "$folder/$name.key" -subj "/O=Example/CN=$name" \
		-out "$folder/$name.csr"
	openssl ca -batch -config "$ca/ca.conf" -extensions client -notext \
		-in "$folder/$name.csr" -out "$folder/$name.pem" "$@"
	rm "$folder/$name.csr"
}

ca_of "$folder/fleet" Example
ca_of "$folder/stranger" Elsewhere
client "$folder/fleet" good
client "$folder/fleet" expired \
	-startdate 20240101000000Z -enddate 20250101000000Z
client "$folder/fleet" revoked
client "$folder/stranger" foreign
openssl ca -config "$folder/fleet/ca.conf" -revoke "$folder/revoked.pem" \
	-crl_reason keyCompromise
openssl ca -config "$folder/fleet/ca.conf" -gencrl -out "$folder/trust/fleet.crl"
cp "$folder/fleet/ca.pem" "$folder/trust/fleet.pem"
