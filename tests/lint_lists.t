# Lists that may be empty, strangers, and what is asked of nothing.

== all() of a list that nothing else asks for
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "all" if all(tls.client_cert.san.dns[*] == "a")
    allow "mapped" if all(lower(tls.client_cert.san.dns[*])[*] == "b")
    allow "either" if all((tls.client_cert.san.dns[*] == "a") or (tls.client_cert.san.dns[*] == "c"))
    allow "or" if all(tls.client_cert.san.dns[*] == "d") or http.host == "d"
    allow "turned" if not (not all(tls.client_cert.san.dns[*] == "e") or http.host == "e")
    allow "no other" if not any(tls.client_cert.san.dns[*] == "f") and all(tls.client_cert.san.dns[*] == "g")
    allow "two" if all(tls.client_cert.san.dns[*] == "h") and all(tls.client_cert.san.uri[*] == "h")
    allow "of another" if any(tls.client_cert.san.uri[*] == "i") and all(tls.client_cert.san.dns[*] == "i")
    allow "one of two" if (http.host == "j" or http.host == "k") and all(tls.client_cert.san.dns[*] == "j")
    default block
warns
    policy:2:16: warning[W1023]: all() is true where 'tls.client_cert.san.dns' is empty
        allow "all" if all(tls.client_cert.san.dns[*] == "a")
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: ask for one beside it: len(tls.client_cert.san.dns) > 0 and all(...)
    policy:3:19: warning[W1023]: all() is true where 'lower(tls.client_cert.san.dns[*])' is empty
        allow "mapped" if all(lower(tls.client_cert.san.dns[*])[*] == "b")
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: ask for one beside it: len(lower(tls.client_cert.san.dns[*])) > 0 and all(...)
    policy:4:19: warning[W1023]: all() is true where 'tls.client_cert.san.dns' is empty
        allow "either" if all((tls.client_cert.san.dns[*] == "a") or (tls.client_cert.san.dns[*] == "c"))
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: ask for one beside it: len(tls.client_cert.san.dns) > 0 and all(...)
    policy:5:15: warning[W1023]: all() is true where 'tls.client_cert.san.dns' is empty
        allow "or" if all(tls.client_cert.san.dns[*] == "d") or http.host == "d"
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: ask for one beside it: len(tls.client_cert.san.dns) > 0 and all(...)
    policy:6:28: warning[W1023]: all() is true where 'tls.client_cert.san.dns' is empty
        allow "turned" if not (not all(tls.client_cert.san.dns[*] == "e") or http.host == "e")
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: ask for one beside it: len(tls.client_cert.san.dns) > 0 and all(...)
    policy:7:68: warning[W1023]: all() is true where 'tls.client_cert.san.dns' is empty
        allow "no other" if not any(tls.client_cert.san.dns[*] == "f") and all(tls.client_cert.san.dns[*] == "g")
                                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: ask for one beside it: len(tls.client_cert.san.dns) > 0 and all(...)
    policy:8:16: warning[W1023]: all() is true where 'tls.client_cert.san.dns' is empty
        allow "two" if all(tls.client_cert.san.dns[*] == "h") and all(tls.client_cert.san.uri[*] == "h")
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: ask for one beside it: len(tls.client_cert.san.dns) > 0 and all(...)
    policy:8:59: warning[W1023]: all() is true where 'tls.client_cert.san.uri' is empty
        allow "two" if all(tls.client_cert.san.dns[*] == "h") and all(tls.client_cert.san.uri[*] == "h")
                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: ask for one beside it: len(tls.client_cert.san.uri) > 0 and all(...)
    policy:9:66: warning[W1023]: all() is true where 'tls.client_cert.san.dns' is empty
        allow "of another" if any(tls.client_cert.san.uri[*] == "i") and all(tls.client_cert.san.dns[*] == "i")
                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: ask for one beside it: len(tls.client_cert.san.dns) > 0 and all(...)
    policy:10:66: warning[W1023]: all() is true where 'tls.client_cert.san.dns' is empty
        allow "one of two" if (http.host == "j" or http.host == "k") and all(tls.client_cert.san.dns[*] == "j")
                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: ask for one beside it: len(tls.client_cert.san.dns) > 0 and all(...)

== something else asks for it
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "any" if any(tls.client_cert.san.dns[*] == "a") and all(tls.client_cert.san.dns[*] == "a")
    allow "count" if len(tls.client_cert.san.dns) > 0 and all(tls.client_cert.san.dns[*] == "b")
    allow "element" if tls.client_cert.san.dns[0] == "c" and all(tls.client_cert.san.dns[*] == "c")
    allow "one of two" if (any(tls.client_cert.san.dns[*] == "d") or http.host == "d") and all(tls.client_cert.san.dns[*] == "d")
    block "blocks" if all(tls.client_cert.san.dns[*] == "f")
    default block
warns

== a field that is not there is not false, nor true
policy
    field app.flag bool
    field app.sure bool required
    field app.flags map<bool>
    trust fleet for default { ca "certs/root.pem" }
    allow "not" if not app.flag
    allow "not of a map" if not app.flags["a"]
    allow "sure" if not app.sure
    allow "of a certificate" if not cf.tls_client_auth.cert_revoked
    block "blocks" if not app.flag
    default block
warns
    policy:5:20: warning[W1022]: 'app.flag' counts as false where nobody sets it
        allow "not" if not app.flag
                           ^^^^^^^^
        hint: make unset an error: field app.flag bool required
    policy:6:29: warning[W1022]: 'app.flags["a"]' counts as false where nobody sets it
        allow "not of a map" if not app.flags["a"]
                                    ^^^^^^^^^^^^^^
        hint: ask for something that is there, not for something that is not

== rules for anybody that ask what only a client has
policy
    list $serials string { "" "0A" }
    trust fleet for default { ca "certs/root.pem" }
    allow anonymous "name" if tls.client_cert.subject.cn[0] == "a"
    allow anonymous "function" if concat(tls.client_cert.subject.cn[0], "x") == "ax"
    allow anonymous "other side" if http.host == tls.client_cert.subject.cn[0]
    allow anonymous "any" if any(tls.client_cert.san.dns[*] == "a")
    allow anonymous "any of either" if any((tls.client_cert.san.dns[*] == "a") or (tls.client_cert.san.uri[*] == "a"))
    allow anonymous "verified" if cf.tls_client_auth.cert_verified
    allow anonymous "proof" if tls.client_cert.verify_code == 0
    allow anonymous "issuer" if cf.tls_client_auth.cert_issuer_serial == "0A"
    allow anonymous "no issuer" if cf.tls_client_auth.cert_issuer_serial == ""
    allow anonymous "set" if cf.tls_client_auth.cert_issuer_serial in {"0A" "0B"}
    allow anonymous "set with nothing" if cf.tls_client_auth.cert_issuer_ski in {"" "AA"}
    allow anonymous "list" if cf.tls_client_auth.cert_issuer_ski in $serials
    allow anonymous "holds" if cf.tls_client_auth.cert_issuer_serial contains "A"
    allow anonymous "computed" if cf.tls_client_auth.cert_issuer_serial contains http.host
    allow anonymous "pattern" if cf.tls_client_auth.cert_issuer_serial matches r"^0[A-F]"
    allow anonymous "not" if not cf.tls_client_auth.cert_verified
    allow anonymous "or" if cf.tls_client_auth.cert_verified or http.host == "a"
    allow anonymous "and" if cf.tls_client_auth.cert_verified and http.host == "a"
    allow anonymous "xor" if cf.tls_client_auth.cert_verified xor http.host == "b"
    default block
warns
    policy:20:1: warning[W1026]: this rule is never reached: 'or' decides before it
        allow anonymous "and" if cf.tls_client_auth.cert_verified and http.host == "a"
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:19:1: note: the other place is here
        allow anonymous "or" if cf.tls_client_auth.cert_verified or http.host == "a"
        ~~~~~

== headers, whose names are in lower case
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "capitals" if any(http.request.headers["X-Tool"][*] == "a")
    allow "raw" if any(raw.http.request.headers["X-Tool"][*] == "a")
    allow "lower" if any(http.request.headers["x-tool"][*] == "a")
    allow "values" if any(http.request.headers.values[*] == "X-Tool")
    default block
warns
    policy:2:46: warning[W1054]: 'http.request.headers' has no key 'X-Tool': its keys are in lower case
        allow "capitals" if any(http.request.headers["X-Tool"][*] == "a")
                                ~~~~~~~~~~~~~~~~~~~~ ^^^^^^^^
        hint: write "x-tool"
    policy:3:45: warning[W1054]: 'raw.http.request.headers' has no key 'X-Tool': its keys are in lower case
        allow "raw" if any(raw.http.request.headers["X-Tool"][*] == "a")
                           ~~~~~~~~~~~~~~~~~~~~~~~~ ^^^^^^^^
        hint: write "x-tool"
