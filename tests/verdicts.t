== a good certificate is let in
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        crl "certs/two-crls.crl"
    }
    trust partner for "partner.example" {
        ca "certs/partner-root.pem"
        crl "certs/partner.crl"
    }
    allow "clients" if hostname in {"api.example" "partner.example" "open.example"}
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    allow by "clients"

== no certificate is not
at
    2026-06-01T00:00:00Z
host
    api.example
want
    block by default: "clients" needs a proven client: no_certificate

== an expired one is not, and it says since when
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/expired.pem
want
    block by default: "clients" needs a proven client: expired at depth 0 (Mar  1 13:35:00 2026 GMT)

== nor one that is not valid yet
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/not-yet-valid.pem
want
    block by default: "clients" needs a proven client: not_yet_valid at depth 0 (Sep  1 00:00:00 2026 GMT)

== nor one of a CA nobody trusts
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/foreign.pem
want
    block by default: "clients" needs a proven client: unable_to_get_issuer

== nor when it brings that CA along
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/foreign-with-root.pem
want
    block by default: "clients" needs a proven client: self_signed_in_chain at depth 1

== nor one that signed itself
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/self-signed.pem
want
    block by default: "clients" needs a proven client: self_signed_leaf

== nor one that only names the right issuer
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/bad-signature.pem
want
    block by default: "clients" needs a proven client: bad_signature

== nor one that is for servers
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/wrong-purpose.pem
want
    block by default: "clients" needs a proven client: wrong_purpose

== nor a revoked one
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/revoked.pem
want
    block by default: "clients" needs a proven client: revoked (key_compromise)

== nor one that does not parse
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/garbage.pem
want
    block by default: "clients" needs a proven client: invalid_certificate

== nor half a one
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/truncated.pem
want
    block by default: "clients" needs a proven client: invalid_certificate

== nor one with an extension twice
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/duplicate-san.pem
want
    block by default: "clients" needs a proven client: invalid_extension

== nor one with too short a key
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/weak-key.pem
want
    block by default: "clients" needs a proven client: limit_exceeded (an RSA key has less than 2048 bits)

== nor one on too small a curve
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/weak-curve.pem
want
    block by default: "clients" needs a proven client: weak_key

== nor one signed with SHA-1
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/sha1.pem
want
    block by default: "clients" needs a proven client: weak_digest

== nor one with a critical extension nobody knows
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/unknown-critical.pem
want
    block by default: "clients" needs a proven client: unhandled_critical

== nor one that RFC 5280 does not allow
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/no-aki.pem
want
    block by default: "clients" needs a proven client: strict_violation

== nor one whose end is no time
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/bad-time.pem
want
    block by default: "clients" needs a proven client: bad_time

== nor one with more names than anybody needs
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/many-names.pem
want
    block by default: "clients" needs a proven client: limit_exceeded (the certificate has more than 256 names)

== nor one that comes with a crowd
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/long-chain.pem
want
    block by default: "clients" needs a proven client: limit_exceeded (more than 10 other certificates were sent)

== nor one issued by a leaf
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/under-leaf-chain.pem
want
    block by default: "clients" needs a proven client: invalid_ca at depth 1

== nor one below a CA that has expired
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/under-expired-chain.pem
want
    block by default: "clients" needs a proven client: expired at depth 1 (Mar  1 13:35:00 2026 GMT)

== nor one deeper than its CA may go
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/too-deep-chain.pem
want
    block by default: "clients" needs a proven client: path_length at depth 2

== nor one outside the names of its CA
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/outside-names-chain.pem
want
    block by default: "clients" needs a proven client: name_constraint

== nor one whose CA has a key nobody can read, and so has issued nothing
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/under-strange-key-chain.pem
want
    block by default: "clients" needs a proven client: unable_to_get_issuer

== nor one that leaves its intermediate at home
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/via-intermediate.pem
want
    block by default: "clients" needs a proven client: unable_to_get_issuer

== with it, it is let in
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/chained.pem
want
    allow by "clients"

== also when it stands last in its file
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/leaf-last.pem
want
    allow by "clients"

== also when the chain is another file
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/via-intermediate.pem
chain
    certs/intermediate.pem
want
    allow by "clients"

== also when the root comes along
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/with-root.pem
want
    allow by "clients"

== the good one as good.der
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.der
want
    allow by "clients"

== the good one as good-crlf.pem
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good-crlf.pem
want
    allow by "clients"

== the good one as good-trusted.pem
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good-trusted.pem
want
    allow by "clients"

== the good one as good-text.pem
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good-text.pem
want
    allow by "clients"

== the partner's certificate is good for the partner's host
at
    2026-06-01T00:00:00Z
host
    partner.example
cert
    certs/partner.pem
want
    allow by "clients"

== and for no other block's
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/partner.pem
want
    block by default: "clients" needs a proven client: unable_to_get_issuer

== nor the other way round
at
    2026-06-01T00:00:00Z
host
    partner.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: unable_to_get_issuer

== a host without a block has no proven clients
at
    2026-06-01T00:00:00Z
host
    open.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: not_enabled

== a path longer than the block allows
policy
    trust fleet for default {
        ca "certs/root.pem"
        depth 0
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/chained.pem
want
    block by default: "clients" needs a proven client: chain_too_long at depth 1

== a direct one is not longer
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    allow by "clients"

== strict off lets in what RFC 5280 does not allow
policy
    trust fleet for default {
        ca "certs/root.pem"
        ca "certs/loose-root.pem"
        strict off
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/no-aki.pem
want
    allow by "clients"

== and a root that is no better
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/loose.pem
want
    allow by "clients"

== strict off is not lax about dates
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/expired.pem
want
    block by default: "clients" needs a proven client: expired at depth 0 (Mar  1 13:35:00 2026 GMT)

== a lower level lets in the weaker curve
policy
    trust fleet for default {
        ca "certs/root.pem"
        auth_level 1
        advertise off
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/weak-curve.pem
want
    allow by "clients"

== and not SHA-1
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/sha1.pem
want
    block by default: "clients" needs a proven client: weak_digest

== a leaf without a purpose will do
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/no-eku.pem
want
    allow by "clients"

== unless the block wants one
policy
    trust fleet for default {
        ca "certs/root.pem"
        eku required
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/no-eku.pem
want
    block by default: "clients" needs a proven client: wrong_purpose

== the honest neighbour names it
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    allow by "clients"

== an intermediate in the block is an anchor
policy
    trust fleet for default { ca "certs/intermediate.pem" }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/via-intermediate.pem
want
    allow by "clients"

== and only for what it issued
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: unable_to_get_issuer

== an exact host beats a wildcard, which beats the default
policy
    trust exact for "a.example" { ca "certs/root.pem" }
    trust wild for "*.example" { ca "certs/partner-root.pem" }
    trust rest for default { ca "certs/foreign-root.pem" }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    a.example
cert
    certs/good.pem
want
    allow by "clients"

== the wildcard's own client is not the exact host's
at
    2026-06-01T00:00:00Z
host
    a.example
cert
    certs/partner.pem
want
    block by default: "clients" needs a proven client: unable_to_get_issuer

== the wildcard
at
    2026-06-01T00:00:00Z
host
    b.example
cert
    certs/partner.pem
want
    allow by "clients"

== which is one label deep
at
    2026-06-01T00:00:00Z
host
    c.b.example
cert
    certs/partner.pem
want
    block by default: "clients" needs a proven client: unable_to_get_issuer

== everything else
at
    2026-06-01T00:00:00Z
host
    c.b.example
cert
    certs/foreign.pem
want
    allow by "clients"

== no host at all is the default's, for facts from files
at
    2026-06-01T00:00:00Z
host
cert
    certs/foreign.pem
want
    allow by "clients"

== a host in error is nobody's
at
    2026-06-01T00:00:00Z
host
    a..example
cert
    certs/foreign.pem
want
    block by default: "clients" needs a proven client: not_enabled

== a stranger who claims the right name is not let in
policy
    trust fleet for "api.example" { ca "certs/root.pem" }
    allow "admin" if cf.tls_client_auth.cert_subject_dn contains "OU=Admin"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/forged-admin.pem
want
    block by default: "admin" needs a proven client: self_signed_leaf

== nor one who also names the right issuer
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/bad-signature.pem
want
    block by default: "admin" needs a proven client: bad_signature

== the honest neighbour is
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/admin.pem
want
    allow by "admin"

== an honest neighbour who is no admin is not
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    block by default: no rule allows it

== DN text can be fooled by one value that looks like two
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/dn-slash.pem
want
    allow by "admin"

== decoded attributes cannot
policy
    trust fleet for "api.example" { ca "certs/root.pem" }
    allow "admin" if any(tls.client_cert.subject.ou[*] == "Admin")
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/dn-slash.pem
want
    block by default: no rule allows it

== nor by a comma
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/dn-comma.pem
want
    block by default: no rule allows it

== the admin has one
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/admin.pem
want
    allow by "admin"

== the forged one's is not proved, so the rule does not even match
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/forged-admin.pem
want
    block by default: no rule allows it

== default allow anonymous opens a host without a trust block
policy
    trust fleet for "api.example" "*.iot.example" { ca "certs/root.pem" }
    default allow anonymous
at
    2026-06-01T00:00:00Z
host
    www.example
want
    allow by default

== not one that a block names
at
    2026-06-01T00:00:00Z
host
    api.example
want
    block by default: no rule allows it; 'default allow anonymous' is not for hosts with a trust block

== in no spelling
at
    2026-06-01T00:00:00Z
host
    API.Example.:443
want
    block by default: no rule allows it; 'default allow anonymous' is not for hosts with a trust block

== nor by a wildcard
at
    2026-06-01T00:00:00Z
host
    x.iot.example
want
    block by default: no rule allows it; 'default allow anonymous' is not for hosts with a trust block

== nor for its own client, whom no rule lets in
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    block by default: no rule allows it; 'default allow anonymous' is not for hosts with a trust block

== nor a request without a host
at
    2026-06-01T00:00:00Z
host
want
    block by default: no rule allows it; 'default allow anonymous' is not for requests without a host

== nor one whose host has no canonical form
at
    2026-06-01T00:00:00Z
host
    www..example
want
    block by default: no rule allows it; 'default allow anonymous' is not for a host in error: an empty label

== nor one with two hosts
at
    2026-06-01T00:00:00Z
host
    www.example
    api.example
want
    block by default: no rule allows it; 'default allow anonymous' is not for a host in error: two different hosts
