# Run in the folder that make-pki.sh made, as README.md says: the certificates
# are valid now, so no time is named.
== a device of the fleet is let in
policy-file
    access.rules
host
    api.example.com
path
    /devices
cert
    good.pem
want
    allow by "fleet"

== whose certificate was revoked is not
run
    eval access.rules --host api.example.com --path /devices --cert revoked.pem
exit
    1
holds
    block by "revoked" (access.rules:7): the certificate is revoked (key_compromise) since

== whatever else is known of it
fields
    {"cf.tls_client_auth.cert_presented": true, "cf.tls_client_auth.cert_verified": true,
     "cf.tls_client_auth.cert_revoked": true}
want
    block by "revoked"

== nor whose certificate has expired
cert
    expired.pem
want
    block by "not verified": the certificate is not verified: expired at depth 0 (Jan  1 00:00:00 2025 GMT)

== nor a stranger
cert
    foreign.pem
want
    block by "not verified": the certificate is not verified: unable_to_get_issuer

== nor who shows no certificate
want
    block by default: "fleet" needs a proven client: no_certificate

== who may ask for its health all the same
path
    /health
want
    allow by "health"

== the fleet has no business below /admin
path
    /admin/keys
cert
    good.pem
set
    ip.src=127.0.0.1
want
    block by "from the office only"

== however the path is spelt
path
    /x/../%61dmin//keys
cert
    good.pem
set
    ip.src=127.0.0.1
want
    block by "from the office only"

== unless it comes from the office
path
    /admin/keys
cert
    good.pem
set
    ip.src=192.0.2.1
want
    allow by "fleet"

== another host has no trust block, and so no client of its own
host
    public.example.com
path
    /devices
cert
    good.pem
want
    block by "not verified": no trust block names this host
