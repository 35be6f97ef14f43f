== a CRL that is current: the good one is let in
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/good.crl"
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    allow by "clients"

== the revoked one is not
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/revoked.pem
want
    block by default: "clients" needs a proven client: revoked (key_compromise)

== the same with a DER CRL
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/good-crl.der"
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/revoked.pem
want
    block by default: "clients" needs a proven client: revoked (key_compromise)

== a forged certificate with a revoked serial is forged first
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/forged-admin.pem
want
    block by default: "clients" needs a proven client: self_signed_leaf

== a stale CRL proves nobody
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/stale.crl"
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (expired)

== and still reveals a revocation
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/revoked.pem
want
    block by default: "clients" needs a proven client: revoked (key_compromise)

== a CRL of the future proves nobody either
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/future.crl"
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (bad)

== two hours past its end, without grace
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/in-grace.crl"
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (expired)

== with six hours of it
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/in-grace.crl"
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    allow by "clients"

== and the revoked one is out all the same
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/revoked.pem
want
    block by default: "clients" needs a proven client: revoked (key_compromise)

== with one hour, which is over
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/in-grace.crl"
        grace 1h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (expired)

== to the second: the last one
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/in-grace.crl"
        grace 2h
    }
    allow "clients" if true
at
    2026-05-31T23:59:59Z
host
    api.example
cert
    certs/good.pem
want
    allow by "clients"

== and the next
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (expired)

== unknown soft lets the unknown in
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/stale.crl"
        unknown soft
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    allow by "clients"

== and not the revoked
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/revoked.pem
want
    block by default: "clients" needs a proven client: revoked (key_compromise)

== a CRL nobody may sign
policy
    trust fleet for default {
        ca "certs/no-crlsign-root.pem"
        crl "certs/no-crlsign.crl"
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/under-no-crlsign.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (bad)

== a CRL with a critical extension nobody knows
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/unknown-critical.crl"
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (bad)

== only somebody else's CRL
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/foreign.crl"
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (no_crl)

== leaf: only the leaf is looked up
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/revoked-intermediate.crl"
        crl "certs/intermediate.crl"
        revocation leaf
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/chained.pem
want
    allow by "clients"

== chain: the intermediate too
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/revoked-intermediate.crl"
        crl "certs/intermediate.crl"
        revocation chain
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/chained.pem
want
    block by default: "clients" needs a proven client: revoked at depth 1 (unspecified)

== a leaf directly below the root is not concerned
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    allow by "clients"

== chain, all good, from one file of two CRLs
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/two-crls.crl"
        revocation chain
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/chained.pem
want
    allow by "clients"

== chain without the intermediate's CRL
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/good.crl"
        revocation chain
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/chained.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (no_crl)

== revocation off, and the CRL is not looked at
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/good.crl"
        revocation off
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/revoked.pem
want
    allow by "clients"

== no CRL at all is off
policy
    trust fleet for default {
        ca "certs/root.pem"
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/revoked.pem
want
    allow by "clients"

== serials are numbers: negative
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/odd-serials.crl"
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/serial-negative.pem
want
    block by default: "clients" needs a proven client: revoked (unspecified)

== serials are numbers: zero
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/serial-zero.pem
want
    block by default: "clients" needs a proven client: revoked (unspecified)

== serials are numbers: 40
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/serial-40.pem
want
    block by default: "clients" needs a proven client: revoked (unspecified)

== and 05 is none of them
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/serial-1.pem
want
    allow by "clients"
