# Literals that no value can match, patterns that take too much, names matched
# as text, numbers and sets.  Each case is followed by what was meant, silent.

== a serial in lower case is never met
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "one device" if cf.tls_client_auth.cert_serial == "4a0c8e1b2d"
    default block
warns
    policy:2:57: warning[W1050]: no value of 'cf.tls_client_auth.cert_serial' can match '4a0c8e1b2d': it is upper-case hex without separators
        allow "one device" if cf.tls_client_auth.cert_serial == "4a0c8e1b2d"
                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^^^^^
        hint: write "4A0C8E1B2D"

== as the field has it
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "one device" if cf.tls_client_auth.cert_serial == "4A0C8E1B2D"
    default block
warns

== a comment on the line before silences it
policy
    trust fleet for default { ca "certs/root.pem" }
    # lint: allow W1050
    allow "one device" if cf.tls_client_auth.cert_serial == "4a0c8e1b2d"
    default block
warns

== nor is one with half an octet, as some tools print it
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "one device" if cf.tls_client_auth.cert_serial in {"0xA0C" "-1" "7F"}
    default block
warns
    policy:2:58: warning[W1050]: no value of 'cf.tls_client_auth.cert_serial' can match '0xA0C': it is upper-case hex without separators
        allow "one device" if cf.tls_client_auth.cert_serial in {"0xA0C" "-1" "7F"}
                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~     ^^^^^^^
        hint: write "0A0C"
    policy:2:66: warning[W1050]: no value of 'cf.tls_client_auth.cert_serial' can match '-1': it has two digits an octet
        allow "one device" if cf.tls_client_auth.cert_serial in {"0xA0C" "-1" "7F"}
                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~             ^^^^
        hint: write "-01"

== two digits an octet, and a sign
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "one device" if cf.tls_client_auth.cert_serial in {"0A0C" "-01" "7F"}
    default block
warns

== a key identifier as OpenSSL prints it has colons
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "one issuer" if cf.tls_client_auth.cert_issuer_ski eq "A5:AC:55:42:35:DB:A6:D9:63:B9:CD:E0:18:5C:FA:D6:E3:F5:5E:8F"
    default block
warns
    policy:2:61: warning[W1050]: no value of 'cf.tls_client_auth.cert_issuer_ski' can match 'A5:AC:55:42:35:DB:A6:D9:63:B9:CD:E0:18:5C:FA:D6:E3:F5:5E:8F': it is upper-case hex without separators
        allow "one issuer" if cf.tls_client_auth.cert_issuer_ski eq "A5:AC:55:42:35:DB:A6:D9:63:B9:CD:E0:18:5C:FA:D6:E3:F5:5E:8F"
                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: write "A5AC554235DBA6D963B9CDE0185CFAD6E3F55E8F"

== the field has none
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "one issuer" if cf.tls_client_auth.cert_issuer_ski eq "A5AC554235DBA6D963B9CDE0185CFAD6E3F55E8F"
    default block
warns

== what is not met is always different, so that ne lets everybody in
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "all but one issuer" if cf.tls_client_auth.cert_issuer_ski ne "a5ac554235dba6d963b9cde0185cfad6e3f55e8f"
    default block
warns
    policy:2:69: warning[W1050]: no value of 'cf.tls_client_auth.cert_issuer_ski' can match 'a5ac554235dba6d963b9cde0185cfad6e3f55e8f': it is upper-case hex without separators
        allow "all but one issuer" if cf.tls_client_auth.cert_issuer_ski ne "a5ac554235dba6d963b9cde0185cfad6e3f55e8f"
                                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: write "A5AC554235DBA6D963B9CDE0185CFAD6E3F55E8F"

== in its case it is another thing
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "all but one issuer" if cf.tls_client_auth.cert_issuer_ski ne "A5AC554235DBA6D963B9CDE0185CFAD6E3F55E8F"
    default block
warns

== a fingerprint in upper case, and one of the wrong length
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "two devices" if cf.tls_client_auth.cert_fingerprint_sha1 in {"253E08C1AB67EB7630C61734D377D75D5DCCCDE2" "253e08c1"}
    default block
warns
    policy:2:69: warning[W1050]: no value of 'cf.tls_client_auth.cert_fingerprint_sha1' can match '253E08C1AB67EB7630C61734D377D75D5DCCCDE2': it is lower-case hex without separators
        allow "two devices" if cf.tls_client_auth.cert_fingerprint_sha1 in {"253E08C1AB67EB7630C61734D377D75D5DCCCDE2" "253e08c1"}
                               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: write "253e08c1ab67eb7630c61734d377d75d5dcccde2"
    policy:2:112: warning[W1050]: no value of 'cf.tls_client_auth.cert_fingerprint_sha1' can match '253e08c1': it has 40 digits
        allow "two devices" if cf.tls_client_auth.cert_fingerprint_sha1 in {"253E08C1AB67EB7630C61734D377D75D5DCCCDE2" "253e08c1"}
                               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~                                                ^^^^^^^^^^
        hint: a part of it: starts_with(cf.tls_client_auth.cert_fingerprint_sha1, "253e08c1")

== in lower case and whole
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "two devices" if cf.tls_client_auth.cert_fingerprint_sha1 in {"253e08c1ab67eb7630c61734d377d75d5dcccde2" ""}
    default block
warns

== parts of a value: contains, the functions, wildcards and patterns
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "a" if cf.tls_client_auth.cert_serial contains "a0"
    allow "b" if starts_with(cf.tls_client_auth.cert_serial, "0x4A")
    allow "c" if ends_with(cf.tls_client_auth.cert_serial, ":01")
    allow "d" if cf.tls_client_auth.cert_serial strict wildcard "4a*01"
    allow "e" if cf.tls_client_auth.cert_serial matches "^4a[0-9]+$"
    default block
warns
    policy:2:54: warning[W1050]: no value of 'cf.tls_client_auth.cert_serial' can match 'a0': it is upper-case hex without separators
        allow "a" if cf.tls_client_auth.cert_serial contains "a0"
                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~          ^^^^
        hint: write "A0"
    policy:3:58: warning[W1050]: no value of 'cf.tls_client_auth.cert_serial' can match '0x4A': it is upper-case hex without separators
        allow "b" if starts_with(cf.tls_client_auth.cert_serial, "0x4A")
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ^^^^^^
        hint: write "4A"
    policy:4:56: warning[W1050]: no value of 'cf.tls_client_auth.cert_serial' can match ':01': it is upper-case hex without separators
        allow "c" if ends_with(cf.tls_client_auth.cert_serial, ":01")
                               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ^^^^^
        hint: write "01"
    policy:5:61: warning[W1050]: no value of 'cf.tls_client_auth.cert_serial' can match '4a*01': it is upper-case hex without separators
        allow "d" if cf.tls_client_auth.cert_serial strict wildcard "4a*01"
                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~                 ^^^^^^^
        hint: write "4A*01"
    policy:6:53: warning[W1050]: no value of 'cf.tls_client_auth.cert_serial' can match '4a': it is upper-case hex without separators
        allow "e" if cf.tls_client_auth.cert_serial matches "^4a[0-9]+$"
                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^^^
        hint: write "4A"

== parts that may be there; a wildcard takes either case
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "a" if cf.tls_client_auth.cert_serial contains "A0C"
    allow "b" if starts_with(cf.tls_client_auth.cert_serial, "-4A0")
    allow "c" if ends_with(cf.tls_client_auth.cert_serial, "1")
    allow "d" if cf.tls_client_auth.cert_serial wildcard "4b*01"
    allow "e" if cf.tls_client_auth.cert_serial matches "^4C[0-9]+$"
    allow "f" if cf.tls_client_auth.cert_serial > "4a"
    default block
warns

== a list of strings is taken as it stands
policy
    trust fleet for default { ca "certs/root.pem" }
    list $lost string { "4A0C" "4a:0d" }
    block "lost" if cf.tls_client_auth.cert_verified and cf.tls_client_auth.cert_serial in $lost
    default block
warns
    policy:3:88: warning[W1050]: no value of 'cf.tls_client_auth.cert_serial' can match '4a:0d': it is upper-case hex without separators
        block "lost" if cf.tls_client_auth.cert_verified and cf.tls_client_auth.cert_serial in $lost
                                                                                               ^^^^^
        hint: list $lost serial takes it in any spelling
    policy:2:28: note: the other place is here
        list $lost string { "4A0C" "4a:0d" }
                                   ~~~~~~~

== a list of serials is not
policy
    trust fleet for default { ca "certs/root.pem" }
    list $lost serial { "4A0C" "4a:0d" }
    block "lost" if cf.tls_client_auth.cert_verified and cf.tls_client_auth.cert_serial in $lost
    default block
warns

== a host with capitals, with its port, with the dot of DNS
policy
    block "a" if http.host == "API.example.com"
    block "b" if hostname in {"api.example.com:8443" "www.example.com."}
    block "c" if ends_with(http.host, ".Example.org")
    block "d" if starts_with(http.host, "api.example.com:")
    default block
warns
    policy:1:27: warning[W1051]: no value of 'http.host' can match 'API.example.com': it is a host in lower case, without port and trailing dot
        block "a" if http.host == "API.example.com"
                     ~~~~~~~~~    ^^^^^^^^^^^^^^^^^
        hint: write "api.example.com"
    policy:2:27: warning[W1051]: no value of 'hostname' can match 'api.example.com:8443': it is a host in lower case, without port and trailing dot
        block "b" if hostname in {"api.example.com:8443" "www.example.com."}
                     ~~~~~~~~     ^^^^^^^^^^^^^^^^^^^^^^
        hint: write "api.example.com"
    policy:2:50: warning[W1051]: no value of 'hostname' can match 'www.example.com.': it is a host in lower case, without port and trailing dot
        block "b" if hostname in {"api.example.com:8443" "www.example.com."}
                     ~~~~~~~~                            ^^^^^^^^^^^^^^^^^^
        hint: write "www.example.com"
    policy:3:35: warning[W1051]: no value of 'http.host' can match '.Example.org': it is a host in lower case, without port and trailing dot
        block "c" if ends_with(http.host, ".Example.org")
                               ~~~~~~~~~  ^^^^^^^^^^^^^^
        hint: write ".example.org"
    policy:4:37: warning[W1051]: no value of 'http.host' can match 'api.example.com:': it is a host in lower case, without port and trailing dot
        block "d" if starts_with(http.host, "api.example.com:")
                                 ~~~~~~~~~  ^^^^^^^^^^^^^^^^^^
        hint: write "api.example.com"

== as hosts are compared here
policy
    block "a" if http.host == "api.example.com"
    block "b" if hostname in {"api2.example.com" "www.example.com" "[2001:db8::1]"}
    block "c" if ends_with(http.host, ".example.org")
    block "d" if starts_with(http.host, "api.example.com")
    block "e" if raw.http.host == "API.example.com:8443"
    default block
warns

== a pattern is no host, and no host is not an empty one
policy
    block "a" if http.host == "*.example.com"
    block "b" if http.host == ""
    default block
warns
    policy:1:27: warning[W1051]: no value of 'http.host' can match '*.example.com': it is a host in lower case, without port and trailing dot
        block "a" if http.host == "*.example.com"
                     ~~~~~~~~~    ^^^^^^^^^^^^^^^
        hint: a pattern: http.host wildcard "*.example.com"
    policy:2:27: warning[W1051]: no value of 'http.host' can match '': a request without a host has none, not an empty one
        block "b" if http.host == ""
                     ~~~~~~~~~    ^^
        hint: not len(http.host) > 0 is true where there is none

== a pattern, and no host
policy
    block "a" if http.host wildcard "*.Example.com"
    block "b" if not len(http.host) > 0
    default block
warns

== names of certificates are in lower case, too
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "a" if any(tls.client_cert.san.dns[*] == "Admin.example.com")
    allow "b" if has_value(tls.client_cert.san.dns, "Ops.example.com")
    default block
warns
    policy:2:48: warning[W1053]: no value of 'tls.client_cert.san.dns[*]' can match 'Admin.example.com': it is in lower case
        allow "a" if any(tls.client_cert.san.dns[*] == "Admin.example.com")
                         ~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^^^^^^^^^^^^
        hint: write "admin.example.com"
    policy:3:49: warning[W1053]: no value of 'tls.client_cert.san.dns' can match 'Ops.example.com': it is in lower case
        allow "b" if has_value(tls.client_cert.san.dns, "Ops.example.com")
                               ~~~~~~~~~~~~~~~~~~~~~~~  ^^^^^^^^^^^^^^^^^
        hint: write "ops.example.com"

== written so
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "a" if any(tls.client_cert.san.dns[*] == "admin.example.com")
    allow "b" if has_value(tls.client_cert.san.dns, "ops.example.com")
    default block
warns

== a path without its slash, with an empty segment, an escape in lower case, a query
policy
    block "a" if http.request.uri.path == "admin"
    block "b" if http.request.uri.path in {"/a//b" "/a%3b" "/c/../d" "/e?f=g" "/h i"}
    block "c" if http.request.uri.path contains "/../"
    default block
warns
    policy:1:39: warning[W1052]: no value of 'http.request.uri.path' can match 'admin': it begins with /
        block "a" if http.request.uri.path == "admin"
                     ~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^
        hint: write "/admin"
    policy:2:40: warning[W1052]: no value of 'http.request.uri.path' can match '/a//b': it is a path in canonical form
        block "b" if http.request.uri.path in {"/a//b" "/a%3b" "/c/../d" "/e?f=g" "/h i"}
                     ~~~~~~~~~~~~~~~~~~~~~     ^^^^^^^
        hint: write "/a/b"
    policy:2:48: warning[W1052]: no value of 'http.request.uri.path' can match '/a%3b': it is a path in canonical form
        block "b" if http.request.uri.path in {"/a//b" "/a%3b" "/c/../d" "/e?f=g" "/h i"}
                     ~~~~~~~~~~~~~~~~~~~~~             ^^^^^^^
        hint: write "/a%3B"
    policy:2:56: warning[W1052]: no value of 'http.request.uri.path' can match '/c/../d': it is a path in canonical form
        block "b" if http.request.uri.path in {"/a//b" "/a%3b" "/c/../d" "/e?f=g" "/h i"}
                     ~~~~~~~~~~~~~~~~~~~~~                     ^^^^^^^^^
        hint: write "/d"
    policy:2:66: warning[W1052]: no value of 'http.request.uri.path' can match '/e?f=g': the query is not part of it
        block "b" if http.request.uri.path in {"/a//b" "/a%3b" "/c/../d" "/e?f=g" "/h i"}
                     ~~~~~~~~~~~~~~~~~~~~~                               ^^^^^^^^
        hint: write "/e"
    policy:2:75: warning[W1052]: no value of 'http.request.uri.path' can match '/h i': it is a path in canonical form
        block "b" if http.request.uri.path in {"/a//b" "/a%3b" "/c/../d" "/e?f=g" "/h i"}
                     ~~~~~~~~~~~~~~~~~~~~~                                        ^^^^^^
        hint: write "/h%20i"
    policy:3:45: warning[W1052]: no value of 'http.request.uri.path' can match '/../': it is a path in canonical form
        block "c" if http.request.uri.path contains "/../"
                     ~~~~~~~~~~~~~~~~~~~~~          ^^^^^^
        hint: raw.http.request.uri.path is the path as sent

== canonical paths
policy
    block "a" if http.request.uri.path == "/admin"
    block "b" if http.request.uri.path in {"/a/b" "/a%3B" "/d" "/e" "/h%20i" "*"}
    block "c" if raw.http.request.uri.path contains "/../"
    block "d" if http.request.uri.path contains ".." or ends_with(http.request.uri.path, "admin")
    default block
warns

== a path that puts a request in error is never compared
policy
    block "a" if http.request.uri.path == "/x%2Fy"
    block "b" if http.request.uri.path wildcard "/static/*/../*"
    default block
warns
    policy:1:39: warning[W1052]: no value of 'http.request.uri.path' can match '/x%2Fy': it is a path in canonical form
        block "a" if http.request.uri.path == "/x%2Fy"
                     ~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^
        hint: an encoded slash puts the path of a request in error
    policy:2:45: warning[W1052]: no value of 'http.request.uri.path' can match '/static/*/../*': it is a path in canonical form
        block "b" if http.request.uri.path wildcard "/static/*/../*"
                     ~~~~~~~~~~~~~~~~~~~~~          ^^^^^^^^^^^^^^^^
        hint: raw.http.request.uri.path is the path as sent

== the path as it was sent
policy
    block "a" if raw.http.request.uri.path == "/x%2Fy"
    block "b" if raw.http.request.uri.path wildcard "/static/*/../*"
    default block
warns

== capitals against lower(), and small letters against upper()
policy
    block "a" if lower(http.user_agent) contains "Curl"
    block "b" if upper(http.request.method) in {"GET" "post"}
    block "c" if http.request.uri.path.extension == "PHP"
    default block
warns
    policy:1:46: warning[W1053]: no value of 'lower(http.user_agent)' can match 'Curl': it is in lower case
        block "a" if lower(http.user_agent) contains "Curl"
                     ~~~~~~~~~~~~~~~~~~~~~~          ^^^^^^
        hint: write "curl"
    policy:2:51: warning[W1053]: no value of 'upper(http.request.method)' can match 'post': it is in upper case
        block "b" if upper(http.request.method) in {"GET" "post"}
                     ~~~~~~~~~~~~~~~~~~~~~~~~~~           ^^^^^^
        hint: write "POST"
    policy:3:49: warning[W1053]: no value of 'http.request.uri.path.extension' can match 'PHP': it is in lower case
        block "c" if http.request.uri.path.extension == "PHP"
                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^
        hint: write "php"

== in the case that they leave
policy
    block "a" if lower(http.user_agent) contains "curl"
    block "b" if upper(http.request.method) in {"GET" "POST"}
    block "c" if http.request.uri.path.extension == "php"
    default block
warns

== keys of headers are in lower case, whatever the client sent
policy
    block "a" if any(http.request.headers["X-Debug"][*] == "1")
    block "b" if has_key(http.request.headers, "Authorization")
    block "c" if any(http.request.headers.names[*] == "X-Old")
    default block
warns
    policy:1:39: warning[W1054]: 'http.request.headers' has no key 'X-Debug': its keys are in lower case
        block "a" if any(http.request.headers["X-Debug"][*] == "1")
                         ~~~~~~~~~~~~~~~~~~~~ ^^^^^^^^^
        hint: write "x-debug"
    policy:2:44: warning[W1054]: 'http.request.headers' has no key 'Authorization': its keys are in lower case
        block "b" if has_key(http.request.headers, "Authorization")
                             ~~~~~~~~~~~~~~~~~~~~  ^^^^^^^^^^^^^^^
        hint: write "authorization"
    policy:3:51: warning[W1053]: no value of 'http.request.headers.names[*]' can match 'X-Old': it is in lower case
        block "c" if any(http.request.headers.names[*] == "X-Old")
                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^
        hint: write "x-old"

== written so
policy
    block "a" if any(http.request.headers["x-debug"][*] == "1")
    block "b" if has_key(http.request.headers, "authorization")
    block "c" if any(http.request.headers.names[*] == "x-old")
    block "d" if has_key(http.request.cookies, "SID")
    default block
warns

== a pattern in an allow that says neither where it begins nor where it ends
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "api" if http.host matches "api\.example\.com"
    default block
warns
    policy:2:34: warning[W1055]: this pattern leaves open how 'http.host' begins and ends
        allow "api" if http.host matches "api\.example\.com"
                       ~~~~~~~~~         ^^^^^^^^^^^^^^^^^^^
        hint: write "^api\.example\.com$", with .* where anything may stand

== anchored at one end it is open at the other
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "a" if http.request.uri.path matches "^/api/v[0-9]+/"
    allow anonymous "b" if http.request.uri.path matches r"\.(css|js)$"
    allow "c" if any(tls.client_cert.san.uri[*] matches "^spiffe://example\.org/[a-z]+")
    default block
warns
    policy:2:44: warning[W1055]: this pattern leaves open how 'http.request.uri.path' ends
        allow "a" if http.request.uri.path matches "^/api/v[0-9]+/"
                     ~~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^^^^^^^
        hint: write "^/api/v[0-9]+/$", with .* where anything may stand
    policy:3:54: warning[W1055]: this pattern leaves open how 'http.request.uri.path' begins
        allow anonymous "b" if http.request.uri.path matches r"\.(css|js)$"
                               ~~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^^^^^
        hint: write r"^\.(css|js)$", with .* where anything may stand
    policy:4:53: warning[W1055]: this pattern leaves open how 'tls.client_cert.san.uri[*]' ends
        allow "c" if any(tls.client_cert.san.uri[*] matches "^spiffe://example\.org/[a-z]+")
                         ~~~~~~~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: write "^spiffe://example\.org/[a-z]+$", with .* where anything may stand

== alternatives are anchored each by itself
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "a" if http.host matches "^api\.example\.com|admin\.example\.com$"
    default block
warns
    policy:2:32: warning[W1055]: this pattern leaves open how 'http.host' begins and ends
        allow "a" if http.host matches "^api\.example\.com|admin\.example\.com$"
                     ~~~~~~~~~         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: write "^(?:api\.example\.com|admin\.example\.com)$", with .* where anything may stand

== anchored at both ends
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "a" if http.host matches "^(?:api|admin)\.example\.com$"
    allow "b" if http.request.uri.path matches "^/api/v[0-9]+/.*$"
    allow "c" if http.host matches "^x[0-9]\.example\.com$|^y[0-9]\.example\.com$"
    allow "d" if any(tls.client_cert.san.uri[*] matches "^spiffe://example\.org/[a-z]+$")
    allow "e" if http.host matches "^z[0-9]\.example\.com$" and not http.request.uri.path matches "(?i)/debug[0-9]"
    default block
warns

== who is kept out, and other fields, may be searched for anywhere
policy
    block "a" if http.request.uri.path matches "/(?:wp|cgi)-[a-z]+"
    log "b" if http.user_agent matches "(?:curl|wget)/[0-9]"
    default block
warns

== a dot that stands for any byte
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "a" if http.host matches "^(?:api|admin).example.com$"
    allow "b" if http.host matches r#"^x[.][0-9].example\.com$"#
    default block
warns
    policy:2:47: warning[W1056]: this '.' stands for any byte
        allow "a" if http.host matches "^(?:api|admin).example.com$"
                     ~~~~~~~~~                        ^
        hint: write "^(?:api|admin)\.example\.com$"
    policy:3:45: warning[W1056]: this '.' stands for any byte
        allow "b" if http.host matches r#"^x[.][0-9].example\.com$"#
                     ~~~~~~~~~                      ^
        hint: write r#"^x[.][0-9]\.example\.com$"#

== an escaped one, one in a class, and any run of bytes
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "a" if http.host matches "^(?:api|admin)\.example\.com$"
    allow "b" if http.host matches r#"^x[.][0-9]\.example\.com$"#
    allow "c" if http.request.uri.path matches "^/[^.]+/.*\.(?:css|js)$"
    default block
warns

== both at once
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "a" if http.host matches "api.example.com"
    default block
warns
    policy:2:32: warning[W1055]: this pattern leaves open how 'http.host' begins and ends
        allow "a" if http.host matches "api.example.com"
                     ~~~~~~~~~         ^^^^^^^^^^^^^^^^^
        hint: write "^api\.example\.com$", with .* where anything may stand
    policy:2:36: warning[W1056]: this '.' stands for any byte
        allow "a" if http.host matches "api.example.com"
                     ~~~~~~~~~             ^
        hint: write "^api\.example\.com$"

== patterns that are a plain equality, prefix or suffix
policy
    block "a" if http.user_agent matches "^curl$"
    block "b" if http.user_agent matches "^curl/"
    block "c" if http.user_agent matches r"[.]example$"
    block "d" if http.cookie matches "^a=.*"
    block "e" if http.host matches "^.*\.example\.org$"
    block "f" if any(http.request.headers.values[*] matches "^\"x$")
    default block
warns
    policy:1:38: warning[W1057]: this pattern is a plain equality
        block "a" if http.user_agent matches "^curl$"
                                             ^^^^^^^^
        hint: http.user_agent == "curl"
    policy:2:38: warning[W1057]: this pattern is a plain prefix
        block "b" if http.user_agent matches "^curl/"
                                             ^^^^^^^^
        hint: starts_with(http.user_agent, "curl/")
    policy:3:38: warning[W1057]: this pattern is a plain suffix
        block "c" if http.user_agent matches r"[.]example$"
                                             ^^^^^^^^^^^^^^
        hint: ends_with(http.user_agent, ".example")
    policy:4:34: warning[W1057]: this pattern is a plain prefix
        block "d" if http.cookie matches "^a=.*"
                                         ^^^^^^^
        hint: starts_with(http.cookie, "a=")
    policy:5:32: warning[W1057]: this pattern is a plain suffix
        block "e" if http.host matches "^.*\.example\.org$"
                                       ^^^^^^^^^^^^^^^^^^^^
        hint: ends_with(http.host, ".example.org")
    policy:6:57: warning[W1057]: this pattern is a plain equality
        block "f" if any(http.request.headers.values[*] matches "^\"x$")
                                                                ^^^^^^^
        hint: http.request.headers.values[*] == "\"x"

== said plainly; and what only looks like it
policy
    block "a" if http.user_agent == "curl"
    block "b" if starts_with(http.user_agent, "wget/")
    block "c" if ends_with(http.user_agent, ".example")
    block "d" if http.cookie matches "^a=.*;$"
    block "e" if http.user_agent matches "(?i)^bot$"
    block "f" if http.user_agent matches "(?m)^x$"
    block "g" if http.user_agent matches "libwww"
    default block
warns

== a prefix of a path that ends within a segment
policy
    block "a" if starts_with(http.request.uri.path, "/admin")
    block "b" if http.request.uri.path wildcard "/Internal*"
    block "c" if http.request.uri.path strict wildcard "/static*"
    block "d" if http.request.uri.path matches "^/v1/users"
    default block
warns
    policy:1:14: warning[W1058]: '/admin' also begins '/admin-other'
        block "a" if starts_with(http.request.uri.path, "/admin")
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: path_under(http.request.uri.path, "/admin")
    policy:2:14: warning[W1058]: '/internal' also begins '/internal-other'
        block "b" if http.request.uri.path wildcard "/Internal*"
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: path_under(lower(http.request.uri.path), "/internal")
    policy:3:14: warning[W1058]: '/static' also begins '/static-other'
        block "c" if http.request.uri.path strict wildcard "/static*"
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: path_under(http.request.uri.path, "/static")
    policy:4:14: warning[W1058]: '/v1/users' also begins '/v1/users-other'
        block "d" if http.request.uri.path matches "^/v1/users"
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: path_under(http.request.uri.path, "/v1/users")

== a whole segment, or a prefix that ends in a sign
policy
    block "a" if path_under(http.request.uri.path, "/admin")
    block "b" if http.request.uri.path wildcard "/Internal/*"
    block "c" if starts_with(http.request.uri.path, "/static/")
    block "d" if starts_with(http.request.uri.path, "/img-") or starts_with(http.request.uri.query, "/admin")
    block "e" if starts_with(http.request.uri.path, "/")
    default block
warns

== a name matched as text, where one attribute can hold another
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "a" if cf.tls_client_auth.cert_subject_dn contains "OU=Admin"
    allow "b" if ends_with(cf.tls_client_auth.cert_subject_dn_rfc2253, ",O=Example,C=US")
    allow "c" if cf.tls_client_auth.cert_subject_dn_legacy contains "/OU=ops"
    allow "d" if starts_with(cf.tls_client_auth.cert_issuer_dn, "CN=Fleet")
    allow "e" if cf.tls_client_auth.cert_subject_dn wildcard "*OU=Ops*"
    allow "f" if cf.tls_client_auth.cert_subject_dn matches "OU=(?:Admin|Ops)[0-9],"
    allow "g" if cf.tls_client_auth.cert_subject_dn_legacy == "/O=Example/CN=ops"
    allow "h" if cf.tls_client_auth.cert_subject_dn contains "Admin"
    allow "i" if cf.tls_client_auth.cert_issuer_dn matches "^.*,OU=Ops,.*$"
    default block
warns
    policy:2:14: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn' is matched as text: a CN of 'x,OU=Admin' holds it, too
        allow "a" if cf.tls_client_auth.cert_subject_dn contains "OU=Admin"
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.subject.ou[*] == "Admin")
    policy:3:14: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn_rfc2253' is matched as text: a CN of 'x,O=Example,C=US' holds it, too
        allow "b" if ends_with(cf.tls_client_auth.cert_subject_dn_rfc2253, ",O=Example,C=US")
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.subject.o[*] == "Example") and any(tls.client_cert.subject.c[*] == "US")
    policy:4:14: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn_legacy' is matched as text: a CN of 'x/OU=ops' holds it, too
        allow "c" if cf.tls_client_auth.cert_subject_dn_legacy contains "/OU=ops"
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.subject.ou[*] == "ops")
    policy:5:14: warning[W1060]: 'cf.tls_client_auth.cert_issuer_dn' is matched as text: a longer value begins like it
        allow "d" if starts_with(cf.tls_client_auth.cert_issuer_dn, "CN=Fleet")
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.issuer.cn[*] == "Fleet")
    policy:6:14: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn' is matched as text: a CN of 'x,OU=Ops' holds it, too
        allow "e" if cf.tls_client_auth.cert_subject_dn wildcard "*OU=Ops*"
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.subject.ou[*] == "Ops")
    policy:7:14: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn' is matched as text: the value of another attribute can hold it
        allow "f" if cf.tls_client_auth.cert_subject_dn matches "OU=(?:Admin|Ops)[0-9],"
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: match the attribute: any(tls.client_cert.subject.ou[*] matches "^...$")
    policy:7:57: warning[W1055]: this pattern leaves open how 'cf.tls_client_auth.cert_subject_dn' begins and ends
        allow "f" if cf.tls_client_auth.cert_subject_dn matches "OU=(?:Admin|Ops)[0-9],"
                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^^^^^^^^^^^^^^^
        hint: write "^OU=(?:Admin|Ops)[0-9],$", with .* where anything may stand
    policy:8:14: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn_legacy' is matched as text: its values may hold '/' and look like several
        allow "g" if cf.tls_client_auth.cert_subject_dn_legacy == "/O=Example/CN=ops"
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.subject.o[*] == "Example") and any(tls.client_cert.subject.cn[*] == "ops")
    policy:9:14: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn' is matched as text: a CN of 'x,Admin' holds it, too
        allow "h" if cf.tls_client_auth.cert_subject_dn contains "Admin"
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name the attribute: any(tls.client_cert.subject.cn[*] == ...)
    policy:10:14: warning[W1060]: 'cf.tls_client_auth.cert_issuer_dn' is matched as text: the value of another attribute can hold it
        allow "i" if cf.tls_client_auth.cert_issuer_dn matches "^.*,OU=Ops,.*$"
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: match the attribute: any(tls.client_cert.issuer.ou[*] matches "^...$")

== the attribute itself, or all of the name
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "a" if any(tls.client_cert.subject.ou[*] == "Admin")
    allow "b" if cf.tls_client_auth.cert_subject_dn == "CN=ops,O=Example,C=US"
    allow "c" if cf.tls_client_auth.cert_subject_dn in {"CN=a,O=Example" "CN=b,O=Example"}
    allow "d" if starts_with(cf.tls_client_auth.cert_issuer_dn, "CN=Fleet Root,")
    allow "e" if cf.tls_client_auth.cert_subject_dn matches "^CN=[^,]+,O=Example$"
    default block
warns

== of an attribute without a field nothing better can be said; a log decides nothing
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "a" if cf.tls_client_auth.cert_subject_dn contains "L=Berlin,O=Example"
    log "b" if cf.tls_client_auth.cert_issuer_dn contains "OU=2019"
    default block
warns

== a number that begins with 0 is octal
policy
    block "a" if http.request.timestamp.msec == 010
    block "b" if http.request.timestamp.msec in {-0017 0100..0200 5}
    default block
warns
    policy:1:45: warning[W1061]: '010' begins with 0, so it is octal: 8
        block "a" if http.request.timestamp.msec == 010
                                                    ^^^
        hint: write 8, or 10 if that is meant
    policy:2:46: warning[W1061]: '-0017' begins with 0, so it is octal: -15
        block "b" if http.request.timestamp.msec in {-0017 0100..0200 5}
                                                     ^^^^^
        hint: write -15, or -17 if that is meant
    policy:2:52: warning[W1061]: '0100' begins with 0, so it is octal: 64
        block "b" if http.request.timestamp.msec in {-0017 0100..0200 5}
                                                           ^^^^^^^^^^
        hint: write 64, or 100 if that is meant
    policy:2:52: warning[W1061]: '0200' begins with 0, so it is octal: 128
        block "b" if http.request.timestamp.msec in {-0017 0100..0200 5}
                                                           ^^^^^^^^^^
        hint: write 128, or 200 if that is meant

== without it it is decimal, and below eight there is no difference
policy
    block "a" if http.request.timestamp.msec == 10
    block "b" if http.request.timestamp.msec in {-17 100..200 07 0}
    default block
warns

== members that stand twice
policy
    block "a" if http.request.method in {"PUT" "POST" "PUT"}
    block "b" if http.request.timestamp.msec in {5 0x5 7..9 8}
    block "c" if ip.src in {192.0.2.7 192.0.2.0/24 2001:db8::1 2001:db8:0::1}
    default block
warns
    policy:1:51: warning[W1062]: 'PUT' is a member already
        block "a" if http.request.method in {"PUT" "POST" "PUT"}
                                             ~~~~~        ^^^^^
        hint: leave it out, or write the one that was meant
    policy:2:48: warning[W1062]: '0x5' is a member already
        block "b" if http.request.timestamp.msec in {5 0x5 7..9 8}
                                                     ~ ^^^
        hint: leave it out, or write the one that was meant
    policy:2:57: warning[W1062]: '8' is a member already
        block "b" if http.request.timestamp.msec in {5 0x5 7..9 8}
                                                           ~~~~ ^
        hint: leave it out, or write the one that was meant
    policy:3:25: warning[W1062]: '192.0.2.7' is a member already
        block "c" if ip.src in {192.0.2.7 192.0.2.0/24 2001:db8::1 2001:db8:0::1}
                                ^^^^^^^^^ ~~~~~~~~~~~~
        hint: leave it out, or write the one that was meant
    policy:3:60: warning[W1062]: '2001:db8:0::1' is a member already
        block "c" if ip.src in {192.0.2.7 192.0.2.0/24 2001:db8::1 2001:db8:0::1}
                                                       ~~~~~~~~~~~ ^^^^^^^^^^^^^
        hint: leave it out, or write the one that was meant

== once
policy
    block "a" if http.request.method in {"PUT" "POST" "put"}
    block "b" if http.request.timestamp.msec in {5 7..9 10}
    block "c" if ip.src in {192.0.2.0/24 192.0.3.7 2001:db8::1 ::/127}
    default block
warns

== ranges that overlap
policy
    block "a" if http.request.timestamp.msec in {10..20 1..12}
    block "b" if ip.src in {192.0.2.0..192.0.2.9 192.0.2.5..192.0.2.20}
    default block
warns
    policy:1:53: warning[W1063]: '1..12' and '10..20' overlap
        block "a" if http.request.timestamp.msec in {10..20 1..12}
                                                     ~~~~~~ ^^^^^
        hint: both together are 1..20
    policy:2:46: warning[W1063]: '192.0.2.5..192.0.2.20' and '192.0.2.0..192.0.2.9' overlap
        block "b" if ip.src in {192.0.2.0..192.0.2.9 192.0.2.5..192.0.2.20}
                                ~~~~~~~~~~~~~~~~~~~~ ^^^^^^^^^^^^^^^^^^^^^
        hint: both together are 192.0.2.0..192.0.2.20

== ranges that touch
policy
    block "a" if http.request.timestamp.msec in {10..20 1..9}
    block "b" if ip.src in {192.0.2.0..192.0.2.9 192.0.2.10..192.0.2.20}
    default block
warns

== lists compare their items as they are kept
policy
    list $lost serial { "4A:0C" "17" "4a0c" }
    list $ours host { "api.example.com" "*.example.com" "API.example.com." }
    block "a" if cf.tls_client_auth.cert_verified and cf.tls_client_auth.cert_serial in $lost
    block "b" if http.host in $ours
    default block
warns
    policy:1:34: warning[W1062]: '4a0c' is a member already
        list $lost serial { "4A:0C" "17" "4a0c" }
                            ~~~~~~~      ^^^^^^
        hint: leave it out, or write the one that was meant
    policy:2:53: warning[W1062]: 'API.example.com.' is a member already
        list $ours host { "api.example.com" "*.example.com" "API.example.com." }
                          ~~~~~~~~~~~~~~~~~                 ^^^^^^^^^^^^^^^^^^
        hint: leave it out, or write the one that was meant

== and say each once
policy
    list $lost serial { "4A:0C" "17" }
    list $ours host { "api.example.com" "*.example.com" }
    block "a" if cf.tls_client_auth.cert_verified and cf.tls_client_auth.cert_serial in $lost
    block "b" if http.host in $ours
    default block
warns

== of a list file the line is the second place
policy
    list $networks ip from "lists/twice.txt"
    block "a" if ip.src in $networks
    default block
warns
    policy:1:24: warning[W1062]: '192.0.2.7' is a member already
        list $networks ip from "lists/twice.txt"
                               ^^^^^^^^^^^^^^^^^
        hint: line 2 has '192.0.2.0/24'
    lists/twice.txt:4:1: note: the other place is here
        192.0.2.7
        ~~~~~~~~~

== where the list is named it can be silenced
policy
    # lint: allow W1062
    list $networks ip from "lists/twice.txt"
    block "a" if ip.src in $networks
    default block
warns

== bounds that no value passes
policy
    block "a" if len(http.cookie) < 0
    block "b" if len(http.request.headers) >= 0
    block "c" if bit_slice(http.cookie, 0, 8) > 4294967295
    default block
warns
    policy:1:14: warning[W1064]: 'len(http.cookie)' is never less than 0: this is never true
        block "a" if len(http.cookie) < 0
                     ^^^^^^^^^^^^^^^^^^^^
        hint: len(http.cookie) == 0 is what is empty, > 0 what is not
    policy:2:14: warning[W1064]: 'len(http.request.headers)' is never less than 0: this is true whenever there is one
        block "b" if len(http.request.headers) >= 0
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: len(http.request.headers) == 0 is what is empty, > 0 what is not
    policy:3:14: warning[W1064]: 'bit_slice(http.cookie, 0, 8)' is never more than 4294967295: this is never true
        block "c" if bit_slice(http.cookie, 0, 8) > 4294967295
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: it is 0..4294967295

== bounds that some values pass
policy
    block "a" if len(http.cookie) == 0
    block "b" if len(http.request.headers) > 0
    block "c" if bit_slice(http.cookie, 0, 8) > 255
    default block
warns
