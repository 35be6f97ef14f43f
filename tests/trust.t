== a block needs a CA
policy
    trust fleet for default {
        depth 4
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:1:7: error[E0320]: trust 'fleet' names no CA
        trust fleet for default {
              ^^^^^
        hint: name the CA of its clients with ca "..."

== looking into CRLs needs one
policy
    trust fleet for default {
        ca "certs/root.pem"
        revocation leaf
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:3:16: error[E0321]: revocation leaf needs a CRL to look into
            revocation leaf
                       ^^^^
        hint: name a CRL with crl "...", or say revocation off

== the whole chain, too
policy
    trust fleet for default {
        ca "certs/root.pem"
        revocation chain
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:3:16: error[E0321]: revocation chain needs a CRL to look into
            revocation chain
                       ^^^^^
        hint: name a CRL with crl "...", or say revocation off

== an empty CA file
policy
    trust fleet for default {
        ca "certs/empty.pem"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:2:8: error[E0322]: 'certs/empty.pem' is empty where a CA certificate is due
            ca "certs/empty.pem"
               ^^^^^^^^^^^^^^^^^

== an empty CRL
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/empty.crl"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: error[E0322]: 'certs/empty.crl' is empty where a CRL is due
            crl "certs/empty.crl"
                ^^^^^^^^^^^^^^^^^

== a web page for a CA
policy
    trust fleet for default {
        ca "certs/page.pem"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:2:8: error[E0323]: 'certs/page.pem' is a web page where a CA certificate is due
            ca "certs/page.pem"
               ^^^^^^^^^^^^^^^^
        hint: a download that failed may have saved its error page

== a web page for a CRL
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/page.crl"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: error[E0323]: 'certs/page.crl' is a web page where a CRL is due
            crl "certs/page.crl"
                ^^^^^^^^^^^^^^^^
        hint: a download that failed may have saved its error page

== a text for a CA
policy
    trust fleet for default {
        ca "certs/README.md"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:2:8: error[E0324]: 'certs/README.md' holds nothing like a CA certificate
            ca "certs/README.md"
               ^^^^^^^^^^^^^^^^^

== a private key, which is not read
policy
    trust fleet for default {
        ca "certs/not-a-key.pem"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:2:8: error[E0325]: 'certs/not-a-key.pem' holds a private key where a CA certificate is due
            ca "certs/not-a-key.pem"
               ^^^^^^^^^^^^^^^^^^^^^
        hint: keep keys out of every file that a policy names

== a CRL for a CA
policy
    trust fleet for default {
        ca "certs/good.crl"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:2:8: error[E0326]: 'certs/good.crl' holds a 'X509 CRL' where only a CA certificate may be
            ca "certs/good.crl"
               ^^^^^^^^^^^^^^^^

== a CA for a CRL
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/root.pem"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: error[E0326]: 'certs/root.pem' holds a 'CERTIFICATE' where only a CRL may be
            crl "certs/root.pem"
                ^^^^^^^^^^^^^^^^

== a certificate that does not parse
policy
    trust fleet for default {
        ca "certs/garbage.pem"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:2:8: error[E0327]: 'certs/garbage.pem': object 1 does not parse as a CA certificate
            ca "certs/garbage.pem"
               ^^^^^^^^^^^^^^^^^^^

== a CRL that does not parse
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/garbage.crl"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: error[E0327]: 'certs/garbage.crl': object 1 does not parse as a CRL
            crl "certs/garbage.crl"
                ^^^^^^^^^^^^^^^^^^^

== a leaf would be its own anchor
policy
    trust fleet for default {
        ca "certs/good.pem"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:2:8: error[E0328]: certificate 'CN=good,O=Example Fleet' in 'certs/good.pem' is not a CA
            ca "certs/good.pem"
               ^^^^^^^^^^^^^^^^

== two files of one name
policy
    trust fleet for default {
        ca "certs/root.pem"
        ca "certs/root.der"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:3:8: error[E0329]: two CA files of one block are called 'root'
            ca "certs/root.der"
               ^^^^^^^^^^^^^^^^
        hint: anchor.name is the file's name without its extension
    policy:2:8: note: the other place is here
            ca "certs/root.pem"
               ~~~~~~~~~~~~~~~~

== an expired CA alone
policy
    trust fleet for default {
        ca "certs/expired-root.pem"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:1:7: error[E0330]: no CA of trust 'fleet' can verify anybody: 'CN=Expired Root,O=Example Fleet' expired Jan  1 00:00:00 2025 GMT
        trust fleet for default {
              ^^^^^
    policy:2:8: note: the other place is here
            ca "certs/expired-root.pem"
               ~~~~~~~~~~~~~~~~~~~~~~~~

== a CA for servers alone, by OpenSSL's trust settings
policy
    trust fleet for default {
        ca "certs/root-for-servers.pem"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:1:7: error[E0330]: no CA of trust 'fleet' can verify anybody: 'CN=Fleet Root,O=Example Fleet' untrusted_anchor (certificate rejected)
        trust fleet for default {
              ^^^^^
    policy:2:8: note: the other place is here
            ca "certs/root-for-servers.pem"
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~

== a CA that RFC 5280 would not allow
policy
    trust fleet for default {
        ca "certs/loose-root.pem"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:1:7: error[E0330]: no CA of trust 'fleet' can verify anybody: 'CN=Loose Root,O=Example Fleet' fails strict: its basicConstraints is not critical
        trust fleet for default {
              ^^^^^
    policy:2:8: note: the other place is here
            ca "certs/loose-root.pem"
               ~~~~~~~~~~~~~~~~~~~~~~

== a CRL that its CA did not sign
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/wrongly-signed.crl"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: error[E0331]: the CRL of 'CN=Fleet Root,O=Example Fleet' is not signed by it
            crl "certs/wrongly-signed.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^

== a folder without a CA
policy
    trust fleet for default {
        ca "certs/none"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:2:8: error[E0332]: directory 'certs/none' holds no CA certificate
            ca "certs/none"
               ^^^^^^^^^^^^

== a folder without a CRL
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/none"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:3:9: error[E0332]: directory 'certs/none' holds no CRL
            crl "certs/none"
                ^^^^^^^^^^^^

== a file that is not there
policy
    trust fleet for default {
        ca "certs/missing.pem"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:2:8: error[E0401]: cannot read 'certs/missing.pem': it does not exist
            ca "certs/missing.pem"
               ^^^^^^^^^^^^^^^^^^^

== two mistakes are two errors
policy
    trust fleet for default {
        ca "certs/missing.pem"
        crl "certs/page.crl"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
fails
    policy:2:8: error[E0401]: cannot read 'certs/missing.pem': it does not exist
            ca "certs/missing.pem"
               ^^^^^^^^^^^^^^^^^^^
    policy:3:9: error[E0323]: 'certs/page.crl' is a web page where a CRL is due
            crl "certs/page.crl"
                ^^^^^^^^^^^^^^^^
        hint: a download that failed may have saved its error page

== an expired CA beside a good one
policy
    trust fleet for default {
        ca "certs/root.pem"
        ca "certs/expired-root.pem"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
warns
    policy:3:8: warning[W3001]: CA 'CN=Expired Root,O=Example Fleet' cannot verify anybody: expired Jan  1 00:00:00 2025 GMT
            ca "certs/expired-root.pem"
               ^^^^^^^^^^^^^^^^^^^^^^^^

== a CA that may not issue clients
policy
    trust fleet for default {
        ca "certs/root.pem"
        ca "certs/server-only-root.pem"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
warns
    policy:3:8: warning[W3002]: CA 'CN=Server Only Root,O=Example Fleet' may not issue client certificates
            ca "certs/server-only-root.pem"
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: its extendedKeyUsage lacks clientAuth

== a stale CRL
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/stale.crl"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
warns
    policy:3:9: warning[W3003]: the CRL of 'CN=Fleet Root,O=Example Fleet' is stale since May  1 00:00:00 2026 GMT
            crl "certs/stale.crl"
                ^^^^^^^^^^^^^^^^^

== a stale CRL within its grace
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/in-grace.crl"
        grace 6h
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
warns
    policy:3:9: warning[W3003]: the CRL of 'CN=Fleet Root,O=Example Fleet' is stale since May 31 22:00:00 2026 GMT
            crl "certs/in-grace.crl"
                ^^^^^^^^^^^^^^^^^^^^
        hint: within its grace until Jun  1 04:00:00 2026 GMT

== a CRL that is soon stale
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/good.crl"
    }
    allow "clients" if true
    default block
at
    2026-06-07T12:00:00Z
warns
    policy:3:9: warning[W3004]: the CRL of 'CN=Fleet Root,O=Example Fleet' will be stale after Jun  8 00:00:00 2026 GMT
            crl "certs/good.crl"
                ^^^^^^^^^^^^^^^^

== a CRL of somebody else
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/foreign.crl"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
warns
    policy:3:9: warning[W3005]: the CRL of 'CN=Foreign Root,O=Elsewhere' is by none of the block's CAs
            crl "certs/foreign.crl"
                ^^^^^^^^^^^^^^^^^^^

== a CRL of the future
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/future.crl"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
warns
    policy:3:9: warning[W3006]: the CRL of 'CN=Fleet Root,O=Example Fleet' cannot be used: it is of the future
            crl "certs/future.crl"
                ^^^^^^^^^^^^^^^^^^

== a CRL with a critical extension nobody knows
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/unknown-critical.crl"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
warns
    policy:3:9: warning[W3006]: the CRL of 'CN=Fleet Root,O=Example Fleet' cannot be used: it has an unknown critical extension
            crl "certs/unknown-critical.crl"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^

== a CRL of a CA that may sign none
policy
    trust fleet for default {
        ca "certs/no-crlsign-root.pem"
        crl "certs/no-crlsign.crl"
    }
    allow "clients" if true
    default block
at
    2026-06-01T00:00:00Z
warns
    policy:3:9: warning[W3006]: the CRL of 'CN=No CRL Sign Root,O=Example Fleet' cannot be used: it is by a CA whose keyUsage lacks cRLSign
            crl "certs/no-crlsign.crl"
                ^^^^^^^^^^^^^^^^^^^^^^
