== key, profile and path of an ordinary certificate
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/good.pem
show
    tls.client_cert.key_type
    tls.client_cert.key_curve
    tls.client_cert.sig_alg
    tls.client_cert.sig_hash
    tls.client_cert.key_bits
    tls.client_cert.spki_sha256
    tls.client_cert.version
    tls.client_cert.eku
    tls.client_cert.policies
    tls.client_cert.ext_oids
    tls.client_cert.key_usage
    tls.client_cert.is_ca
    tls.client_cert.self_signed
    tls.client_cert.must_staple
    tls.client_cert.aki
    tls.client_cert.size
    tls.client_cert.chain.sent
    tls.client_cert.chain.depth
    tls.client_cert.chain.min_not_after_sec
    tls.client_cert.chain.fingerprints_sha256
    tls.client_cert.chain.subjects_dn
    tls.client_cert.anchor.name
    tls.client_cert.anchor.fingerprint_sha256
    tls.client_cert.anchor.spki_sha256
    tls.client_cert.anchor.subject_dn
    tls.client_cert.issuer.fingerprint_sha256
    tls.client_cert.lint
prints
    tls.client_cert.key_type = "ec"
    tls.client_cert.key_curve = "P-256"
    tls.client_cert.sig_alg = "ecdsa-with-SHA256"
    tls.client_cert.sig_hash = "sha256"
    tls.client_cert.key_bits = 256
    tls.client_cert.spki_sha256 = "1d5dc93ec6a1aa49ec6262d2d68a169af26be008f6ccafd579a52985aae3560c"
    tls.client_cert.version = 3
    tls.client_cert.eku = ["clientAuth"]
    tls.client_cert.policies = []
    tls.client_cert.ext_oids = ["2.5.29.19", "2.5.29.15", "2.5.29.37", "2.5.29.14", "2.5.29.35", "2.5.29.17"]
    tls.client_cert.key_usage = ["digitalSignature"]
    tls.client_cert.is_ca = false
    tls.client_cert.self_signed = false
    tls.client_cert.must_staple = false
    tls.client_cert.aki = "48071B439610EAB440F2A13F5B693CC9E9173046"
    tls.client_cert.size = 471
    tls.client_cert.chain.sent = 0
    tls.client_cert.chain.depth = 1
    tls.client_cert.chain.min_not_after_sec = 1798761600
    tls.client_cert.chain.fingerprints_sha256 = ["fba1cd60b89e5a15fc24e7c50cf58d8280985f38dca849845bbf9443e873d76d", "607de36ef4592430a8ca6f04411ffc9e1fb03af14b2fc597fccc73e478db83f6"]
    tls.client_cert.chain.subjects_dn = ["CN=good,O=Example Fleet", "CN=Fleet Root,O=Example Fleet"]
    tls.client_cert.anchor.name = "root"
    tls.client_cert.anchor.fingerprint_sha256 = "607de36ef4592430a8ca6f04411ffc9e1fb03af14b2fc597fccc73e478db83f6"
    tls.client_cert.anchor.spki_sha256 = "361e9310439e90ea0174ebb79d842cbc7b940aca6d7b052660424b9a414d0923"
    tls.client_cert.anchor.subject_dn = "CN=Fleet Root,O=Example Fleet"
    tls.client_cert.issuer.fingerprint_sha256 = "607de36ef4592430a8ca6f04411ffc9e1fb03af14b2fc597fccc73e478db83f6"
    tls.client_cert.lint = []

== the same of a stranger: nothing is proved, and oddities are told all the same
at
    2026-06-01T00:00:00Z
cert
    certs/self-signed.pem
show
    tls.client_cert.key_type
    tls.client_cert.key_bits
    tls.client_cert.spki_sha256
    tls.client_cert.version
    tls.client_cert.eku
    tls.client_cert.key_usage
    tls.client_cert.is_ca
    tls.client_cert.self_signed
    tls.client_cert.size
    tls.client_cert.chain.sent
    tls.client_cert.chain.min_not_after_sec
    tls.client_cert.chain.fingerprints_sha256
    tls.client_cert.anchor.spki_sha256
    tls.client_cert.issuer.fingerprint_sha256
    tls.client_cert.lint
prints
    tls.client_cert.key_type = (missing)
    tls.client_cert.key_bits = (missing)
    tls.client_cert.spki_sha256 = (missing)
    tls.client_cert.version = (missing)
    tls.client_cert.eku = (missing)
    tls.client_cert.key_usage = (missing)
    tls.client_cert.is_ca = (missing)
    tls.client_cert.self_signed = (missing)
    tls.client_cert.size = (missing)
    tls.client_cert.chain.sent = (missing)
    tls.client_cert.chain.min_not_after_sec = (missing)
    tls.client_cert.chain.fingerprints_sha256 = (missing)
    tls.client_cert.anchor.spki_sha256 = (missing)
    tls.client_cert.issuer.fingerprint_sha256 = (missing)
    tls.client_cert.lint = []

== an RSA key has no curve, and an intermediate counts as sent and as path
at
    2026-06-01T00:00:00Z
cert
    certs/rsa.pem
show
    tls.client_cert.key_type
    tls.client_cert.key_curve
    tls.client_cert.key_bits
prints
    tls.client_cert.key_type = "rsa"
    tls.client_cert.key_curve = (missing)
    tls.client_cert.key_bits = 2048

== a path over an intermediate
at
    2026-06-01T00:00:00Z
cert
    certs/chained.pem
chain
    certs/intermediate.pem
show
    tls.client_cert.chain.sent
    tls.client_cert.chain.depth
    tls.client_cert.chain.subjects_dn
prints
    tls.client_cert.chain.sent = 2
    tls.client_cert.chain.depth = 2
    tls.client_cert.chain.subjects_dn = ["CN=chained,O=Example Fleet", "CN=Fleet Issuing CA,O=Example Fleet", "CN=Fleet Root,O=Example Fleet"]

== lint: a serial below zero
at
    2026-06-01T00:00:00Z
cert
    certs/serial-negative.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["negative_serial"]

== lint: a serial of zero
at
    2026-06-01T00:00:00Z
cert
    certs/serial-zero.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["zero_serial"]

== lint: a serial of 40 octets
at
    2026-06-01T00:00:00Z
cert
    certs/serial-40.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["long_serial"]

== lint: a version 1 certificate
at
    2026-06-01T00:00:00Z
cert
    certs/version-1.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["v1", "no_ski", "no_eku"]

== lint: a NUL in the subject
at
    2026-06-01T00:00:00Z
cert
    certs/dn-nul.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["nul_in_name"]

== lint: a NUL in a DNS name
at
    2026-06-01T00:00:00Z
cert
    certs/san-nul.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["nul_in_name", "bad_san"]

== lint: an IP address of five octets
at
    2026-06-01T00:00:00Z
cert
    certs/san-bad-ip.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["bad_san"]

== lint: two extensions of one kind
at
    2026-06-01T00:00:00Z
cert
    certs/duplicate-san.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["bad_san", "duplicate_ext"]

== lint: no subject key identifier
at
    2026-06-01T00:00:00Z
cert
    certs/no-ski.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["no_ski"]

== lint: a time that is none
at
    2026-06-01T00:00:00Z
cert
    certs/bad-time.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["bad_time"]

== lint: no subject
at
    2026-06-01T00:00:00Z
cert
    certs/dn-empty.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["empty_subject"]

== lint: a curve of 80 bits of security
at
    2026-06-01T00:00:00Z
cert
    certs/weak-curve.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["weak_key"]

== lint: a signature over SHA-1
at
    2026-06-01T00:00:00Z
cert
    certs/sha1.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["sha1_signature"]

== lint: a CA where a client is due
at
    2026-06-01T00:00:00Z
cert
    certs/constrained-ca.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["ca_leaf", "no_eku", "long_lifetime"]

== lint: no word of what it is for
at
    2026-06-01T00:00:00Z
cert
    certs/no-eku.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["no_eku"]

== lint: a DNS name with a star
at
    2026-06-01T00:00:00Z
cert
    certs/san-zoo.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["wildcard_san"]

== lint: a lifetime of more than 825 days
at
    2026-06-01T00:00:00Z
cert
    certs/long-lived.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["long_lifetime"]

== lint: octets that end too early
at
    2026-06-01T00:00:00Z
cert
    certs/truncated.pem
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = ["truncated"]

== lint: without a certificate there is nothing to say
at
    2026-06-01T00:00:00Z
show
    tls.client_cert.lint
prints
    tls.client_cert.lint = []

== a rule may demand a clean certificate
policy
    trust fleet for default { ca "certs/root.pem" }
    block "odd" if len(tls.client_cert.lint) > 0
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/serial-zero.pem
want
    block by "odd"

== and lets the honest neighbour in
at
    2026-06-01T00:00:00Z
cert
    certs/good.pem
want
    allow by "clients"
