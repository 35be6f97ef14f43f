== 1. hosts that ask for a certificate: nobody came with one
expression
    http.host in {"api.example.com" "admin.example.com"} and not cf.tls_client_auth.cert_verified
fields
    {"http.host": "api.example.com", "cf.tls_client_auth.cert_verified": false}
true

== 1. somebody did
expression
    http.host in {"api.example.com" "admin.example.com"} and not cf.tls_client_auth.cert_verified
fields
    {"http.host": "api.example.com", "cf.tls_client_auth.cert_verified": true}
false

== 1. another host
expression
    http.host in {"api.example.com" "admin.example.com"} and not cf.tls_client_auth.cert_verified
fields
    {"http.host": "www.example.com", "cf.tls_client_auth.cert_verified": false}
false

== 1. the same in the signs of the language
expression
    (http.host in {"api.example.com" "admin.example.com"} && !cf.tls_client_auth.cert_verified)
fields
    {"http.host": "API.example.com:443", "cf.tls_client_auth.cert_verified": false}
true

== 2. an issuer pinned by its key identifier: another one
expression
    cf.tls_client_auth.cert_verified and http.host eq "mtls.example.com" and cf.tls_client_auth.cert_issuer_ski ne "A5AC554235DBA6D963B9CDE0185CFAD6E3F55E8F"
fields
    {"http.host": "mtls.example.com", "cf.tls_client_auth.cert_verified": true,
     "cf.tls_client_auth.cert_issuer_ski": "0F1E2D3C4B5A69788796A5B4C3D2E1F001020304"}
true

== 2. the pinned one
expression
    cf.tls_client_auth.cert_verified and http.host eq "mtls.example.com" and cf.tls_client_auth.cert_issuer_ski ne "A5AC554235DBA6D963B9CDE0185CFAD6E3F55E8F"
fields
    {"http.host": "mtls.example.com", "cf.tls_client_auth.cert_verified": true,
     "cf.tls_client_auth.cert_issuer_ski": "A5AC554235DBA6D963B9CDE0185CFAD6E3F55E8F"}
false

== 3. revoked or not verified, on some paths: revoked
expression
    http.request.uri.path in {"/admin" "/login"} and (cf.tls_client_auth.cert_revoked or not cf.tls_client_auth.cert_verified)
fields
    {"http.request.uri.path": "/login", "cf.tls_client_auth.cert_verified": true,
     "cf.tls_client_auth.cert_revoked": true}
true

== 3. not verified
expression
    http.request.uri.path in {"/admin" "/login"} and (cf.tls_client_auth.cert_revoked or not cf.tls_client_auth.cert_verified)
fields
    {"http.request.uri.path": "/admin", "cf.tls_client_auth.cert_verified": false,
     "cf.tls_client_auth.cert_revoked": false}
true

== 3. neither
expression
    http.request.uri.path in {"/admin" "/login"} and (cf.tls_client_auth.cert_revoked or not cf.tls_client_auth.cert_verified)
fields
    {"http.request.uri.path": "/admin", "cf.tls_client_auth.cert_verified": true,
     "cf.tls_client_auth.cert_revoked": false}
false

== 3. another path
expression
    http.request.uri.path in {"/admin" "/login"} and (cf.tls_client_auth.cert_revoked or not cf.tls_client_auth.cert_verified)
fields
    {"http.request.uri.path": "/", "cf.tls_client_auth.cert_verified": false,
     "cf.tls_client_auth.cert_revoked": true}
false

== 4. a set of fingerprints: not one of ours
expression
    not (cf.tls_client_auth.cert_fingerprint_sha256 in {"48b1b6a5e5c7a0aa0aa5b8f5c2f1f4b16e1b0e3b0b4d7d8f1a0c9e8d7c6b5a49" "253e08c1ab67eb7630c61734d377d75d5dcccde2f6e69986c221d66e848b64e0"})
fields
    {"cf.tls_client_auth.cert_fingerprint_sha256": "00b1b6a5e5c7a0aa0aa5b8f5c2f1f4b16e1b0e3b0b4d7d8f1a0c9e8d7c6b5a49"}
true

== 4. one of ours
expression
    not (cf.tls_client_auth.cert_fingerprint_sha256 in {"48b1b6a5e5c7a0aa0aa5b8f5c2f1f4b16e1b0e3b0b4d7d8f1a0c9e8d7c6b5a49" "253e08c1ab67eb7630c61734d377d75d5dcccde2f6e69986c221d66e848b64e0"})
fields
    {"cf.tls_client_auth.cert_fingerprint_sha256": "253e08c1ab67eb7630c61734d377d75d5dcccde2f6e69986c221d66e848b64e0"}
false

== 4. none at all, which on Cloudflare is an empty text
expression
    not (cf.tls_client_auth.cert_fingerprint_sha256 in {"253e08c1ab67eb7630c61734d377d75d5dcccde2f6e69986c221d66e848b64e0"})
fields
    {"cf.tls_client_auth.cert_fingerprint_sha256": ""}
true

== 5. a set of serial numbers: one of them
expression
    cf.tls_client_auth.cert_serial in {"4A0C8E1B2D" "1002"}
cert
    certs/admin.pem
true

== 5. none of them
expression
    cf.tls_client_auth.cert_serial in {"4A0C8E1B2D" "1002"}
cert
    certs/good.pem
false

== 5. none at all
expression
    cf.tls_client_auth.cert_serial in {"4A0C8E1B2D" "1002"}
false

== 6. a path by wildcard: below it
expression
    http.request.uri.path wildcard "/api/*" and not cf.tls_client_auth.cert_verified
path
    /api/v1/users
true

== 6. its case does not matter
expression
    http.request.uri.path wildcard "/api/*" and not cf.tls_client_auth.cert_verified
path
    /API/v1/users
true

== 6. another path
expression
    http.request.uri.path wildcard "/api/*" and not cf.tls_client_auth.cert_verified
path
    /public/api/v1
false

== 7. a path by its beginning: that one
expression
    starts_with(http.request.uri.path, "/internal/") and not cf.tls_client_auth.cert_verified
path
    /internal/metrics
true

== 7. another, for one
expression
    starts_with(http.request.uri.path, "/internal/") and not cf.tls_client_auth.cert_verified
path
    /internals
false

== 7. that one, with a certificate
expression
    starts_with(http.request.uri.path, "/internal/") and not cf.tls_client_auth.cert_verified
path
    /internal/metrics
cert
    certs/good.pem
ca
    certs/root.pem
at
    2026-06-01T00:00:00Z
false

== 8. a host by its end: below it
expression
    ends_with(http.host, ".internal.example.com") and not cf.tls_client_auth.cert_verified
host
    db.internal.example.com
true

== 8. in another spelling
expression
    ends_with(http.host, ".internal.example.com") and not cf.tls_client_auth.cert_verified
host
    DB.Internal.Example.COM.:443
true

== 8. another host
expression
    ends_with(http.host, ".internal.example.com") and not cf.tls_client_auth.cert_verified
host
    internal.example.com
false

== 9. presented, and not verified
expression
    cf.tls_client_auth.cert_presented and not cf.tls_client_auth.cert_verified
cert
    certs/foreign.pem
ca
    certs/root.pem
at
    2026-06-01T00:00:00Z
true

== 9. presented, and verified
expression
    cf.tls_client_auth.cert_presented and not cf.tls_client_auth.cert_verified
cert
    certs/good.pem
ca
    certs/root.pem
at
    2026-06-01T00:00:00Z
false

== 9. not presented
expression
    cf.tls_client_auth.cert_presented and not cf.tls_client_auth.cert_verified
false

== 10. a unit of the subject, by regular expression: that one
expression
    cf.tls_client_auth.cert_verified and cf.tls_client_auth.cert_subject_dn matches "(^|,)OU=Admin(,|$)"
cert
    certs/admin.pem
ca
    certs/root.pem
at
    2026-06-01T00:00:00Z
true

== 10. another
expression
    cf.tls_client_auth.cert_verified and cf.tls_client_auth.cert_subject_dn matches "(^|,)OU=Admin(,|$)"
cert
    certs/good.pem
ca
    certs/root.pem
at
    2026-06-01T00:00:00Z
false

== 10. one who only says so
expression
    cf.tls_client_auth.cert_verified and cf.tls_client_auth.cert_subject_dn matches "(^|,)OU=Admin(,|$)"
cert
    certs/forged-admin.pem
ca
    certs/root.pem
at
    2026-06-01T00:00:00Z
false
