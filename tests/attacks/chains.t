# Who issued whom, for what, and in which names.

== a twin of the client, with all its names and its serial, from a CA of the root's name
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/twin-good.pem
want
    block by default: "clients" needs a proven client: unable_to_get_issuer

== the client itself is let in
cert
    certs/good.pem
want
    allow by "clients"

== the twin brings its own root of the same name
cert
    certs/twin-sent.pem
want
    block by default: "clients" needs a proven client: self_signed_in_chain at depth 1

== the twin brings the true root
cert
    certs/twin-with-real.pem
want
    block by default: "clients" needs a proven client: unable_to_get_issuer

== the twin of a chain, with its CA of the same name and serial
cert
    certs/twin-chained-sent.pem
want
    block by default: "clients" needs a proven client: self_signed_in_chain at depth 2

== the leaf of the twin below the true CA
cert
    certs/twin-under-real.pem
want
    block by default: "clients" needs a proven client: unable_to_get_issuer

== the true leaf below the twin's CA
cert
    certs/chained-twin.pem
want
    block by default: "clients" needs a proven client: unable_to_get_issuer

== the true leaf, the twin's CA first and then its own, is let in
cert
    certs/chained-after-twin.pem
want
    allow by "clients"

== a client who calls himself what the root is called
cert
    certs/as-root.pem
want
    block by default: "clients" needs a proven client: self_signed_leaf

== the root as a client
cert
    certs/root.pem
want
    block by default: "clients" needs a proven client: wrong_purpose

== the admin's names and serial, signed by another key
cert
    certs/admin-other-key.pem
want
    block by default: "clients" needs a proven client: bad_signature

== the admin
cert
    certs/admin.pem
want
    allow by "clients"

== the admin is let in although others' certificates came along
cert
    certs/admin-with-strangers.pem
want
    allow by "clients"

== a root whose name differs in case alone has issued a client
cert
    certs/loud-good.pem
want
    block by default: "clients" needs a proven client: unable_to_get_issuer

== a certificate below a CA for servers alone
cert
    certs/under-server-sent.pem
want
    block by default: "clients" needs a proven client: wrong_purpose at depth 1

== the same below a CA for clients
cert
    certs/under-client-sent.pem
want
    allow by "clients"

== a server's certificate used by a client
cert
    certs/server-leaf.pem
want
    block by default: "clients" needs a proven client: wrong_purpose

== one for servers and clients
cert
    certs/both-leaf.pem
want
    allow by "clients"

== one for any purpose, which is not this one
cert
    certs/any-leaf.pem
want
    block by default: "clients" needs a proven client: wrong_purpose

== one for signing programs
cert
    certs/code-leaf.pem
want
    block by default: "clients" needs a proven client: wrong_purpose

== one whose key may not sign
cert
    certs/cipher-leaf.pem
want
    block by default: "clients" needs a proven client: wrong_purpose

== a leaf below an expired certificate of its CA
cert
    certs/chained-old.pem
want
    block by default: "clients" needs a proven client: expired at depth 1 (Jan  1 00:00:00 2026 GMT)

== the same leaf when the renewed one comes behind it
cert
    certs/chained-both.pem
want
    allow by "clients"

== a CA below one that may have none
cert
    certs/under-below-sent.pem
want
    block by default: "clients" needs a proven client: path_length at depth 2

== a CA below one that may have one
cert
    certs/under-deeper-sent.pem
want
    allow by "clients"

== a leaf of a CA that may sign CRLs alone
cert
    certs/under-no-sign-sent.pem
want
    block by default: "clients" needs a proven client: invalid_ca at depth 1

== a leaf of a leaf that says it may sign certificates
cert
    certs/under-signing-leaf-sent.pem
want
    block by default: "clients" needs a proven client: invalid_ca at depth 1

== a leaf of a version 1 certificate, which says nothing of what it is
cert
    certs/under-version-1-sent.pem
want
    block by default: "clients" needs a proven client: strict_violation

== a proxy certificate that an admin made for somebody
cert
    certs/proxy-sent.pem
want
    block by default: "clients" needs a proven client: wrong_purpose

== a name outside its CA's, beside one inside
cert
    certs/narrow-outside-sent.pem
want
    block by default: "clients" needs a proven client: name_constraint

== a name its CA is forbidden, below the one it may give
cert
    certs/narrow-secret-sent.pem
want
    block by default: "clients" needs a proven client: name_constraint

== a name that ends like its CA's, without the dot between
cert
    certs/narrow-suffix-sent.pem
want
    block by default: "clients" needs a proven client: name_constraint

== a name inside
cert
    certs/narrow-inside-sent.pem
want
    allow by "clients"

== a version 1 CA is refused even where strict is off
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
        strict off
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/under-version-1-sent.pem
want
    block by default: "clients" needs a proven client: invalid_ca at depth 1

== and a leaf is still no CA
cert
    certs/under-signing-leaf-sent.pem
want
    block by default: "clients" needs a proven client: invalid_ca at depth 1

== while the client is let in
cert
    certs/good.pem
want
    allow by "clients"

== an intermediate as the anchor: the twin of it has issued nobody
policy
    trust fleet for "api.example" {
        ca "certs/issuing.pem"
    }
    allow "clients" if tls.client_cert.anchor.name == "issuing"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/twin-chained-sent.pem
want
    block by default: no rule allows it

== nor has its own root, for which the block does not speak
cert
    certs/good.pem
want
    block by default: no rule allows it

== whom it issued is let in
cert
    certs/chained.pem
want
    allow by "clients"

== two hosts, two roots of one name: neither's client is the other's
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
    }
    trust twin for "twin.example" {
        ca "certs/twin-root.pem"
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
host
    twin.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: unable_to_get_issuer

== at its own host it is let in
host
    api.example
cert
    certs/good.pem
want
    allow by "clients"

== both headers at once: neither block is asked
host
    twin.example
    api.example
cert
    certs/good.pem
want
    block by default: "clients" needs a proven client: not_enabled

== a claimed issuer is no issuer
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
    }
    allow "name" if cf.tls_client_auth.cert_issuer_dn == "CN=Fleet Root,O=Fleet"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/twin-sent.pem
want
    block by default: "name" needs a proven client: self_signed_in_chain at depth 1

== whose issuer is one is let in
cert
    certs/good.pem
want
    allow by "name"

== of two trusted CAs of one name, the name of the file tells which it was
policy
    trust both for "api.example" {
        ca "certs/root.pem"
        ca "certs/twin-root.pem"
    }
    allow "first" if cf.tls_client_auth.cert_issuer_dn == "CN=Fleet Root,O=Fleet" and tls.client_cert.anchor.name == "root"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/twin-good.pem
want
    block by default: no rule allows it

== and lets in the client of the one that is meant
cert
    certs/good.pem
want
    allow by "first"
