# Wrong policies that an operator would write.  Each is refused, or said something
# about, while the corrected one behind it is silent.

== a forgotten verified
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "operators" if cf.tls_client_auth.cert_subject_dn == "CN=Operator"
    default block
warns
    policy:2:32: warning[W1021]: a stranger can make 'cf.tls_client_auth.cert_subject_dn == "CN=Operator"' true
        allow anonymous "operators" if cf.tls_client_auth.cert_subject_dn == "CN=Operator"
                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: require cf.tls_client_auth.cert_verified beside it; 'allow' does so by itself

== corrected: allow asks for it
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "operators" if cf.tls_client_auth.cert_subject_dn == "CN=Operator"
    default block
warns

== an exception wider than meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "not verified" if not cf.tls_client_auth.cert_verified
        and not ends_with(hostname, "public.example.com")
    allow "fleet" if ssl
    default block
warns
    policy:3:13: warning[W1030]: 'ends_with(hostname, "public.example.com")' is true of other hosts too
            and not ends_with(hostname, "public.example.com")
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(hostname, ".example.com")

== corrected: the host itself
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "not verified" if not cf.tls_client_auth.cert_verified
        and hostname != "public.example.com"
    allow "fleet" if ssl
    default block
warns

== an exception for a path wider than meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "health" if starts_with(http.request.uri.path, "/health")
    default block
warns
    policy:2:29: warning[W1058]: '/health' also begins '/health-other'
        allow anonymous "health" if starts_with(http.request.uri.path, "/health")
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: path_under(http.request.uri.path, "/health")

== corrected: what is under it
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "health" if path_under(http.request.uri.path, "/health")
    default block
warns

== or without parentheses
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "operators" if http.request.method == "GET" or http.request.method == "HEAD"
        and ip.src in { 192.0.2.0/24 }
    default block
warns
    policy:2:51: warning[W1024]: 'and' binds closer than 'or'
        allow "operators" if http.request.method == "GET" or http.request.method == "HEAD"
                                                          ^^
        hint: it is read as: http.request.method == "GET" or (http.request.method == "HEAD" and ip.src in { 192.0.2.0/24 })
    policy:3:5: note: the other place is here
            and ip.src in { 192.0.2.0/24 }
            ~~~

== corrected: in parentheses
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "operators" if (http.request.method == "GET" or http.request.method == "HEAD")
        and ip.src in { 192.0.2.0/24 }
    default block
warns

== a misspelt host
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "no admin" if hostname == "admni.example.com" and not ip.src in { 192.0.2.0/24 }
    allow "fleet" if ssl
    default block
warns
    policy:2:33: warning[W1028]: no trust block covers host 'admni.example.com'
        block "no admin" if hostname == "admni.example.com" and not ip.src in { 192.0.2.0/24 }
                                        ^^^^^^^^^^^^^^^^^^^
        hint: is 'admin.example.com' meant?

== corrected: the host of the trust block
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "no admin" if hostname == "admin.example.com" and not ip.src in { 192.0.2.0/24 }
    allow "fleet" if ssl
    default block
warns

== an empty list
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    list $lost fingerprint from "lists/empty.txt"
    always block "lost" if cf.tls_client_auth.cert_fingerprint_sha256 in $lost
    default block
fails
    policy:2:29: error[E0229]: the list '$lost' is empty
        list $lost fingerprint from "lists/empty.txt"
                                    ^^^^^^^^^^^^^^^^^
        hint: say 'may be empty' behind the file if it may be

== corrected: it may be empty
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    list $lost fingerprint from "lists/empty.txt" may be empty
    always block "lost" if cf.tls_client_auth.cert_fingerprint_sha256 in $lost
    default block
warns

== a lower-case serial
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "lost" if cf.tls_client_auth.cert_serial == "4a0c8e1b2d"
    allow "fleet" if ssl
    default block
warns
    policy:2:51: warning[W1050]: no value of 'cf.tls_client_auth.cert_serial' can match '4a0c8e1b2d': it is upper-case hex without separators
        block "lost" if cf.tls_client_auth.cert_serial == "4a0c8e1b2d"
                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^^^^^
        hint: write "4A0C8E1B2D"

== corrected: as the field has it
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "lost" if cf.tls_client_auth.cert_serial == "4A0C8E1B2D"
    allow "fleet" if ssl
    default block
warns

== an unanchored regex
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "services" if any(tls.client_cert.san.dns[*] matches "[a-z]+\.svc\.example$")
    default block
warns
    policy:2:60: warning[W1055]: this pattern leaves open how 'tls.client_cert.san.dns[*]' begins
        allow "services" if any(tls.client_cert.san.dns[*] matches "[a-z]+\.svc\.example$")
                                ~~~~~~~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^^^^^^^^^^^^^^
        hint: write "^[a-z]+\.svc\.example$", with .* where anything may stand

== corrected: from its beginning to its end
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "services" if any(tls.client_cert.san.dns[*] matches "^[a-z]+\.svc\.example$")
    default block
warns

== a dated rule long expired
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "break glass" until 2026-01-01T00:00:00Z if ip.src in { 192.0.2.0/24 }
    default block
at
    2026-06-01T00:00:00Z
warns
    policy:2:1: warning[W1014]: this rule ended at 2026-01-01T00:00:00Z
        allow "break glass" until 2026-01-01T00:00:00Z if ip.src in { 192.0.2.0/24 }
        ^^^^^
        hint: it never matches any more: remove it

== corrected: dated anew
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "break glass" until 2026-09-01T00:00:00Z if ip.src in { 192.0.2.0/24 }
    default block
at
    2026-06-01T00:00:00Z
warns

== a negative test
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "everybody else" if cf.tls_client_auth.cert_issuer_dn != "CN=Retired CA"
    default block
warns
    policy:2:37: warning[W1020]: 'cf.tls_client_auth.cert_issuer_dn != "CN=Retired CA"' is true of a stranger too
        allow anonymous "everybody else" if cf.tls_client_auth.cert_issuer_dn != "CN=Retired CA"
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: require cf.tls_client_auth.cert_verified beside it; 'allow' does so by itself

== corrected: of those who are proven
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "everybody else" if cf.tls_client_auth.cert_issuer_dn != "CN=Retired CA"
    default block
warns

== a rule below one that ends it
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "not for all" if path_under(http.request.uri.path, "/admin")
    allow "operators" if path_under(http.request.uri.path, "/admin") and ip.src in { 192.0.2.0/24 }
    default block
warns
    policy:3:1: warning[W1026]: this rule is never reached: 'not for all' decides before it
        allow "operators" if path_under(http.request.uri.path, "/admin") and ip.src in { 192.0.2.0/24 }
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:2:1: note: the other place is here
        block "not for all" if path_under(http.request.uri.path, "/admin")
        ~~~~~

== corrected: before it
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "operators" if path_under(http.request.uri.path, "/admin") and ip.src in { 192.0.2.0/24 }
    block "not for all" if path_under(http.request.uri.path, "/admin")
    default block
warns
