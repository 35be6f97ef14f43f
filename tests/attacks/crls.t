# Lists of the revoked, and whoever would like not to be on one.

== a list of a CA that has the name and not the key of ours does not load
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/twin.crl"
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: error[E0331]: the CRL of 'CN=Fleet Root,O=Fleet' is not signed by it
            crl "certs/twin.crl"
                ^^^^^^^^^^^^^^^^

== with our own list the good are let in
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/root.crl"
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    allow by "clients"

== and the revoked are not
cert
    certs/revoked.pem
want
    block by default: "clients" needs a proven client: revoked (key_compromise)

== a newer list that has forgotten the revoked does not take it back
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/newer-nobody.crl"
        crl "certs/root.crl"
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/revoked.pem
want
    block by default: "clients" needs a proven client: revoked (key_compromise)

== who stands on neither is let in
cert
    certs/good.pem
want
    allow by "clients"

== a delta CRL says nothing of those it does not name
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/delta.crl"
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (bad)

== beside the full list it changes nothing
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/root.crl"
        crl "certs/delta.crl"
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    allow by "clients"

== nor for the revoked
cert
    certs/revoked.pem
want
    block by default: "clients" needs a proven client: revoked (key_compromise)

== an indirect CRL proves nobody
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/indirect.crl"
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (bad)

== a list about some reasons proves nobody
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/some-reasons.crl"
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (bad)

== a list about CAs says nothing of a client
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/only-cas.crl"
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (no_crl)

== a list about users does
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/only-users.crl"
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    allow by "clients"

== a list about users says nothing of the CA between
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/only-users.crl"
        revocation chain
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/chained-sent.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (no_crl)

== who has no CA between is let in
cert
    certs/good.pem
want
    allow by "clients"

== a list that never ends proves nobody
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/endless.crl"
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (bad)

== and still reveals the revoked
cert
    certs/revoked.pem
want
    block by default: "clients" needs a proven client: revoked (key_compromise)

== a certificate on hold is revoked while it is
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/on-hold.crl"
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/revoked.pem
want
    block by default: "clients" needs a proven client: revoked (certificate_hold)

== and nobody else is
cert
    certs/good.pem
want
    allow by "clients"

== a full list that takes a revocation back proves nothing of him
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/taken-back.crl"
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/revoked.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (bad)

== of others it does
cert
    certs/good.pem
want
    allow by "clients"

== who is revoked from 2030 on is revoked
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/in-future.crl"
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/revoked.pem
want
    block by default: "clients" needs a proven client: revoked (key_compromise)

== and nobody else is, either
cert
    certs/good.pem
want
    allow by "clients"

== a block's list does not speak for another block's CA of the same name
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/root.crl"
    }
    trust twin for "twin.example" {
        ca "certs/twin-root.pem"
        crl "certs/twin-revokes-good.crl"
    }
    allow "clients" if hostname in {"api.example" "twin.example"}
at
    2026-06-01T00:00:00Z
host
    twin.example
cert
    certs/twin-good.pem
want
    block by default: "clients" needs a proven client: revoked (key_compromise)

== its namesake is let in at his own host
host
    api.example
cert
    certs/good.pem
want
    allow by "clients"

== of two CAs of one name in one block, who is revoked by either is out
policy
    trust both for "api.example" {
        ca "certs/root.pem"
        ca "certs/twin-root.pem"
        crl "certs/root.crl"
        crl "certs/twin-revokes-good.crl"
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: revoked (key_compromise)

== who is on neither list is let in
cert
    certs/admin.pem
want
    allow by "clients"

== soft about the unknown is not soft about the revoked
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/endless.crl"
        unknown soft
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/revoked.pem
want
    block by default: "clients" needs a proven client: revoked (key_compromise)

== the unknown it lets in
cert
    certs/good.pem
want
    allow by "clients"
