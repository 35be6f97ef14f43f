# SPDX-License-Identifier: MIT
# What a block says of a client, row by row:
#   the CRL for the leaf or for the intermediate above it: good, revoking, stale,
#   in its grace, by the wrong signer, absent
#   x revocation leaf, chain, off
#   x unknown hard, soft
#   x the root or the intermediate as the anchor of the block.
#
# An anchor is not looked up, so with the intermediate as anchor nothing that a
# CRL says about it counts; and a CRL of a CA that is in the block must be signed
# by it, or the block does not load.

== both CRLs are good; revocation leaf, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== both CRLs are good; revocation leaf, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== both CRLs are good; revocation chain, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== both CRLs are good; revocation chain, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== both CRLs are good; revocation off, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== both CRLs are good; revocation off, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== both CRLs are good; revocation leaf, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== both CRLs are good; revocation leaf, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== both CRLs are good; revocation chain, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== both CRLs are good; revocation chain, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== both CRLs are good; revocation off, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== both CRLs are good; revocation off, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf revokes it; revocation leaf, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-revoked.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revoked (unspecified)

== the CRL for the leaf revokes it; revocation leaf, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-revoked.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revoked (unspecified)

== the CRL for the leaf revokes it; revocation chain, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-revoked.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revoked (unspecified)

== the CRL for the leaf revokes it; revocation chain, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-revoked.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revoked (unspecified)

== the CRL for the leaf revokes it; revocation off, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-revoked.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf revokes it; revocation off, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-revoked.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf revokes it; revocation leaf, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-revoked.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revoked (unspecified)

== the CRL for the leaf revokes it; revocation leaf, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-revoked.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revoked (unspecified)

== the CRL for the leaf revokes it; revocation chain, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-revoked.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revoked (unspecified)

== the CRL for the leaf revokes it; revocation chain, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-revoked.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revoked (unspecified)

== the CRL for the leaf revokes it; revocation off, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-revoked.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf revokes it; revocation off, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-revoked.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate revokes it; revocation leaf, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-revoked.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate revokes it; revocation leaf, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-revoked.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate revokes it; revocation chain, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-revoked.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revoked at depth 1 (unspecified)

== the CRL for the intermediate revokes it; revocation chain, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-revoked.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revoked at depth 1 (unspecified)

== the CRL for the intermediate revokes it; revocation off, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-revoked.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate revokes it; revocation off, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-revoked.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate revokes it; revocation leaf, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-revoked.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate revokes it; revocation leaf, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-revoked.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate revokes it; revocation chain, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-revoked.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate revokes it; revocation chain, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-revoked.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate revokes it; revocation off, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-revoked.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate revokes it; revocation off, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-revoked.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is stale; revocation leaf, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-stale.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (expired)

== the CRL for the leaf is stale; revocation leaf, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-stale.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is stale; revocation chain, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-stale.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (expired)

== the CRL for the leaf is stale; revocation chain, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-stale.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is stale; revocation off, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-stale.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is stale; revocation off, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-stale.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is stale; revocation leaf, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-stale.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (expired)

== the CRL for the leaf is stale; revocation leaf, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-stale.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is stale; revocation chain, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-stale.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (expired)

== the CRL for the leaf is stale; revocation chain, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-stale.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is stale; revocation off, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-stale.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is stale; revocation off, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-stale.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is stale; revocation leaf, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-stale.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is stale; revocation leaf, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-stale.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is stale; revocation chain, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-stale.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revocation_unknown at depth 1 (expired)

== the CRL for the intermediate is stale; revocation chain, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-stale.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is stale; revocation off, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-stale.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is stale; revocation off, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-stale.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is stale; revocation leaf, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-stale.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is stale; revocation leaf, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-stale.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is stale; revocation chain, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-stale.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is stale; revocation chain, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-stale.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is stale; revocation off, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-stale.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is stale; revocation off, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-stale.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is in its grace; revocation leaf, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-grace.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is in its grace; revocation leaf, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-grace.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is in its grace; revocation chain, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-grace.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is in its grace; revocation chain, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-grace.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is in its grace; revocation off, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-grace.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is in its grace; revocation off, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-grace.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is in its grace; revocation leaf, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-grace.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is in its grace; revocation leaf, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-grace.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is in its grace; revocation chain, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-grace.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is in its grace; revocation chain, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-grace.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is in its grace; revocation off, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-grace.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is in its grace; revocation off, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-grace.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is in its grace; revocation leaf, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-grace.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is in its grace; revocation leaf, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-grace.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is in its grace; revocation chain, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-grace.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is in its grace; revocation chain, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-grace.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is in its grace; revocation off, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-grace.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is in its grace; revocation off, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-grace.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is in its grace; revocation leaf, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-grace.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is in its grace; revocation leaf, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-grace.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is in its grace; revocation chain, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-grace.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is in its grace; revocation chain, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-grace.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is in its grace; revocation off, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-grace.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is in its grace; revocation off, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-grace.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is by the wrong signer; revocation leaf, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-wrong.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (bad)

== the CRL for the leaf is by the wrong signer; revocation leaf, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-wrong.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is by the wrong signer; revocation chain, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-wrong.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (bad)

== the CRL for the leaf is by the wrong signer; revocation chain, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-wrong.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is by the wrong signer; revocation off, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-wrong.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is by the wrong signer; revocation off, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-wrong.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the leaf is by the wrong signer; revocation leaf, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-wrong.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: error[E0331]: the CRL of 'CN=Levels CA,O=Levels' is not signed by it
            crl "certs/level-leaf-wrong.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    policy:4:9: warning[W3005]: the CRL of 'CN=Levels Root,O=Levels' is by none of the block's CAs
            crl "certs/level-ca-good.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^

== the CRL for the leaf is by the wrong signer; revocation leaf, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-wrong.crl"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: error[E0331]: the CRL of 'CN=Levels CA,O=Levels' is not signed by it
            crl "certs/level-leaf-wrong.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    policy:4:9: warning[W3005]: the CRL of 'CN=Levels Root,O=Levels' is by none of the block's CAs
            crl "certs/level-ca-good.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^

== the CRL for the leaf is by the wrong signer; revocation chain, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-wrong.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: error[E0331]: the CRL of 'CN=Levels CA,O=Levels' is not signed by it
            crl "certs/level-leaf-wrong.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    policy:4:9: warning[W3005]: the CRL of 'CN=Levels Root,O=Levels' is by none of the block's CAs
            crl "certs/level-ca-good.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^

== the CRL for the leaf is by the wrong signer; revocation chain, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-wrong.crl"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: error[E0331]: the CRL of 'CN=Levels CA,O=Levels' is not signed by it
            crl "certs/level-leaf-wrong.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    policy:4:9: warning[W3005]: the CRL of 'CN=Levels Root,O=Levels' is by none of the block's CAs
            crl "certs/level-ca-good.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^

== the CRL for the leaf is by the wrong signer; revocation off, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-wrong.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: error[E0331]: the CRL of 'CN=Levels CA,O=Levels' is not signed by it
            crl "certs/level-leaf-wrong.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    policy:4:9: warning[W3005]: the CRL of 'CN=Levels Root,O=Levels' is by none of the block's CAs
            crl "certs/level-ca-good.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^

== the CRL for the leaf is by the wrong signer; revocation off, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-wrong.crl"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: error[E0331]: the CRL of 'CN=Levels CA,O=Levels' is not signed by it
            crl "certs/level-leaf-wrong.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    policy:4:9: warning[W3005]: the CRL of 'CN=Levels Root,O=Levels' is by none of the block's CAs
            crl "certs/level-ca-good.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^

== the CRL for the intermediate is by the wrong signer; revocation leaf, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-wrong.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: warning[W3005]: the CRL of 'CN=Levels CA,O=Levels' is by none of the block's CAs
            crl "certs/level-leaf-good.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^
    policy:4:9: error[E0331]: the CRL of 'CN=Levels Root,O=Levels' is not signed by it
            crl "certs/level-ca-wrong.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^

== the CRL for the intermediate is by the wrong signer; revocation leaf, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-wrong.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: warning[W3005]: the CRL of 'CN=Levels CA,O=Levels' is by none of the block's CAs
            crl "certs/level-leaf-good.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^
    policy:4:9: error[E0331]: the CRL of 'CN=Levels Root,O=Levels' is not signed by it
            crl "certs/level-ca-wrong.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^

== the CRL for the intermediate is by the wrong signer; revocation chain, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-wrong.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: warning[W3005]: the CRL of 'CN=Levels CA,O=Levels' is by none of the block's CAs
            crl "certs/level-leaf-good.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^
    policy:4:9: error[E0331]: the CRL of 'CN=Levels Root,O=Levels' is not signed by it
            crl "certs/level-ca-wrong.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^

== the CRL for the intermediate is by the wrong signer; revocation chain, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-wrong.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: warning[W3005]: the CRL of 'CN=Levels CA,O=Levels' is by none of the block's CAs
            crl "certs/level-leaf-good.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^
    policy:4:9: error[E0331]: the CRL of 'CN=Levels Root,O=Levels' is not signed by it
            crl "certs/level-ca-wrong.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^

== the CRL for the intermediate is by the wrong signer; revocation off, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-wrong.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: warning[W3005]: the CRL of 'CN=Levels CA,O=Levels' is by none of the block's CAs
            crl "certs/level-leaf-good.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^
    policy:4:9: error[E0331]: the CRL of 'CN=Levels Root,O=Levels' is not signed by it
            crl "certs/level-ca-wrong.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^

== the CRL for the intermediate is by the wrong signer; revocation off, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-wrong.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: warning[W3005]: the CRL of 'CN=Levels CA,O=Levels' is by none of the block's CAs
            crl "certs/level-leaf-good.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^
    policy:4:9: error[E0331]: the CRL of 'CN=Levels Root,O=Levels' is not signed by it
            crl "certs/level-ca-wrong.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^

== the CRL for the intermediate is by the wrong signer; revocation leaf, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-wrong.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is by the wrong signer; revocation leaf, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-wrong.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is by the wrong signer; revocation chain, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-wrong.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is by the wrong signer; revocation chain, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-wrong.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is by the wrong signer; revocation off, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-wrong.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== the CRL for the intermediate is by the wrong signer; revocation off, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        crl "certs/level-ca-wrong.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the leaf; revocation leaf, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (no_crl)

== there is no CRL for the leaf; revocation leaf, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the leaf; revocation chain, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (no_crl)

== there is no CRL for the leaf; revocation chain, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the leaf; revocation off, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the leaf; revocation off, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the leaf; revocation leaf, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (no_crl)

== there is no CRL for the leaf; revocation leaf, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-ca-good.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the leaf; revocation chain, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revocation_unknown (no_crl)

== there is no CRL for the leaf; revocation chain, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-ca-good.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the leaf; revocation off, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the leaf; revocation off, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-ca-good.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the intermediate; revocation leaf, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the intermediate; revocation leaf, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the intermediate; revocation chain, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    block by default: "clients" needs a proven client: revocation_unknown at depth 1 (no_crl)

== there is no CRL for the intermediate; revocation chain, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the intermediate; revocation off, unknown hard, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the intermediate; revocation off, unknown soft, anchor root
policy
    trust levels for default {
        ca "certs/level-root.pem"
        crl "certs/level-leaf-good.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the intermediate; revocation leaf, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        revocation leaf
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the intermediate; revocation leaf, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        revocation leaf
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the intermediate; revocation chain, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        revocation chain
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the intermediate; revocation chain, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        revocation chain
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the intermediate; revocation off, unknown hard, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        revocation off
        unknown hard
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"

== there is no CRL for the intermediate; revocation off, unknown soft, anchor intermediate
policy
    trust levels for default {
        ca "certs/level-ca.pem"
        crl "certs/level-leaf-good.crl"
        revocation off
        unknown soft
        grace 6h
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/level-leaf.pem
chain
    certs/level-ca.pem
want
    allow by "clients"
