# check --portable and expr --portable: every use of what the Cloudflare language
# does not have, with the spelling that it has; and the same said so, in silence.
# Published expressions of Cloudflare's own are in portable.sh.

== one expression: the name is ours, and http.host is not
run
    expr --portable 'hostname == "a.example"'
prints
    false
    expression:1:1: warning[W1089]: not portable: the field 'hostname'
        hostname == "a.example"
        ^^^^^^^^
        hint: http.host is the same
exit
    1

== the same field by the other name
run
    expr --portable 'http.host == "a.example"'
prints
    false
exit
    1

== without --portable extensions are the language
run
    expr 'hostname in <"a.example", "b.example">'
prints
    false
exit
    1

== it is for one expression
run
    expr --portable --batch
prints
    certrule: --portable is for one expression, not --batch
exit
    2

== TABs: the first of an expression
run
    check --portable -W -
input
    block "a" if ssl and
    	(http.cookie contains "	" or
    	http.referer contains "b")
    default block
prints
    policy    -, revision 81ce39335e43
    rules     1: 1 block
    default   block (-:4)
    trust     none: mTLS is on for no host
    -:2:1: warning[W1080]: not portable: a TAB between tokens
        	(http.cookie contains "	" or
        ^
        hint: write spaces
    certrule: -: 0 errors, 1 warning
exit
    1

== spaces; a TAB may stand in a string and outside of expressions
run
    check --portable -W -
input
    block	"a" if ssl and
        (http.cookie contains "	" or
        http.referer contains "b")
    default	block
prints
    policy    -, revision 81f1b7c874e2
    rules     1: 1 block
    default   block (-:4)
    trust     none: mTLS is on for no host
exit
    0

== comments inside an expression
run
    check --portable -W -
input
    block "a" if (ssl    # over TLS
        and http.cookie contains "a")
    default block
prints
    policy    -, revision a8438eec9101
    rules     1: 1 block
    default   block (-:3)
    trust     none: mTLS is on for no host
    -:1:22: warning[W1081]: not portable: a comment inside an expression
        block "a" if (ssl    # over TLS
                             ^^^^^^^^^^
        hint: put it before the expression
    certrule: -: 0 errors, 1 warning
exit
    1

== a comment around it is of the policy; a sign in a string is none
run
    check --portable -W -
input
    # over TLS
    block "a" if ssl and http.cookie contains "a # b"   # no comment of ours
    default block
prints
    policy    -, revision c373ce8bb4ca
    rules     1: 1 block
    default   block (-:3)
    trust     none: mTLS is on for no host

== commas, angle brackets
run
    expr --portable 'http.request.method in {"A", "B", "C"} or ip.src in <192.0.2.1 192.0.2.2>'
prints
    false
    expression:1:28: warning[W1082]: not portable: a comma in a set
        http.request.method in {"A", "B", "C"} or ip.src in <192.0.2.1 192.0.2.2>
                                   ^
        hint: a space is enough
    expression:1:53: warning[W1083]: not portable: a set in angle brackets
        http.request.method in {"A", "B", "C"} or ip.src in <192.0.2.1 192.0.2.2>
                                                            ^^^^^^^^^^^^^^^^^^^^^
        hint: write it between { and }
exit
    1

== blanks, braces
run
    expr --portable 'http.request.method in {"A" "B,C"} or ip.src in {192.0.2.1 192.0.2.2}'
prints
    false
exit
    1

== times and durations as numbers
run
    expr --portable 'http.request.timestamp.sec == 2026-12-01T00:00:00Z or cf.waf.score in {0..1 1h..2h}'
prints
    false
    expression:1:31: warning[W1084]: not portable: '2026-12-01T00:00:00Z' as a number
        http.request.timestamp.sec == 2026-12-01T00:00:00Z or cf.waf.score in {0..1 1h..2h}
                                      ^^^^^^^^^^^^^^^^^^^^
        hint: in seconds: 1796083200
    expression:1:77: warning[W1084]: not portable: '1h..2h' as a number
        http.request.timestamp.sec == 2026-12-01T00:00:00Z or cf.waf.score in {0..1 1h..2h}
                                                                                    ^^^^^^
        hint: in seconds: 3600..7200
exit
    1

== in seconds
run
    expr --portable 'http.request.timestamp.sec == 1796083200 or cf.waf.score in {0..1 3600..7200}'
prints
    false
exit
    1

== not in
run
    expr --portable 'ip.src not in {192.0.2.0/24}'
prints
    false
    expression:1:8: warning[W1085]: not portable: 'not in'
        ip.src not in {192.0.2.0/24}
               ^^^^^^
        hint: not ip.src in {192.0.2.0/24}, which is true of a missing value, too
exit
    1

== not … in
run
    expr --portable 'not ip.src in {192.0.2.0/24}'
prints
    true

== a value on the right
run
    expr --portable 'http.referer contains http.host or http.cookie == lower(http.cookie)'
prints
    false
    expression:1:23: warning[W1086]: not portable: a value on the right of 'contains'
        http.referer contains http.host or http.cookie == lower(http.cookie)
                     ~~~~~~~~ ^^^^^^^^^
        hint: there only literals stand on the right: is it one of a few?
    expression:1:51: warning[W1086]: not portable: a value on the right of '=='
        http.referer contains http.host or http.cookie == lower(http.cookie)
                                                       ~~ ^^^^^^^^^^^^^^^^^^
        hint: there only literals stand on the right: is it one of a few?
exit
    1

== a literal there, of bytes as well, and a value as an argument
run
    expr --portable 'http.referer contains "a" or http.cookie == ab.cd or ends_with(http.referer, http.host)'
prints
    false
exit
    1

== or inside any() and all()
run
    expr --portable 'any(http.request.headers.names[*] == "a" or http.request.headers.names[*] == "b")'
prints
    false
    expression:1:42: warning[W1087]: not portable: 'or' in any() without parentheses of its own
        any(http.request.headers.names[*] == "a" or http.request.headers.names[*] == "b")
        ~~~                                      ^^
        hint: any((http.request.headers.names[*] == "a" or http.request.headers.names[*] == "b"))
exit
    1

== in parentheses of its own; and needs none
run
    expr --portable 'any((http.request.headers.names[*] == "a" or http.request.headers.names[*] == "b")) or all(http.request.headers.names[*] == "a" and http.request.headers.names[*] == "b")'
prints
    true

== a function of ours
run
    expr --portable 'path_under(http.request.uri.path, "/admin")'
prints
    false
    expression:1:1: warning[W1088]: not portable: the function 'path_under'
        path_under(http.request.uri.path, "/admin")
        ^^^^^^^^^^
        hint: (http.request.uri.path == "/admin" or starts_with(http.request.uri.path, "/admin/"))
exit
    1

== by what it is made of
run
    expr --portable '(http.request.uri.path == "/admin" or starts_with(http.request.uri.path, "/admin/"))'
prints
    false
exit
    1

== fields of ours, and of the policy
run
    check --portable -W -
input
    field app.tenant string
    block "a" if cf.tls_client_auth.cert_verified and any(tls.client_cert.san.dns[*] == "a.example") and tls.alpn == "h2" and app.tenant == "x"
    default block
prints
    policy    -, revision 7d7060ca35be
    rules     1: 1 block
    default   block (-:3)
    trust     none: mTLS is on for no host
    -:2:55: warning[W1089]: not portable: the field 'tls.client_cert.san.dns'
        block "a" if cf.tls_client_auth.cert_verified and any(tls.client_cert.san.dns[*] == "a.example") and tls.alpn == "h2" and app.tenant == "x"
                                                              ^^^^^^^^^^^^^^^^^^^^^^^
        hint: what there is of certificates begins with cf.tls_client_auth.
    -:2:102: warning[W1089]: not portable: the field 'tls.alpn'
        block "a" if cf.tls_client_auth.cert_verified and any(tls.client_cert.san.dns[*] == "a.example") and tls.alpn == "h2" and app.tenant == "x"
                                                                                                             ^^^^^^^^
    -:2:123: warning[W1089]: not portable: the field 'app.tenant'
        block "a" if cf.tls_client_auth.cert_verified and any(tls.client_cert.san.dns[*] == "a.example") and tls.alpn == "h2" and app.tenant == "x"
                                                                                                                                  ^^^^^^^^^^
        hint: this policy declares it
    certrule: -: 0 errors, 3 warnings
exit
    1

== fields of Cloudflare
run
    check --portable -W -
input
    field app.tenant string
    block "a" if cf.tls_client_auth.cert_verified and cf.tls_client_auth.cert_subject_dn == "CN=a" and cf.tls_version == "TLSv1.3"
    default block
prints
    policy    -, revision a914145dd9bd
    rules     1: 1 block
    default   block (-:3)
    trust     none: mTLS is on for no host

== a comment on the line before silences one
run
    check --portable -W -
input
    # lint: allow W1089
    block "a" if hostname == "a.example"
    default block
prints
    policy    -, revision a6d0fef52424
    rules     1: 1 block
    default   block (-:3)
    trust     none: mTLS is on for no host

== without --portable a policy may use all of it
run
    check -W -
input
    field app.tenant string
    block "a" if hostname not in <"a.example", "b.example"> and app.tenant == http.host
    default block
prints
    policy    -, revision 04ec0cb52429
    rules     1: 1 block
    default   block (-:3)
    trust     none: mTLS is on for no host
