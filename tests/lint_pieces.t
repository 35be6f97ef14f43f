# Literals for parts of values: hosts, paths, serials, names. In each policy the
# rules that nothing is said of are the neighbours of those that are.

== pieces of a host: what no host begins with, ends with or holds
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "dot in front" if starts_with(http.host, ".a")
    allow "port" if starts_with(http.host, "a:80")
    allow "address" if starts_with(http.host, "[2001:db8:")
    allow "dot behind" if ends_with(http.host, "example.")
    allow "port behind" if ends_with(http.host, "example:8443")
    allow "address behind" if ends_with(http.host, "::1]")
    allow "both" if ends_with(http.host, ".Example.")
    allow "two dots" if http.host contains "a..b"
    allow "capitals" if http.host contains "Exam"
    allow "blank" if http.host contains "a b"
    allow "under" if http.host contains "a_b-1"
    allow "nothing" if ends_with(http.host, "")
    default block
warns
    policy:2:25: warning[W1030]: 'starts_with(http.host, ".a")' is true of other hosts too
        allow "dot in front" if starts_with(http.host, ".a")
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(http.host, ".example.com")
    policy:2:48: warning[W1051]: no value of 'http.host' can match '.a': it is a host in lower case, without port and trailing dot
        allow "dot in front" if starts_with(http.host, ".a")
                                            ~~~~~~~~~  ^^^^
    policy:3:17: warning[W1030]: 'starts_with(http.host, "a:80")' is true of other hosts too
        allow "port" if starts_with(http.host, "a:80")
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(http.host, ".example.com")
    policy:3:40: warning[W1051]: no value of 'http.host' can match 'a:80': it is a host in lower case, without port and trailing dot
        allow "port" if starts_with(http.host, "a:80")
                                    ~~~~~~~~~  ^^^^^^
        hint: write "a"
    policy:4:20: warning[W1030]: 'starts_with(http.host, "[2001:db8:")' is true of other hosts too
        allow "address" if starts_with(http.host, "[2001:db8:")
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(http.host, ".example.com")
    policy:5:23: warning[W1030]: 'ends_with(http.host, "example.")' is true of other hosts too
        allow "dot behind" if ends_with(http.host, "example.")
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(http.host, ".example.com")
    policy:5:44: warning[W1051]: no value of 'http.host' can match 'example.': it is a host in lower case, without port and trailing dot
        allow "dot behind" if ends_with(http.host, "example.")
                                        ~~~~~~~~~  ^^^^^^^^^^
        hint: write "example"
    policy:6:24: warning[W1030]: 'ends_with(http.host, "example:8443")' is true of other hosts too
        allow "port behind" if ends_with(http.host, "example:8443")
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(http.host, ".example.com")
    policy:6:45: warning[W1051]: no value of 'http.host' can match 'example:8443': it is a host in lower case, without port and trailing dot
        allow "port behind" if ends_with(http.host, "example:8443")
                                         ~~~~~~~~~  ^^^^^^^^^^^^^^
        hint: write "example"
    policy:7:27: warning[W1030]: 'ends_with(http.host, "::1]")' is true of other hosts too
        allow "address behind" if ends_with(http.host, "::1]")
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(http.host, ".example.com")
    policy:8:38: warning[W1051]: no value of 'http.host' can match '.Example.': it is a host in lower case, without port and trailing dot
        allow "both" if ends_with(http.host, ".Example.")
                                  ~~~~~~~~~  ^^^^^^^^^^^
        hint: write ".example"
    policy:9:21: warning[W1030]: 'http.host contains "a..b"' is true of other hosts too
        allow "two dots" if http.host contains "a..b"
                            ^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(http.host, ".example.com")
    policy:9:40: warning[W1051]: no value of 'http.host' can match 'a..b': it is a host in lower case, without port and trailing dot
        allow "two dots" if http.host contains "a..b"
                            ~~~~~~~~~          ^^^^^^
    policy:10:21: warning[W1030]: 'http.host contains "Exam"' is true of other hosts too
        allow "capitals" if http.host contains "Exam"
                            ^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(http.host, ".example.com")
    policy:10:40: warning[W1051]: no value of 'http.host' can match 'Exam': it is a host in lower case, without port and trailing dot
        allow "capitals" if http.host contains "Exam"
                            ~~~~~~~~~          ^^^^^^
        hint: write "exam"
    policy:11:18: warning[W1030]: 'http.host contains "a b"' is true of other hosts too
        allow "blank" if http.host contains "a b"
                         ^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(http.host, ".example.com")
    policy:11:37: warning[W1051]: no value of 'http.host' can match 'a b': it is a host in lower case, without port and trailing dot
        allow "blank" if http.host contains "a b"
                         ~~~~~~~~~          ^^^^^
    policy:12:18: warning[W1030]: 'http.host contains "a_b-1"' is true of other hosts too
        allow "under" if http.host contains "a_b-1"
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(http.host, ".example.com")

== pieces of a path
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "half an escape" if ends_with(http.request.uri.path, "/a%2")
    allow "cut" if http.request.uri.path contains "/a%2"
    allow "lower" if http.request.uri.path == "/a%c3%a4"
    allow "upper" if http.request.uri.path == "/a%C3%A4"
    allow "half lower" if http.request.uri.path == "/a%Cf"
    allow "digits" if http.request.uri.path == "/a%411"
    allow "plain" if http.request.uri.path == "/a%7E"
    allow "semicolon" if http.request.uri.path == "/a%3Bb"
    allow "NUL" if http.request.uri.path == "/a%00"
    allow "backslash" if http.request.uri.path == "/a%5Cb"
    allow "byte" if http.request.uri.path == "/a b"
    allow "control" if http.request.uri.path == "/a\x01"
    allow "two" if http.request.uri.path == "//a"
    allow "dot" if http.request.uri.path == "/a/./b"
    allow "dots" if http.request.uri.path == "/a/../b"
    allow "dot behind" if http.request.uri.path == "/a/."
    allow "dots behind" if ends_with(http.request.uri.path, "/..")
    allow "begin" if starts_with(http.request.uri.path, "/a/.")
    allow "query" if http.request.uri.path == "/a?b"
    allow "no slash" if http.request.uri.path == "a/b"
    allow "star" if http.request.uri.path == "*"
    allow "empty" if http.request.uri.path == ""
    allow "nothing" if ends_with(http.request.uri.path, "")
    allow "inside" if http.request.uri.path contains "/../"
    default block
warns
    policy:2:60: warning[W1052]: no value of 'http.request.uri.path' can match '/a%2': it is a path in canonical form
        allow "half an escape" if ends_with(http.request.uri.path, "/a%2")
                                            ~~~~~~~~~~~~~~~~~~~~~  ^^^^^^
        hint: raw.http.request.uri.path is the path as sent
    policy:4:43: warning[W1052]: no value of 'http.request.uri.path' can match '/a%c3%a4': it is a path in canonical form
        allow "lower" if http.request.uri.path == "/a%c3%a4"
                         ~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^^^
        hint: write "/a%C3%A4"
    policy:6:48: warning[W1052]: no value of 'http.request.uri.path' can match '/a%Cf': it is a path in canonical form
        allow "half lower" if http.request.uri.path == "/a%Cf"
                              ~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^
        hint: write "/a%CF"
    policy:7:44: warning[W1052]: no value of 'http.request.uri.path' can match '/a%411': it is a path in canonical form
        allow "digits" if http.request.uri.path == "/a%411"
                          ~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^
        hint: write "/aA1"
    policy:8:43: warning[W1052]: no value of 'http.request.uri.path' can match '/a%7E': it is a path in canonical form
        allow "plain" if http.request.uri.path == "/a%7E"
                         ~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^
        hint: write "/a~"
    policy:10:41: warning[W1052]: no value of 'http.request.uri.path' can match '/a%00': it is a path in canonical form
        allow "NUL" if http.request.uri.path == "/a%00"
                       ~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^
        hint: an encoded NUL puts the path of a request in error
    policy:11:47: warning[W1052]: no value of 'http.request.uri.path' can match '/a%5Cb': it is a path in canonical form
        allow "backslash" if http.request.uri.path == "/a%5Cb"
                             ~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^
        hint: an encoded backslash puts the path of a request in error
    policy:12:42: warning[W1052]: no value of 'http.request.uri.path' can match '/a b': it is a path in canonical form
        allow "byte" if http.request.uri.path == "/a b"
                        ~~~~~~~~~~~~~~~~~~~~~    ^^^^^^
        hint: write "/a%20b"
    policy:13:45: warning[W1052]: no value of 'http.request.uri.path' can match '/a\x01': it is a path in canonical form
        allow "control" if http.request.uri.path == "/a\x01"
                           ~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^
        hint: write "/a%01"
    policy:14:41: warning[W1052]: no value of 'http.request.uri.path' can match '//a': it is a path in canonical form
        allow "two" if http.request.uri.path == "//a"
                       ~~~~~~~~~~~~~~~~~~~~~    ^^^^^
        hint: write "/a"
    policy:15:41: warning[W1052]: no value of 'http.request.uri.path' can match '/a/./b': it is a path in canonical form
        allow "dot" if http.request.uri.path == "/a/./b"
                       ~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^
        hint: write "/a/b"
    policy:16:42: warning[W1052]: no value of 'http.request.uri.path' can match '/a/../b': it is a path in canonical form
        allow "dots" if http.request.uri.path == "/a/../b"
                        ~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^^
        hint: write "/b"
    policy:17:48: warning[W1052]: no value of 'http.request.uri.path' can match '/a/.': it is a path in canonical form
        allow "dot behind" if http.request.uri.path == "/a/."
                              ~~~~~~~~~~~~~~~~~~~~~    ^^^^^^
        hint: write "/a/"
    policy:18:57: warning[W1052]: no value of 'http.request.uri.path' can match '/..': it is a path in canonical form
        allow "dots behind" if ends_with(http.request.uri.path, "/..")
                                         ~~~~~~~~~~~~~~~~~~~~~  ^^^^^
        hint: raw.http.request.uri.path is the path as sent
    policy:20:43: warning[W1052]: no value of 'http.request.uri.path' can match '/a?b': the query is not part of it
        allow "query" if http.request.uri.path == "/a?b"
                         ~~~~~~~~~~~~~~~~~~~~~    ^^^^^^
        hint: write "/a"
    policy:21:46: warning[W1052]: no value of 'http.request.uri.path' can match 'a/b': it begins with /
        allow "no slash" if http.request.uri.path == "a/b"
                            ~~~~~~~~~~~~~~~~~~~~~    ^^^^^
        hint: write "/a/b"
    policy:23:43: warning[W1052]: no value of 'http.request.uri.path' can match '': the shortest path is /
        allow "empty" if http.request.uri.path == ""
                         ~~~~~~~~~~~~~~~~~~~~~    ^^
        hint: write "/"
    policy:25:50: warning[W1052]: no value of 'http.request.uri.path' can match '/../': it is a path in canonical form
        allow "inside" if http.request.uri.path contains "/../"
                          ~~~~~~~~~~~~~~~~~~~~~          ^^^^^^
        hint: raw.http.request.uri.path is the path as sent

== serials, fingerprints and key identifiers in pieces
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "sign" if starts_with(cf.tls_client_auth.cert_serial, "-0A")
    allow "sign behind" if ends_with(cf.tls_client_auth.cert_serial, "-0A")
    allow "sign alone" if cf.tls_client_auth.cert_serial == "-"
    allow "odd" if starts_with(cf.tls_client_auth.cert_serial, "0A1")
    allow "dashes" if cf.tls_client_auth.cert_serial == "0A-1B-2C"
    allow "dots" if cf.tls_client_auth.cert_serial == "0A.1B"
    allow "blanks" if cf.tls_client_auth.cert_serial == "0a 1b"
    allow "no hex" if cf.tls_client_auth.cert_serial == "0x0G"
    allow "sha256" if cf.tls_client_auth.cert_fingerprint_sha256 == "ab"
    allow "sha1" if cf.tls_client_auth.cert_fingerprint_sha1 == "ab"
    allow "odd one" if cf.tls_client_auth.cert_fingerprint_sha1 == "abc"
    allow "capitals" if cf.tls_client_auth.cert_fingerprint_sha1 == "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709"
    allow "none" if cf.tls_client_auth.cert_fingerprint_sha1 == ""
    default block
warns
    policy:3:66: warning[W1050]: no value of 'cf.tls_client_auth.cert_serial' can match '-0A': it is upper-case hex without separators
        allow "sign behind" if ends_with(cf.tls_client_auth.cert_serial, "-0A")
                                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ^^^^^
        hint: a part of it: starts_with(cf.tls_client_auth.cert_serial, "-0A")
    policy:4:57: warning[W1050]: no value of 'cf.tls_client_auth.cert_serial' can match '-': it has two digits an octet
        allow "sign alone" if cf.tls_client_auth.cert_serial == "-"
                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^
        hint: a part of it: starts_with(cf.tls_client_auth.cert_serial, "-")
    policy:6:53: warning[W1050]: no value of 'cf.tls_client_auth.cert_serial' can match '0A-1B-2C': it is upper-case hex without separators
        allow "dashes" if cf.tls_client_auth.cert_serial == "0A-1B-2C"
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^^^
        hint: write "0A1B2C"
    policy:7:51: warning[W1050]: no value of 'cf.tls_client_auth.cert_serial' can match '0A.1B': it is upper-case hex without separators
        allow "dots" if cf.tls_client_auth.cert_serial == "0A.1B"
                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^
        hint: write "0A1B"
    policy:8:53: warning[W1050]: no value of 'cf.tls_client_auth.cert_serial' can match '0a 1b': it is upper-case hex without separators
        allow "blanks" if cf.tls_client_auth.cert_serial == "0a 1b"
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^
        hint: write "0A1B"
    policy:9:53: warning[W1050]: no value of 'cf.tls_client_auth.cert_serial' can match '0x0G': it is upper-case hex without separators
        allow "no hex" if cf.tls_client_auth.cert_serial == "0x0G"
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^^
    policy:10:65: warning[W1050]: no value of 'cf.tls_client_auth.cert_fingerprint_sha256' can match 'ab': it has 64 digits
        allow "sha256" if cf.tls_client_auth.cert_fingerprint_sha256 == "ab"
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^
        hint: a part of it: starts_with(cf.tls_client_auth.cert_fingerprint_sha256, "ab")
    policy:11:61: warning[W1050]: no value of 'cf.tls_client_auth.cert_fingerprint_sha1' can match 'ab': it has 40 digits
        allow "sha1" if cf.tls_client_auth.cert_fingerprint_sha1 == "ab"
                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^
        hint: a part of it: starts_with(cf.tls_client_auth.cert_fingerprint_sha1, "ab")
    policy:12:64: warning[W1050]: no value of 'cf.tls_client_auth.cert_fingerprint_sha1' can match 'abc': it has 40 digits
        allow "odd one" if cf.tls_client_auth.cert_fingerprint_sha1 == "abc"
                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^
        hint: a part of it: starts_with(cf.tls_client_auth.cert_fingerprint_sha1, "abc")
    policy:13:65: warning[W1050]: no value of 'cf.tls_client_auth.cert_fingerprint_sha1' can match 'DA39A3EE5E6B4B0D3255BFEF95601890AFD80709': it is lower-case hex without separators
        allow "capitals" if cf.tls_client_auth.cert_fingerprint_sha1 == "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709"
                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: write "da39a3ee5e6b4b0d3255bfef95601890afd80709"

== what lower() and upper() leave of a form
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "serial" if lower(cf.tls_client_auth.cert_serial) == "0A"
    allow "serial, odd" if lower(cf.tls_client_auth.cert_serial) == "0ab"
    allow "host" if lower(http.host) == "API.example"
    allow "HOST" if upper(http.host) == "api.example"
    allow "path" if lower(http.request.uri.path) == "/A"
    allow "PATH" if upper(http.request.uri.path) == "/a"
    allow "agent" if lower(http.user_agent) contains "Curl"
    allow "AGENT" if upper(http.user_agent) in {"curl" "WGET"}
    allow "twice" if lower(upper(http.user_agent)) == "Curl"
    allow "other" if url_decode(http.user_agent) == "Curl"
    default block
warns
    policy:2:60: warning[W1050]: no value of 'lower(cf.tls_client_auth.cert_serial)' can match '0A': it is lower-case hex without separators
        allow "serial" if lower(cf.tls_client_auth.cert_serial) == "0A"
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^
        hint: write "0a"
    policy:3:65: warning[W1050]: no value of 'lower(cf.tls_client_auth.cert_serial)' can match '0ab': it has two digits an octet
        allow "serial, odd" if lower(cf.tls_client_auth.cert_serial) == "0ab"
                               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^
        hint: write "00ab"
    policy:4:37: warning[W1051]: no value of 'lower(http.host)' can match 'API.example': it is a host in lower case, without port and trailing dot
        allow "host" if lower(http.host) == "API.example"
                        ~~~~~~~~~~~~~~~~    ^^^^^^^^^^^^^
        hint: write "api.example"
    policy:5:37: warning[W1053]: no value of 'upper(http.host)' can match 'api.example': it is in upper case
        allow "HOST" if upper(http.host) == "api.example"
                        ~~~~~~~~~~~~~~~~    ^^^^^^^^^^^^^
        hint: write "API.EXAMPLE"
    policy:6:49: warning[W1053]: no value of 'lower(http.request.uri.path)' can match '/A': it is in lower case
        allow "path" if lower(http.request.uri.path) == "/A"
                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^
        hint: write "/a"
    policy:7:49: warning[W1053]: no value of 'upper(http.request.uri.path)' can match '/a': it is in upper case
        allow "PATH" if upper(http.request.uri.path) == "/a"
                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^
        hint: write "/A"
    policy:8:50: warning[W1053]: no value of 'lower(http.user_agent)' can match 'Curl': it is in lower case
        allow "agent" if lower(http.user_agent) contains "Curl"
                         ~~~~~~~~~~~~~~~~~~~~~~          ^^^^^^
        hint: write "curl"
    policy:9:45: warning[W1053]: no value of 'upper(http.user_agent)' can match 'curl': it is in upper case
        allow "AGENT" if upper(http.user_agent) in {"curl" "WGET"}
                         ~~~~~~~~~~~~~~~~~~~~~~     ^^^^^^
        hint: write "CURL"
    policy:10:51: warning[W1053]: no value of 'lower(upper(http.user_agent))' can match 'Curl': it is in lower case
        allow "twice" if lower(upper(http.user_agent)) == "Curl"
                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^^
        hint: write "curl"

== a name as text: what stands in front of and behind it
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "sub" if cf.tls_client_auth.cert_subject_dn contains "CN=a"
    allow "separated" if cf.tls_client_auth.cert_subject_dn contains ",OU=a"
    allow "escaped" if cf.tls_client_auth.cert_subject_dn contains "XY=a\\,b,CN=c"
    allow "no field" if cf.tls_client_auth.cert_subject_dn contains "XY=a"
    allow "no sign" if cf.tls_client_auth.cert_subject_dn contains "abc"
    allow "no value" if cf.tls_client_auth.cert_subject_dn contains "CN="
    allow "begins" if starts_with(cf.tls_client_auth.cert_subject_dn, "CN=a")
    allow "begins, whole" if starts_with(cf.tls_client_auth.cert_subject_dn, "CN=a,")
    allow "ends" if ends_with(cf.tls_client_auth.cert_subject_dn, "O=a")
    allow "computed" if ends_with(cf.tls_client_auth.cert_subject_dn, http.user_agent)
    allow "star at the end" if cf.tls_client_auth.cert_subject_dn wildcard "CN=a*"
    allow "star in front" if cf.tls_client_auth.cert_subject_dn wildcard "*CN=a"
    allow "two stars" if cf.tls_client_auth.cert_subject_dn wildcard "*CN=a*"
    allow "star within" if cf.tls_client_auth.cert_subject_dn wildcard "CN=a*,O=b"
    allow "no star" if cf.tls_client_auth.cert_subject_dn strict wildcard "CN=a"
    allow "only a star" if cf.tls_client_auth.cert_subject_dn wildcard "*"
    allow "pattern" if cf.tls_client_auth.cert_subject_dn matches r"CN=a[0-9]"
    allow "whole" if cf.tls_client_auth.cert_subject_dn matches r"^CN=a[0-9]$"
    allow "over a comma" if cf.tls_client_auth.cert_subject_dn matches r"^CN=a.*$"
    allow "no text" if cf.tls_client_auth.cert_subject_dn matches r"^[A-Z]+$"
    allow "legacy" if cf.tls_client_auth.cert_subject_dn_legacy == "/CN=a/O=b"
    allow "legacy, part" if cf.tls_client_auth.cert_subject_dn_legacy contains "/CN=a"
    allow "legacy, issuer" if starts_with(cf.tls_client_auth.cert_issuer_dn_legacy, "/CN=a")
    allow "legacy, no star" if cf.tls_client_auth.cert_issuer_dn_legacy wildcard "/CN=a"
    allow "legacy, pattern" if cf.tls_client_auth.cert_issuer_dn_legacy matches r"^/CN=a[0-9]$"
    allow "rfc2253" if cf.tls_client_auth.cert_issuer_dn_rfc2253 contains "CN=a+OU=b"
    allow "size" if len(cf.tls_client_auth.cert_subject_dn) > 3
    allow "order" if cf.tls_client_auth.cert_subject_dn > "CN=a"
    default block
warns
    policy:2:16: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn' is matched as text: an O of 'x,CN=a' holds it, too
        allow "sub" if cf.tls_client_auth.cert_subject_dn contains "CN=a"
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.subject.cn[*] == "a")
    policy:3:22: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn' is matched as text: a CN of 'x,OU=a' holds it, too
        allow "separated" if cf.tls_client_auth.cert_subject_dn contains ",OU=a"
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.subject.ou[*] == "a")
    policy:6:20: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn' is matched as text: a CN of 'x,abc' holds it, too
        allow "no sign" if cf.tls_client_auth.cert_subject_dn contains "abc"
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name the attribute: any(tls.client_cert.subject.cn[*] == ...)
    policy:7:21: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn' is matched as text: an O of 'x,CN=' holds it, too
        allow "no value" if cf.tls_client_auth.cert_subject_dn contains "CN="
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name the attribute: any(tls.client_cert.subject.cn[*] == ...)
    policy:8:19: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn' is matched as text: a longer value begins like it
        allow "begins" if starts_with(cf.tls_client_auth.cert_subject_dn, "CN=a")
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.subject.cn[*] == "a")
    policy:9:1: warning[W1026]: this rule is never reached: 'begins' decides before it
        allow "begins, whole" if starts_with(cf.tls_client_auth.cert_subject_dn, "CN=a,")
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:8:1: note: the other place is here
        allow "begins" if starts_with(cf.tls_client_auth.cert_subject_dn, "CN=a")
        ~~~~~
    policy:10:17: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn' is matched as text: a CN of 'x,O=a' holds it, too
        allow "ends" if ends_with(cf.tls_client_auth.cert_subject_dn, "O=a")
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.subject.o[*] == "a")
    policy:12:28: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn' is matched as text: a longer value begins like it
        allow "star at the end" if cf.tls_client_auth.cert_subject_dn wildcard "CN=a*"
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.subject.cn[*] == "a")
    policy:13:26: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn' is matched as text: an O of 'x,CN=a' holds it, too
        allow "star in front" if cf.tls_client_auth.cert_subject_dn wildcard "*CN=a"
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.subject.cn[*] == "a")
    policy:14:22: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn' is matched as text: an O of 'x,CN=a' holds it, too
        allow "two stars" if cf.tls_client_auth.cert_subject_dn wildcard "*CN=a*"
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.subject.cn[*] == "a")
    policy:15:24: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn' is matched as text: the value of another attribute can hold it
        allow "star within" if cf.tls_client_auth.cert_subject_dn wildcard "CN=a*,O=b"
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: match the attribute: any(tls.client_cert.subject.cn[*] matches "^...$")
    policy:18:20: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn' is matched as text: the value of another attribute can hold it
        allow "pattern" if cf.tls_client_auth.cert_subject_dn matches r"CN=a[0-9]"
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: match the attribute: any(tls.client_cert.subject.cn[*] matches "^...$")
    policy:18:63: warning[W1055]: this pattern leaves open how 'cf.tls_client_auth.cert_subject_dn' begins and ends
        allow "pattern" if cf.tls_client_auth.cert_subject_dn matches r"CN=a[0-9]"
                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^^^
        hint: write r"^CN=a[0-9]$", with .* where anything may stand
    policy:20:25: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn' is matched as text: the value of another attribute can hold it
        allow "over a comma" if cf.tls_client_auth.cert_subject_dn matches r"^CN=a.*$"
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: match the attribute: any(tls.client_cert.subject.cn[*] matches "^...$")
    policy:22:19: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn_legacy' is matched as text: its values may hold '/' and look like several
        allow "legacy" if cf.tls_client_auth.cert_subject_dn_legacy == "/CN=a/O=b"
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.subject.cn[*] == "a") and any(tls.client_cert.subject.o[*] == "b")
    policy:23:25: warning[W1060]: 'cf.tls_client_auth.cert_subject_dn_legacy' is matched as text: an O of 'x/CN=a' holds it, too
        allow "legacy, part" if cf.tls_client_auth.cert_subject_dn_legacy contains "/CN=a"
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.subject.cn[*] == "a")
    policy:24:27: warning[W1060]: 'cf.tls_client_auth.cert_issuer_dn_legacy' is matched as text: a longer value begins like it
        allow "legacy, issuer" if starts_with(cf.tls_client_auth.cert_issuer_dn_legacy, "/CN=a")
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.issuer.cn[*] == "a")
    policy:25:28: warning[W1060]: 'cf.tls_client_auth.cert_issuer_dn_legacy' is matched as text: its values may hold '/' and look like several
        allow "legacy, no star" if cf.tls_client_auth.cert_issuer_dn_legacy wildcard "/CN=a"
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.issuer.cn[*] == "a")
    policy:27:20: warning[W1060]: 'cf.tls_client_auth.cert_issuer_dn_rfc2253' is matched as text: an O of 'x,CN=a+OU=b' holds it, too
        allow "rfc2253" if cf.tls_client_auth.cert_issuer_dn_rfc2253 contains "CN=a+OU=b"
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.issuer.cn[*] == "a") and any(tls.client_cert.issuer.ou[*] == "b")

== a bare path begins others, whatever the letters
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "raw" if starts_with(raw.http.request.uri.path, "/adm")
    allow "digit" if starts_with(http.request.uri.path, "/v1")
    allow "capital" if starts_with(http.request.uri.path, "/V")
    allow "slash" if starts_with(http.request.uri.path, "/v1/")
    allow "short" if starts_with(http.request.uri.path, "/")
    allow "dash" if starts_with(http.request.uri.path, "/v-")
    allow "no path" if starts_with(http.user_agent, "/v1")
    allow "lower" if starts_with(lower(http.request.uri.path), "/v1")
    allow "star" if http.request.uri.path wildcard "/v1*"
    allow "strict" if http.request.uri.path strict wildcard "/Adm*"
    allow "digits" if http.request.uri.path wildcard "/1*"
    allow "two stars" if http.request.uri.path wildcard "/a*b*"
    allow "escaped" if http.request.uri.path wildcard "/a\\\\*b*"
    allow "no star" if http.request.uri.path wildcard "/v1"
    default block
warns
    policy:2:16: warning[W1058]: '/adm' also begins '/adm-other'
        allow "raw" if starts_with(raw.http.request.uri.path, "/adm")
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: path_under(raw.http.request.uri.path, "/adm")
    policy:3:18: warning[W1058]: '/v1' also begins '/v1-other'
        allow "digit" if starts_with(http.request.uri.path, "/v1")
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: path_under(http.request.uri.path, "/v1")
    policy:4:20: warning[W1058]: '/V' also begins '/V-other'
        allow "capital" if starts_with(http.request.uri.path, "/V")
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: path_under(http.request.uri.path, "/V")
    policy:5:1: warning[W1026]: this rule is never reached: 'digit' decides before it
        allow "slash" if starts_with(http.request.uri.path, "/v1/")
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:3:1: note: the other place is here
        allow "digit" if starts_with(http.request.uri.path, "/v1")
        ~~~~~
    policy:7:1: warning[W1026]: this rule is never reached: 'short' decides before it
        allow "dash" if starts_with(http.request.uri.path, "/v-")
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:6:1: note: the other place is here
        allow "short" if starts_with(http.request.uri.path, "/")
        ~~~~~
    policy:10:17: warning[W1058]: '/v1' also begins '/v1-other'
        allow "star" if http.request.uri.path wildcard "/v1*"
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: path_under(lower(http.request.uri.path), "/v1")
    policy:11:19: warning[W1058]: '/Adm' also begins '/Adm-other'
        allow "strict" if http.request.uri.path strict wildcard "/Adm*"
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: path_under(http.request.uri.path, "/Adm")
    policy:12:19: warning[W1058]: '/1' also begins '/1-other'
        allow "digits" if http.request.uri.path wildcard "/1*"
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: path_under(http.request.uri.path, "/1")
    policy:14:51: warning[W1052]: no value of 'http.request.uri.path' can match '/a\\*b*': it is a path in canonical form
        allow "escaped" if http.request.uri.path wildcard "/a\\\\*b*"
                           ~~~~~~~~~~~~~~~~~~~~~          ^^^^^^^^^^^
        hint: raw.http.request.uri.path is the path as sent
