== the 21 claims of an ordinary certificate
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/good.pem
show
    cf.tls_client_auth.cert_presented
    cf.tls_client_auth.cert_verified
    cf.tls_client_auth.cert_revoked
    cf.tls_client_auth.cert_issuer_dn
    cf.tls_client_auth.cert_subject_dn
    cf.tls_client_auth.cert_issuer_dn_rfc2253
    cf.tls_client_auth.cert_subject_dn_rfc2253
    cf.tls_client_auth.cert_issuer_dn_legacy
    cf.tls_client_auth.cert_subject_dn_legacy
    cf.tls_client_auth.cert_serial
    cf.tls_client_auth.cert_issuer_serial
    cf.tls_client_auth.cert_issuer_ski
    cf.tls_client_auth.cert_fingerprint_sha256
    cf.tls_client_auth.cert_fingerprint_sha1
    cf.tls_client_auth.cert_not_before
    cf.tls_client_auth.cert_not_after
    cf.tls_client_auth.cert_ski
    cf.tls_client_auth.cert_rfc9440
    cf.tls_client_auth.cert_rfc9440_too_large
    cf.tls_client_auth.cert_chain_rfc9440
    cf.tls_client_auth.cert_chain_rfc9440_too_large
prints
    cf.tls_client_auth.cert_presented = true
    cf.tls_client_auth.cert_verified = true
    cf.tls_client_auth.cert_revoked = false
    cf.tls_client_auth.cert_issuer_dn = "CN=Fleet Root,O=Example Fleet"
    cf.tls_client_auth.cert_subject_dn = "CN=good,O=Example Fleet"
    cf.tls_client_auth.cert_issuer_dn_rfc2253 = "CN=Fleet Root,O=Example Fleet"
    cf.tls_client_auth.cert_subject_dn_rfc2253 = "CN=good,O=Example Fleet"
    cf.tls_client_auth.cert_issuer_dn_legacy = "/O=Example Fleet/CN=Fleet Root"
    cf.tls_client_auth.cert_subject_dn_legacy = "/O=Example Fleet/CN=good"
    cf.tls_client_auth.cert_serial = "1001"
    cf.tls_client_auth.cert_issuer_serial = "0A01"
    cf.tls_client_auth.cert_issuer_ski = "48071B439610EAB440F2A13F5B693CC9E9173046"
    cf.tls_client_auth.cert_fingerprint_sha256 = "fba1cd60b89e5a15fc24e7c50cf58d8280985f38dca849845bbf9443e873d76d"
    cf.tls_client_auth.cert_fingerprint_sha1 = "9ae01226f28dc0f3ce80857331255e3200b76dd0"
    cf.tls_client_auth.cert_not_before = "Jan  1 00:00:00 2026 GMT"
    cf.tls_client_auth.cert_not_after = "Jan  1 00:00:00 2027 GMT"
    cf.tls_client_auth.cert_ski = "0CBB51BB809092D6F7D49EA8584A27E2DEE71B87"
    cf.tls_client_auth.cert_rfc9440 = ":MIIB0zCCAXqgAwIBAgICEAEwCgYIKoZIzj0EAwIwLTEWMBQGA1UECgwNRXhhbXBsZSBGbGVldDETMBEGA1UEAwwKRmxlZXQgUm9vdDAeFw0yNjAxMDEwMDAwMDBaFw0yNzAxMDEwMDAwMDBaMCcxFjAUBgNVBAoMDUV4YW1wbGUgRmxlZXQxDTALBgNVBAMMBGdvb2QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS3HrIf13gE++pnHi/G9jPrNreiP1HcW8hnWn/9L/cDV1qGr/a8lYoWGfZV9Mi8gtcVQD/xA1oaBTdNODPiUFTWo4GPMIGMMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeAMBMGA1UdJQQMMAoGCCsGAQUFBwMCMB0GA1UdDgQWBBQMu1G7gJCS1vfUnqhYSifi3ucbhzAfBgNVHSMEGDAWgBRIBxtDlhDqtEDyoT9baTzJ6RcwRjAXBgNVHREEEDAOggxnb29kLmV4YW1wbGUwCgYIKoZIzj0EAwIDRwAwRAIgcZiSCazAe7xs3myaz5opvHvI6QXM3zSv+puW+iqT+UcCIHS1hedIhPqz3gEaGBKy81pKs9zaqwOf/4Iv8pFqCyhI:"
    cf.tls_client_auth.cert_rfc9440_too_large = false
    cf.tls_client_auth.cert_chain_rfc9440 = ""
    cf.tls_client_auth.cert_chain_rfc9440_too_large = false

== the same without a certificate
at
    2026-06-01T00:00:00Z
show
    cf.tls_client_auth.cert_presented
    cf.tls_client_auth.cert_verified
    cf.tls_client_auth.cert_revoked
    cf.tls_client_auth.cert_issuer_dn
    cf.tls_client_auth.cert_subject_dn
    cf.tls_client_auth.cert_issuer_dn_rfc2253
    cf.tls_client_auth.cert_subject_dn_rfc2253
    cf.tls_client_auth.cert_issuer_dn_legacy
    cf.tls_client_auth.cert_subject_dn_legacy
    cf.tls_client_auth.cert_serial
    cf.tls_client_auth.cert_issuer_serial
    cf.tls_client_auth.cert_issuer_ski
    cf.tls_client_auth.cert_fingerprint_sha256
    cf.tls_client_auth.cert_fingerprint_sha1
    cf.tls_client_auth.cert_not_before
    cf.tls_client_auth.cert_not_after
    cf.tls_client_auth.cert_ski
    cf.tls_client_auth.cert_rfc9440
    cf.tls_client_auth.cert_rfc9440_too_large
    cf.tls_client_auth.cert_chain_rfc9440
    cf.tls_client_auth.cert_chain_rfc9440_too_large
prints
    cf.tls_client_auth.cert_presented = false
    cf.tls_client_auth.cert_verified = false
    cf.tls_client_auth.cert_revoked = false
    cf.tls_client_auth.cert_issuer_dn = ""
    cf.tls_client_auth.cert_subject_dn = ""
    cf.tls_client_auth.cert_issuer_dn_rfc2253 = ""
    cf.tls_client_auth.cert_subject_dn_rfc2253 = ""
    cf.tls_client_auth.cert_issuer_dn_legacy = ""
    cf.tls_client_auth.cert_subject_dn_legacy = ""
    cf.tls_client_auth.cert_serial = ""
    cf.tls_client_auth.cert_issuer_serial = ""
    cf.tls_client_auth.cert_issuer_ski = ""
    cf.tls_client_auth.cert_fingerprint_sha256 = ""
    cf.tls_client_auth.cert_fingerprint_sha1 = ""
    cf.tls_client_auth.cert_not_before = ""
    cf.tls_client_auth.cert_not_after = ""
    cf.tls_client_auth.cert_ski = ""
    cf.tls_client_auth.cert_rfc9440 = ""
    cf.tls_client_auth.cert_rfc9440_too_large = false
    cf.tls_client_auth.cert_chain_rfc9440 = ""
    cf.tls_client_auth.cert_chain_rfc9440_too_large = false

== of a stranger they are claims all the same, but for the issuer's
at
    2026-06-01T00:00:00Z
cert
    certs/self-signed.pem
show
    cf.tls_client_auth.cert_presented
    cf.tls_client_auth.cert_verified
    cf.tls_client_auth.cert_revoked
    cf.tls_client_auth.cert_issuer_dn
    cf.tls_client_auth.cert_subject_dn
    cf.tls_client_auth.cert_issuer_dn_rfc2253
    cf.tls_client_auth.cert_subject_dn_rfc2253
    cf.tls_client_auth.cert_issuer_dn_legacy
    cf.tls_client_auth.cert_subject_dn_legacy
    cf.tls_client_auth.cert_serial
    cf.tls_client_auth.cert_issuer_serial
    cf.tls_client_auth.cert_issuer_ski
    cf.tls_client_auth.cert_fingerprint_sha256
    cf.tls_client_auth.cert_fingerprint_sha1
    cf.tls_client_auth.cert_not_before
    cf.tls_client_auth.cert_not_after
    cf.tls_client_auth.cert_ski
    cf.tls_client_auth.cert_rfc9440
    cf.tls_client_auth.cert_rfc9440_too_large
    cf.tls_client_auth.cert_chain_rfc9440
    cf.tls_client_auth.cert_chain_rfc9440_too_large
prints
    cf.tls_client_auth.cert_presented = true
    cf.tls_client_auth.cert_verified = false
    cf.tls_client_auth.cert_revoked = false
    cf.tls_client_auth.cert_issuer_dn = "CN=self,O=Nobody"
    cf.tls_client_auth.cert_subject_dn = "CN=self,O=Nobody"
    cf.tls_client_auth.cert_issuer_dn_rfc2253 = "CN=self,O=Nobody"
    cf.tls_client_auth.cert_subject_dn_rfc2253 = "CN=self,O=Nobody"
    cf.tls_client_auth.cert_issuer_dn_legacy = "/O=Nobody/CN=self"
    cf.tls_client_auth.cert_subject_dn_legacy = "/O=Nobody/CN=self"
    cf.tls_client_auth.cert_serial = "2004"
    cf.tls_client_auth.cert_issuer_serial = ""
    cf.tls_client_auth.cert_issuer_ski = ""
    cf.tls_client_auth.cert_fingerprint_sha256 = "17f862624109c729d03470432ebdf66f0081a403d147b12e6b496c2291fe2254"
    cf.tls_client_auth.cert_fingerprint_sha1 = "425e17d15776c8996747d02a1e163004ea3461ac"
    cf.tls_client_auth.cert_not_before = "Jan  1 00:00:00 2026 GMT"
    cf.tls_client_auth.cert_not_after = "Jan  1 00:00:00 2027 GMT"
    cf.tls_client_auth.cert_ski = "A3725F46FC7C157CDDDC5C4901DF74277FA77D14"
    cf.tls_client_auth.cert_rfc9440 = ":MIIBjzCCATWgAwIBAgICIAQwCgYIKoZIzj0EAwIwIDEPMA0GA1UECgwGTm9ib2R5MQ0wCwYDVQQDDARzZWxmMB4XDTI2MDEwMTAwMDAwMFoXDTI3MDEwMTAwMDAwMFowIDEPMA0GA1UECgwGTm9ib2R5MQ0wCwYDVQQDDARzZWxmMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEjFbBqLf+Twvj4YiqbzfE3kgmTjENEAKzDT3QZX5LrrfIni4knyUcfy2pqENFudcHj+bkTrgHvSZUmsMOW7wtd6NfMF0wDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwEwYDVR0lBAwwCgYIKwYBBQUHAwIwHQYDVR0OBBYEFKNyX0b8fBV83dxcSQHfdCd/p30UMAkGA1UdIwQCMAAwCgYIKoZIzj0EAwIDSAAwRQIgG2bS53nMHZmYnbdoiACfr5gDF9GvJOXowwnaZxk8PZkCIQCULSrn9jSO7F8vx/Bvs9FlHyME6fLrtW9CRkNNNMtVGA==:"
    cf.tls_client_auth.cert_rfc9440_too_large = false
    cf.tls_client_auth.cert_chain_rfc9440 = ""
    cf.tls_client_auth.cert_chain_rfc9440_too_large = false

== a serial of one octet
at
    2026-06-01T00:00:00Z
cert
    certs/serial-1.pem
show
    cf.tls_client_auth.cert_serial
prints
    cf.tls_client_auth.cert_serial = "05"

== of twenty
at
    2026-06-01T00:00:00Z
cert
    certs/serial-20.pem
show
    cf.tls_client_auth.cert_serial
prints
    cf.tls_client_auth.cert_serial = "0102030405060708090A0B0C0D0E0F1011121314"

== of forty, on one line
at
    2026-06-01T00:00:00Z
cert
    certs/serial-40.pem
show
    cf.tls_client_auth.cert_serial
prints
    cf.tls_client_auth.cert_serial = "7F02030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F202122232425262728"

== whose first bit is set
at
    2026-06-01T00:00:00Z
cert
    certs/serial-high-bit.pem
show
    cf.tls_client_auth.cert_serial
prints
    cf.tls_client_auth.cert_serial = "FF01"

== negative
at
    2026-06-01T00:00:00Z
cert
    certs/serial-negative.pem
show
    cf.tls_client_auth.cert_serial
prints
    cf.tls_client_auth.cert_serial = "-0123"

== zero
at
    2026-06-01T00:00:00Z
cert
    certs/serial-zero.pem
show
    cf.tls_client_auth.cert_serial
prints
    cf.tls_client_auth.cert_serial = "00"

== a name with comma, plus, quotes and backslash
at
    2026-06-01T00:00:00Z
cert
    certs/dn-punctuation.pem
show
    cf.tls_client_auth.cert_subject_dn
    cf.tls_client_auth.cert_subject_dn_rfc2253
    cf.tls_client_auth.cert_subject_dn_legacy
prints
    cf.tls_client_auth.cert_subject_dn = "CN=say \\\"hi\\\" \\\\ bye,OU=a\\+b=c\\;d\\<e\\>f,O=Access\\, Inc.,C=US"
    cf.tls_client_auth.cert_subject_dn_rfc2253 = "CN=say \\\"hi\\\" \\\\ bye,OU=a\\+b=c\\;d\\<e\\>f,O=Access\\, Inc.,C=US"
    cf.tls_client_auth.cert_subject_dn_legacy = "/C=US/O=Access, Inc./OU=a\\+b=c;d<e>f/CN=say \"hi\" \\ bye"

== # first, spaces at both ends
at
    2026-06-01T00:00:00Z
cert
    certs/dn-edges.pem
show
    cf.tls_client_auth.cert_subject_dn
    cf.tls_client_auth.cert_subject_dn_rfc2253
    cf.tls_client_auth.cert_subject_dn_legacy
prints
    cf.tls_client_auth.cert_subject_dn = "CN=\\ space both ends\\ ,O=\\#hash first"
    cf.tls_client_auth.cert_subject_dn_rfc2253 = "CN=\\ space both ends\\ ,O=\\#hash first"
    cf.tls_client_auth.cert_subject_dn_legacy = "/O=#hash first/CN= space both ends "

== a NUL
at
    2026-06-01T00:00:00Z
cert
    certs/dn-nul.pem
show
    cf.tls_client_auth.cert_subject_dn
    cf.tls_client_auth.cert_subject_dn_rfc2253
    cf.tls_client_auth.cert_subject_dn_legacy
prints
    cf.tls_client_auth.cert_subject_dn = "CN=admin\\00.evil"
    cf.tls_client_auth.cert_subject_dn_rfc2253 = "CN=admin\\00.evil"
    cf.tls_client_auth.cert_subject_dn_legacy = "/CN=admin\\x00.evil"

== ESC, CR and LF
at
    2026-06-01T00:00:00Z
cert
    certs/dn-escapes.pem
show
    cf.tls_client_auth.cert_subject_dn
    cf.tls_client_auth.cert_subject_dn_rfc2253
    cf.tls_client_auth.cert_subject_dn_legacy
prints
    cf.tls_client_auth.cert_subject_dn = "CN=\\1B[2Jred\\0D\\0Aline"
    cf.tls_client_auth.cert_subject_dn_rfc2253 = "CN=\\1B[2Jred\\0D\\0Aline"
    cf.tls_client_auth.cert_subject_dn_legacy = "/CN=\\x1B[2Jred\\x0D\\x0Aline"

== UTF-8
at
    2026-06-01T00:00:00Z
cert
    certs/dn-utf8.pem
show
    cf.tls_client_auth.cert_subject_dn
    cf.tls_client_auth.cert_subject_dn_rfc2253
    cf.tls_client_auth.cert_subject_dn_legacy
prints
    cf.tls_client_auth.cert_subject_dn = "CN=Zo\\C3\\AB,O=Z\\C3\\BCrich \\E2\\82\\AC"
    cf.tls_client_auth.cert_subject_dn_rfc2253 = "CN=Zo\\C3\\AB,O=Z\\C3\\BCrich \\E2\\82\\AC"
    cf.tls_client_auth.cert_subject_dn_legacy = "/O=Z\\xC3\\xBCrich \\xE2\\x82\\xAC/CN=Zo\\xC3\\xAB"

== BMPString
at
    2026-06-01T00:00:00Z
cert
    certs/dn-bmp.pem
show
    cf.tls_client_auth.cert_subject_dn
    cf.tls_client_auth.cert_subject_dn_rfc2253
    cf.tls_client_auth.cert_subject_dn_legacy
prints
    cf.tls_client_auth.cert_subject_dn = "CN=Zo\\C3\\AB\\E2\\82\\AC"
    cf.tls_client_auth.cert_subject_dn_rfc2253 = "CN=Zo\\C3\\AB\\E2\\82\\AC"
    cf.tls_client_auth.cert_subject_dn_legacy = "/CN=\\x00Z\\x00o\\x00\\xEB \\xAC"

== two attributes in one RDN
at
    2026-06-01T00:00:00Z
cert
    certs/dn-multi-valued.pem
show
    cf.tls_client_auth.cert_subject_dn
    cf.tls_client_auth.cert_subject_dn_rfc2253
    cf.tls_client_auth.cert_subject_dn_legacy
prints
    cf.tls_client_auth.cert_subject_dn = "CN=Jo,UID=u42+OU=Ops,C=US"
    cf.tls_client_auth.cert_subject_dn_rfc2253 = "CN=Jo,UID=u42+OU=Ops,C=US"
    cf.tls_client_auth.cert_subject_dn_legacy = "/C=US/OU=Ops+UID=u42/CN=Jo"

== a slash and an equals sign
at
    2026-06-01T00:00:00Z
cert
    certs/dn-slash.pem
show
    cf.tls_client_auth.cert_subject_dn
    cf.tls_client_auth.cert_subject_dn_rfc2253
    cf.tls_client_auth.cert_subject_dn_legacy
prints
    cf.tls_client_auth.cert_subject_dn = "CN=x/OU=Admin"
    cf.tls_client_auth.cert_subject_dn_rfc2253 = "CN=x/OU=Admin"
    cf.tls_client_auth.cert_subject_dn_legacy = "/CN=x\\/OU=Admin"

== a comma and an equals sign
at
    2026-06-01T00:00:00Z
cert
    certs/dn-comma.pem
show
    cf.tls_client_auth.cert_subject_dn
    cf.tls_client_auth.cert_subject_dn_rfc2253
    cf.tls_client_auth.cert_subject_dn_legacy
prints
    cf.tls_client_auth.cert_subject_dn = "CN=x\\,OU=Admin"
    cf.tls_client_auth.cert_subject_dn_rfc2253 = "CN=x\\,OU=Admin"
    cf.tls_client_auth.cert_subject_dn_legacy = "/CN=x,OU=Admin"

== no name at all
at
    2026-06-01T00:00:00Z
cert
    certs/dn-empty.pem
show
    cf.tls_client_auth.cert_subject_dn
    cf.tls_client_auth.cert_subject_dn_rfc2253
    cf.tls_client_auth.cert_subject_dn_legacy
prints
    cf.tls_client_auth.cert_subject_dn = ""
    cf.tls_client_auth.cert_subject_dn_rfc2253 = ""
    cf.tls_client_auth.cert_subject_dn_legacy = ""

== a certificate over 10 KiB
at
    2026-06-01T00:00:00Z
cert
    certs/large.pem
show
    cf.tls_client_auth.cert_rfc9440
    cf.tls_client_auth.cert_rfc9440_too_large
    cf.tls_client_auth.cert_chain_rfc9440
    cf.tls_client_auth.cert_chain_rfc9440_too_large
prints
    cf.tls_client_auth.cert_rfc9440 = ""
    cf.tls_client_auth.cert_rfc9440_too_large = true
    cf.tls_client_auth.cert_chain_rfc9440 = ""
    cf.tls_client_auth.cert_chain_rfc9440_too_large = false

== the chain as it was sent, without the leaf
at
    2026-06-01T00:00:00Z
cert
    certs/with-root.pem
show
    cf.tls_client_auth.cert_chain_rfc9440
    cf.tls_client_auth.cert_chain_rfc9440_too_large
    cf.tls_client_auth.cert_issuer_serial
prints
    cf.tls_client_auth.cert_chain_rfc9440 = ":MIIBtjCCAVygAwIBAgICCgIwCgYIKoZIzj0EAwIwLTEWMBQGA1UECgwNRXhhbXBsZSBGbGVldDETMBEGA1UEAwwKRmxlZXQgUm9vdDAeFw0yMDAxMDEwMDAwMDBaFw00MDAxMDEwMDAwMDBaMDMxFjAUBgNVBAoMDUV4YW1wbGUgRmxlZXQxGTAXBgNVBAMMEEZsZWV0IElzc3VpbmcgQ0EwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATJo/bkFfqqzapo/Ah99BPkU2YwnQobE9fJRJgnhwFif45ynQtpbnw7InOc3nrsmXO9RVYMnh3gSJ6tVrm9qYwpo2YwZDASBgNVHRMBAf8ECDAGAQH/AgEAMA4GA1UdDwEB/wQEAwIBBjAdBgNVHQ4EFgQUhK+SPZT1cKiJDy1iknAcxR0DqAEwHwYDVR0jBBgwFoAUSAcbQ5YQ6rRA8qE/W2k8yekXMEYwCgYIKoZIzj0EAwIDSAAwRQIhAJpMiXtNGZAOsf8smGd75enpySQFt0MXEkbnErf9ER1TAiBSJMcOACaidi7Vpja6arEOLf3WgjQSSEmO3SIqEMwdIw==:, :MIIBjDCCATKgAwIBAgICCgEwCgYIKoZIzj0EAwIwLTEWMBQGA1UECgwNRXhhbXBsZSBGbGVldDETMBEGA1UEAwwKRmxlZXQgUm9vdDAeFw0yMDAxMDEwMDAwMDBaFw00MDAxMDEwMDAwMDBaMC0xFjAUBgNVBAoMDUV4YW1wbGUgRmxlZXQxEzARBgNVBAMMCkZsZWV0IFJvb3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARG2iSJqO8nIM3j1VDlSgfLBDxLQzAIVZMIPcrwC1Re8HWr8dA2Mpk/05Dod2MRH+QodpDMKJD4b70+4jikqeL3o0IwQDAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQEAwIBBjAdBgNVHQ4EFgQUSAcbQ5YQ6rRA8qE/W2k8yekXMEYwCgYIKoZIzj0EAwIDSAAwRQIgOtdAlss0h/YjPL/hn3XYU1v/RfLnrEQMfszP3ysx8L8CIQCijKlZ1Yd12E8ea4fi4vU2gX3Qr0mB9KwxqqzQRTnaog==:"
    cf.tls_client_auth.cert_chain_rfc9440_too_large = false
    cf.tls_client_auth.cert_issuer_serial = "0A02"

== a chain over 16 KiB
at
    2026-06-01T00:00:00Z
cert
    certs/good.pem
chain
    certs/large-twice.pem
show
    cf.tls_client_auth.cert_chain_rfc9440
    cf.tls_client_auth.cert_chain_rfc9440_too_large
prints
    cf.tls_client_auth.cert_chain_rfc9440 = ""
    cf.tls_client_auth.cert_chain_rfc9440_too_large = true

== names of every kind, proved
at
    2026-06-01T00:00:00Z
cert
    certs/san-zoo.pem
show
    tls.client_cert.san.dns
    tls.client_cert.san.email
    tls.client_cert.san.uri
    tls.client_cert.san.upn
    tls.client_cert.san.dirname
    tls.client_cert.san.ip
    tls.client_cert.san.count
    tls.client_cert.san.malformed
prints
    tls.client_cert.san.dns = ["mixed.example", "*.wild.example"]
    tls.client_cert.san.email = ["Jo@Example.org"]
    tls.client_cert.san.uri = ["https://example.org/jo"]
    tls.client_cert.san.upn = ["jo@corp"]
    tls.client_cert.san.dirname = ["CN=Directory Jo,O=Example Fleet"]
    tls.client_cert.san.ip = [192.0.2.7, 2001:db8::7]
    tls.client_cert.san.count = 9
    tls.client_cert.san.malformed = 0

== a name with a NUL is dropped and counted
at
    2026-06-01T00:00:00Z
cert
    certs/san-nul.pem
show
    tls.client_cert.san.dns
    tls.client_cert.san.count
    tls.client_cert.san.malformed
prints
    tls.client_cert.san.dns = ["good.example"]
    tls.client_cert.san.count = 2
    tls.client_cert.san.malformed = 1

== so is an address of five octets
at
    2026-06-01T00:00:00Z
cert
    certs/san-bad-ip.pem
show
    tls.client_cert.san.dns
    tls.client_cert.san.ip
    tls.client_cert.san.count
    tls.client_cert.san.malformed
prints
    tls.client_cert.san.dns = ["good.example"]
    tls.client_cert.san.ip = [192.0.2.1]
    tls.client_cert.san.count = 3
    tls.client_cert.san.malformed = 1

== and names that are none
at
    2026-06-01T00:00:00Z
cert
    certs/san-bad-syntax.pem
show
    tls.client_cert.san.dns
    tls.client_cert.san.email
    tls.client_cert.san.uri
    tls.client_cert.san.count
    tls.client_cert.san.malformed
prints
    tls.client_cert.san.dns = ["good.example"]
    tls.client_cert.san.email = []
    tls.client_cert.san.uri = []
    tls.client_cert.san.count = 6
    tls.client_cert.san.malformed = 5

== a certificate without names
at
    2026-06-01T00:00:00Z
cert
    certs/rsa.pem
show
    tls.client_cert.san.dns
    tls.client_cert.san.ip
    tls.client_cert.san.count
    tls.client_cert.san.malformed
prints
    tls.client_cert.san.dns = []
    tls.client_cert.san.ip = []
    tls.client_cert.san.count = 0
    tls.client_cert.san.malformed = 0

== none of them is there when it is not verified
at
    2026-06-01T00:00:00Z
cert
    certs/self-signed.pem
show
    tls.client_cert.san.dns
    tls.client_cert.san.email
    tls.client_cert.san.uri
    tls.client_cert.san.upn
    tls.client_cert.san.dirname
    tls.client_cert.san.ip
    tls.client_cert.san.count
    tls.client_cert.san.malformed
    tls.client_cert.subject.cn
    tls.client_cert.subject.o
    tls.client_cert.subject.ou
    tls.client_cert.issuer.cn
    tls.client_cert.issuer.o
    tls.client_cert.issuer.ou
    tls.client_cert.spiffe.id
    tls.client_cert.spiffe.trust_domain
    tls.client_cert.spiffe.path
    tls.client_cert.not_before_sec
    tls.client_cert.not_after_sec
    tls.client_cert.seconds_to_expiry
    tls.client_cert.lifetime_sec
    tls.client_cert.chain.depth
    tls.client_cert.anchor.name
    tls.client_cert.anchor.fingerprint_sha256
prints
    tls.client_cert.san.dns = (missing)
    tls.client_cert.san.email = (missing)
    tls.client_cert.san.uri = (missing)
    tls.client_cert.san.upn = (missing)
    tls.client_cert.san.dirname = (missing)
    tls.client_cert.san.ip = (missing)
    tls.client_cert.san.count = (missing)
    tls.client_cert.san.malformed = (missing)
    tls.client_cert.subject.cn = (missing)
    tls.client_cert.subject.o = (missing)
    tls.client_cert.subject.ou = (missing)
    tls.client_cert.issuer.cn = (missing)
    tls.client_cert.issuer.o = (missing)
    tls.client_cert.issuer.ou = (missing)
    tls.client_cert.spiffe.id = (missing)
    tls.client_cert.spiffe.trust_domain = (missing)
    tls.client_cert.spiffe.path = (missing)
    tls.client_cert.not_before_sec = (missing)
    tls.client_cert.not_after_sec = (missing)
    tls.client_cert.seconds_to_expiry = (missing)
    tls.client_cert.lifetime_sec = (missing)
    tls.client_cert.chain.depth = (missing)
    tls.client_cert.anchor.name = (missing)
    tls.client_cert.anchor.fingerprint_sha256 = (missing)

== subject and issuer, decoded
at
    2026-06-01T00:00:00Z
cert
    certs/admin.pem
show
    tls.client_cert.subject.cn
    tls.client_cert.subject.o
    tls.client_cert.subject.ou
    tls.client_cert.issuer.cn
    tls.client_cert.issuer.o
    tls.client_cert.issuer.ou
prints
    tls.client_cert.subject.cn = ["admin"]
    tls.client_cert.subject.o = ["Example Fleet"]
    tls.client_cert.subject.ou = ["Admin"]
    tls.client_cert.issuer.cn = ["Fleet Root"]
    tls.client_cert.issuer.o = ["Example Fleet"]
    tls.client_cert.issuer.ou = []

== a BMPString is UTF-8 there
at
    2026-06-01T00:00:00Z
cert
    certs/dn-bmp.pem
show
    tls.client_cert.subject.cn
prints
    tls.client_cert.subject.cn = ["Zoë€"]

== so is UTF-8
at
    2026-06-01T00:00:00Z
cert
    certs/dn-utf8.pem
show
    tls.client_cert.subject.cn
    tls.client_cert.subject.o
prints
    tls.client_cert.subject.cn = ["Zoë"]
    tls.client_cert.subject.o = ["Zürich €"]

== one value, whatever it holds
at
    2026-06-01T00:00:00Z
cert
    certs/dn-comma.pem
show
    tls.client_cert.subject.cn
    tls.client_cert.subject.ou
prints
    tls.client_cert.subject.cn = ["x,OU=Admin"]
    tls.client_cert.subject.ou = []

== a SPIFFE id
at
    2026-06-01T00:00:00Z
cert
    certs/spiffe.pem
show
    tls.client_cert.spiffe.id
    tls.client_cert.spiffe.trust_domain
    tls.client_cert.spiffe.path
    tls.client_cert.subject.cn
prints
    tls.client_cert.spiffe.id = "spiffe://example.org/ns/prod/sa/api"
    tls.client_cert.spiffe.trust_domain = "example.org"
    tls.client_cert.spiffe.path = "/ns/prod/sa/api"
    tls.client_cert.subject.cn = []

== two of them are none
at
    2026-06-01T00:00:00Z
cert
    certs/spiffe-two.pem
show
    tls.client_cert.spiffe.id
    tls.client_cert.spiffe.trust_domain
    tls.client_cert.spiffe.path
    tls.client_cert.san.uri
prints
    tls.client_cert.spiffe.id = (missing)
    tls.client_cert.spiffe.trust_domain = (missing)
    tls.client_cert.spiffe.path = (missing)
    tls.client_cert.san.uri = ["spiffe://example.org/a", "spiffe://example.org/b"]

== times
at
    2026-06-01T00:00:00Z
cert
    certs/good.pem
show
    tls.client_cert.not_before_sec
    tls.client_cert.not_after_sec
    tls.client_cert.seconds_to_expiry
    tls.client_cert.lifetime_sec
    tls.client_cert.verify_time
prints
    tls.client_cert.not_before_sec = 1767225600
    tls.client_cert.not_after_sec = 1798761600
    tls.client_cert.seconds_to_expiry = 18489600
    tls.client_cert.lifetime_sec = 31536000
    tls.client_cert.verify_time = 1780272000

== the year 9999
at
    2026-06-01T00:00:00Z
cert
    certs/year-9999.pem
show
    tls.client_cert.not_after_sec
    tls.client_cert.seconds_to_expiry
    tls.client_cert.lifetime_sec
prints
    tls.client_cert.not_after_sec = 253402300799
    tls.client_cert.seconds_to_expiry = 251622028799
    tls.client_cert.lifetime_sec = 251635075199

== the verdict of a good one
at
    2026-06-01T00:00:00Z
cert
    certs/good.pem
show
    tls.client_cert.verify_result
    tls.client_cert.verify_reason
    tls.client_cert.verify_code
    tls.client_cert.verify_depth
    tls.client_cert.verify_errors
    tls.client_cert.trust.block
    tls.client_cert.trust.generation
    tls.client_cert.revocation_status
    tls.client_cert.revocation_reason
    tls.client_cert.revocation_time
    tls.client_cert.crl_age_sec
    tls.client_cert.crl_stale
prints
    tls.client_cert.verify_result = "SUCCESS"
    tls.client_cert.verify_reason = "ok"
    tls.client_cert.verify_code = 0
    tls.client_cert.verify_depth = 0
    tls.client_cert.verify_errors = []
    tls.client_cert.trust.block = "fleet"
    tls.client_cert.trust.generation = 1
    tls.client_cert.revocation_status = "not_checked"
    tls.client_cert.revocation_reason = (missing)
    tls.client_cert.revocation_time = (missing)
    tls.client_cert.crl_age_sec = (missing)
    tls.client_cert.crl_stale = (missing)

== of none
at
    2026-06-01T00:00:00Z
show
    tls.client_cert.verify_result
    tls.client_cert.verify_reason
    tls.client_cert.verify_code
    tls.client_cert.verify_depth
    tls.client_cert.verify_errors
    tls.client_cert.trust.block
    tls.client_cert.verify_time
    tls.client_cert.revocation_status
    tls.client_cert.revocation_reason
    tls.client_cert.crl_age_sec
prints
    tls.client_cert.verify_result = "NONE"
    tls.client_cert.verify_reason = "no_certificate"
    tls.client_cert.verify_code = (missing)
    tls.client_cert.verify_depth = (missing)
    tls.client_cert.verify_errors = []
    tls.client_cert.trust.block = "fleet"
    tls.client_cert.verify_time = (missing)
    tls.client_cert.revocation_status = "not_checked"
    tls.client_cert.revocation_reason = (missing)
    tls.client_cert.crl_age_sec = (missing)

== of an expired one
at
    2026-06-01T00:00:00Z
cert
    certs/expired.pem
show
    tls.client_cert.verify_result
    tls.client_cert.verify_reason
    tls.client_cert.verify_code
    tls.client_cert.verify_depth
    tls.client_cert.verify_errors
prints
    tls.client_cert.verify_result = "FAILED:certificate has expired"
    tls.client_cert.verify_reason = "expired"
    tls.client_cert.verify_code = 10
    tls.client_cert.verify_depth = 0
    tls.client_cert.verify_errors = ["0:expired"]

== of one below an expired CA
at
    2026-06-01T00:00:00Z
cert
    certs/under-expired-chain.pem
show
    tls.client_cert.verify_reason
    tls.client_cert.verify_code
    tls.client_cert.verify_depth
    tls.client_cert.verify_errors
prints
    tls.client_cert.verify_reason = "expired"
    tls.client_cert.verify_code = 10
    tls.client_cert.verify_depth = 1
    tls.client_cert.verify_errors = ["1:expired"]

== of one that does not parse
at
    2026-06-01T00:00:00Z
cert
    certs/garbage.pem
show
    cf.tls_client_auth.cert_presented
    cf.tls_client_auth.cert_verified
    cf.tls_client_auth.cert_subject_dn
    cf.tls_client_auth.cert_serial
    tls.client_cert.verify_result
    tls.client_cert.verify_reason
    tls.client_cert.verify_code
    tls.client_cert.verify_depth
prints
    cf.tls_client_auth.cert_presented = true
    cf.tls_client_auth.cert_verified = false
    cf.tls_client_auth.cert_subject_dn = ""
    cf.tls_client_auth.cert_serial = ""
    tls.client_cert.verify_result = "FAILED:the certificate does not parse"
    tls.client_cert.verify_reason = "invalid_certificate"
    tls.client_cert.verify_code = 1
    tls.client_cert.verify_depth = 0

== where the path ends
at
    2026-06-01T00:00:00Z
cert
    certs/chained.pem
show
    tls.client_cert.chain.depth
    tls.client_cert.anchor.name
    tls.client_cert.anchor.fingerprint_sha256
prints
    tls.client_cert.chain.depth = 2
    tls.client_cert.anchor.name = "root"
    tls.client_cert.anchor.fingerprint_sha256 = "607de36ef4592430a8ca6f04411ffc9e1fb03af14b2fc597fccc73e478db83f6"

== and a direct one's
at
    2026-06-01T00:00:00Z
cert
    certs/good.pem
show
    tls.client_cert.chain.depth
    tls.client_cert.anchor.name
prints
    tls.client_cert.chain.depth = 1
    tls.client_cert.anchor.name = "root"

== revocation: good
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/good.crl"
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/good.pem
show
    cf.tls_client_auth.cert_revoked
    tls.client_cert.revocation_status
    tls.client_cert.revocation_reason
    tls.client_cert.revocation_time
    tls.client_cert.crl_age_sec
    tls.client_cert.crl_stale
prints
    cf.tls_client_auth.cert_revoked = false
    tls.client_cert.revocation_status = "good"
    tls.client_cert.revocation_reason = (missing)
    tls.client_cert.revocation_time = (missing)
    tls.client_cert.crl_age_sec = 604800
    tls.client_cert.crl_stale = false

== revocation: revoked
at
    2026-06-01T00:00:00Z
cert
    certs/revoked.pem
show
    cf.tls_client_auth.cert_verified
    cf.tls_client_auth.cert_revoked
    tls.client_cert.revocation_status
    tls.client_cert.revocation_reason
    tls.client_cert.revocation_time
    tls.client_cert.crl_age_sec
    tls.client_cert.crl_stale
prints
    cf.tls_client_auth.cert_verified = true
    cf.tls_client_auth.cert_revoked = true
    tls.client_cert.revocation_status = "revoked"
    tls.client_cert.revocation_reason = "key_compromise"
    tls.client_cert.revocation_time = 1779264000
    tls.client_cert.crl_age_sec = 604800
    tls.client_cert.crl_stale = false

== revocation: not verified, not checked
at
    2026-06-01T00:00:00Z
cert
    certs/expired.pem
show
    cf.tls_client_auth.cert_revoked
    tls.client_cert.revocation_status
    tls.client_cert.revocation_reason
prints
    cf.tls_client_auth.cert_revoked = false
    tls.client_cert.revocation_status = "not_checked"
    tls.client_cert.revocation_reason = (missing)

== revocation: unknown
policy
    trust fleet for default {
        ca "certs/root.pem"
        crl "certs/stale.crl"
    }
    allow "clients" if true
at
    2026-06-01T00:00:00Z
cert
    certs/good.pem
show
    cf.tls_client_auth.cert_revoked
    tls.client_cert.revocation_status
    tls.client_cert.revocation_reason
    tls.client_cert.crl_stale
    tls.client_cert.crl_age_sec
prints
    cf.tls_client_auth.cert_revoked = false
    tls.client_cert.revocation_status = "unknown"
    tls.client_cert.revocation_reason = "expired"
    tls.client_cert.crl_stale = true
    tls.client_cert.crl_age_sec = 5270400

== of one who asks for a host without a trust block
policy
    trust fleet for "api.example" { ca "certs/root.pem" }
    allow anonymous "all" if true
host
    other.example
at
    2026-06-01T00:00:00Z
cert
    certs/good.pem
show
    tls.client_cert.verify_reason
    tls.client_cert.trust.block
    tls.client_cert.verify_time
prints
    tls.client_cert.verify_reason = "not_enabled"
    tls.client_cert.trust.block = (missing)
    tls.client_cert.verify_time = (missing)
