# Rules that let in more than they say: claims taken for proof, conditions that
# are true too easily, rules that never decide, hosts that no trust block covers.
# Each case is followed by what was meant, silent.

== a claim that must not be: a stranger has another certificate
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "not the old CA" if cf.tls_client_auth.cert_issuer_dn != "CN=Old"
    default block
warns
    policy:2:37: warning[W1020]: 'cf.tls_client_auth.cert_issuer_dn != "CN=Old"' is true of a stranger too
        allow anonymous "not the old CA" if cf.tls_client_auth.cert_issuer_dn != "CN=Old"
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: require cf.tls_client_auth.cert_verified beside it; 'allow' does so by itself

== of a proven client it says something
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "not the old CA" if cf.tls_client_auth.cert_issuer_dn != "CN=Old"
    default block
warns

== beside cert_verified too
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "not the old CA" if cf.tls_client_auth.cert_verified
        and cf.tls_client_auth.cert_issuer_dn != "CN=Old"
    default block
warns

== a comment on the line before says that it is meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    # lint: allow W1020
    allow anonymous "not the old CA" if cf.tls_client_auth.cert_issuer_dn != "CN=Old"
    default block
warns

== a stranger is not revoked
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "not revoked" if not cf.tls_client_auth.cert_revoked
    default block
warns
    policy:2:38: warning[W1020]: 'cf.tls_client_auth.cert_revoked' is false of a stranger too
        allow anonymous "not revoked" if not cf.tls_client_auth.cert_revoked
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: require cf.tls_client_auth.cert_verified beside it; 'allow' does so by itself

== who is proven and not revoked is let in by allow
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "not revoked" if not cf.tls_client_auth.cert_revoked
    default block
warns

== not in, and not in front of in
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    action "pass" "others" if cf.tls_client_auth.cert_serial not in {"0A" "0B"}
    action "pass" "the rest" if not (cf.tls_client_auth.cert_serial in {"0C"})
    default block
warns
    policy:2:27: warning[W1020]: 'cf.tls_client_auth.cert_serial not in {"0A" "0B"}' is true of a stranger too
        action "pass" "others" if cf.tls_client_auth.cert_serial not in {"0A" "0B"}
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: require cf.tls_client_auth.cert_verified beside it
    policy:3:33: warning[W1020]: '(cf.tls_client_auth.cert_serial in {"0C"})' is false of a stranger too
        action "pass" "the rest" if not (cf.tls_client_auth.cert_serial in {"0C"})
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: require cf.tls_client_auth.cert_verified beside it

== with proof beside them
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    action "pass" "others" if cf.tls_client_auth.cert_verified and cf.tls_client_auth.cert_serial not in {"0A" "0B"}
    action "pass" "the rest" if cf.tls_client_auth.cert_verified and not (cf.tls_client_auth.cert_serial in {"0C"})
    default block
warns

== a stranger has none of the proven names
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "not bad" if not any(tls.client_cert.san.dns[*] == "bad.example")
    default block
warns
    policy:2:38: warning[W1020]: 'tls.client_cert.san.dns[*] == "bad.example"' is false of a stranger too
        allow anonymous "not bad" if not any(tls.client_cert.san.dns[*] == "bad.example")
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: require cf.tls_client_auth.cert_verified beside it; 'allow' does so by itself

== a proven client without the bad name
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "not bad" if not any(tls.client_cert.san.dns[*] == "bad.example")
    default block
warns

== who has no certificate may be meant, and says so
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "login" if not cf.tls_client_auth.cert_verified and http.request.uri.path == "/login"
    allow anonymous "browsers" if not cf.tls_client_auth.cert_presented and http.request.uri.path == "/"
    allow anonymous "failed" if tls.client_cert.verify_result != "SUCCESS" and http.request.uri.path == "/help"
    default block
warns

== a list of bad certificates keeps nobody in
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    list $lost fingerprint { "ab15f3b1a1a3c8e8a4f3d2d6b7c0ffee00112233445566778899aabbccddeeff" }
    block "lost" if cf.tls_client_auth.cert_fingerprint_sha256 in $lost
    block "old" if cf.tls_client_auth.cert_issuer_dn == "CN=Old"
    allow anonymous "health" if http.request.uri.path == "/health"
    default block
warns

== a block of all strangers before it: nobody is left to claim anything
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "not verified" if not cf.tls_client_auth.cert_verified
    allow anonymous "not the old CA" if cf.tls_client_auth.cert_issuer_dn != "CN=Old"
    default block
warns

== which has to stop all of them
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "not verified" if not cf.tls_client_auth.cert_verified and http.request.uri.path != "/health"
    allow anonymous "not the old CA" if cf.tls_client_auth.cert_issuer_dn != "CN=Old"
    default block
warns
    policy:3:37: warning[W1020]: 'cf.tls_client_auth.cert_issuer_dn != "CN=Old"' is true of a stranger too
        allow anonymous "not the old CA" if cf.tls_client_auth.cert_issuer_dn != "CN=Old"
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: require cf.tls_client_auth.cert_verified beside it; 'allow' does so by itself

== in a for it stops those of its hosts
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    for "api.example.com" {
        block "not verified" if not cf.tls_client_auth.cert_verified
        allow anonymous "not the old CA" if cf.tls_client_auth.cert_issuer_dn != "CN=Old"
    }
    allow anonymous "nor here" if cf.tls_client_auth.cert_issuer_dn != "CN=Older"
    default block
warns
    policy:6:31: warning[W1020]: 'cf.tls_client_auth.cert_issuer_dn != "CN=Older"' is true of a stranger too
        allow anonymous "nor here" if cf.tls_client_auth.cert_issuer_dn != "CN=Older"
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: require cf.tls_client_auth.cert_verified beside it; 'allow' does so by itself

== a claim that anybody can make
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "ours" if cf.tls_client_auth.cert_subject_dn == "CN=Admin"
    default block
warns
    policy:2:27: warning[W1021]: a stranger can make 'cf.tls_client_auth.cert_subject_dn == "CN=Admin"' true
        allow anonymous "ours" if cf.tls_client_auth.cert_subject_dn == "CN=Admin"
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: require cf.tls_client_auth.cert_verified beside it; 'allow' does so by itself

== allow asks for proof by itself
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "ours" if cf.tls_client_auth.cert_subject_dn == "CN=Admin"
    default block
warns

== the claim with proof beside it
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "ours" if cf.tls_client_auth.cert_verified and cf.tls_client_auth.cert_subject_dn == "CN=Admin"
    default block
warns

== the claim, meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    # lint: allow W1021
    allow anonymous "ours" if cf.tls_client_auth.cert_subject_dn == "CN=Admin"
    default block
warns

== or is not beside
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "ours" if cf.tls_client_auth.cert_verified or cf.tls_client_auth.cert_subject_dn == "CN=Admin"
    default block
warns
    policy:2:63: warning[W1021]: a stranger can make 'cf.tls_client_auth.cert_subject_dn == "CN=Admin"' true
        allow anonymous "ours" if cf.tls_client_auth.cert_verified or cf.tls_client_auth.cert_subject_dn == "CN=Admin"
                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: require cf.tls_client_auth.cert_verified beside it; 'allow' does so by itself

== within a function, and as an action
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    action "pass" "ours" if lower(cf.tls_client_auth.cert_subject_dn) contains "ou=admin"
    default block
warns
    policy:2:25: warning[W1021]: a stranger can make 'lower(cf.tls_client_auth.cert_subject_dn) contains "ou=admin"' true
        action "pass" "ours" if lower(cf.tls_client_auth.cert_subject_dn) contains "ou=admin"
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: require cf.tls_client_auth.cert_verified beside it

== an action with proof
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    action "pass" "ours" if cf.tls_client_auth.cert_verified and lower(cf.tls_client_auth.cert_subject_dn) contains "ou=admin"
    default block
warns

== a certificate, whosever
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "has one" if cf.tls_client_auth.cert_presented
    default block
warns
    policy:2:30: warning[W1021]: a stranger can make 'cf.tls_client_auth.cert_presented' true
        allow anonymous "has one" if cf.tls_client_auth.cert_presented
                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: require cf.tls_client_auth.cert_verified beside it; 'allow' does so by itself

== a verified one
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "has one" if cf.tls_client_auth.cert_presented and cf.tls_client_auth.cert_verified
    default block
warns

== a block as a list of good certificates, and strangers get in behind it
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "not ours" if cf.tls_client_auth.cert_issuer_dn != "CN=Good"
    allow anonymous "all others" if ip.src == 192.0.2.1
    default block
warns
    policy:2:21: warning[W1021]: a stranger can make 'cf.tls_client_auth.cert_issuer_dn != "CN=Good"' false
        block "not ours" if cf.tls_client_auth.cert_issuer_dn != "CN=Good"
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: block those without proof too: not cf.tls_client_auth.cert_verified or ...

== blocking those without proof too
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "not ours" if not cf.tls_client_auth.cert_verified or cf.tls_client_auth.cert_issuer_dn != "CN=Good"
    allow anonymous "all others" if ip.src == 192.0.2.1
    default block
warns

== behind it only proven clients get in
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "not ours" if cf.tls_client_auth.cert_issuer_dn != "CN=Good"
    allow "all others" if ip.src == 192.0.2.1
    default block
warns

== the same with a not, and with a default that lets in
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "not ours" if not (cf.tls_client_auth.cert_issuer_dn == "CN=Good")
    default allow anonymous
warns
    policy:2:25: warning[W1021]: a stranger can make '(cf.tls_client_auth.cert_issuer_dn == "CN=Good")' true
        block "not ours" if not (cf.tls_client_auth.cert_issuer_dn == "CN=Good")
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: block those without proof too: not cf.tls_client_auth.cert_verified or ...

== and a default that does not
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "not ours" if not (cf.tls_client_auth.cert_issuer_dn == "CN=Good")
    default block
warns

== unless is a not
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "not ours" unless cf.tls_client_auth.cert_issuer_dn == "CN=Good"
    allow anonymous "all others" if ip.src == 192.0.2.1
    default block
warns
    policy:2:25: warning[W1021]: a stranger can make 'cf.tls_client_auth.cert_issuer_dn == "CN=Good"' true
        block "not ours" unless cf.tls_client_auth.cert_issuer_dn == "CN=Good"
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: block those without proof too: not cf.tls_client_auth.cert_verified or ...

== unless both
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "not ours" unless cf.tls_client_auth.cert_verified and cf.tls_client_auth.cert_issuer_dn == "CN=Good"
    allow anonymous "all others" if ip.src == 192.0.2.1
    default block
warns

== a block of verified ones leaves strangers to others
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "other CA" if cf.tls_client_auth.cert_verified and cf.tls_client_auth.cert_issuer_dn != "CN=Good"
    allow anonymous "health" if http.request.uri.path == "/health"
    default block
warns

== a log lets nobody in
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    log "old" if cf.tls_client_auth.cert_issuer_dn == "CN=Old"
    log "new" if cf.tls_client_auth.cert_issuer_dn != "CN=Old"
    allow anonymous "health" if http.request.uri.path == "/health"
    default block
warns

== what nobody has set is not true
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    field app.banned bool
    allow "welcome" if not app.banned
    default block
warns
    policy:3:24: warning[W1022]: 'app.banned' counts as false where nobody sets it
        allow "welcome" if not app.banned
                               ^^^^^^^^^^
        hint: make unset an error: field app.banned bool required

== what has to be set
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    field app.banned bool required
    allow "welcome" if not app.banned
    default block
warns

== not true, and meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    field app.banned bool
    # lint: allow W1022
    allow "welcome" if not app.banned
    default block
warns

== a field of the server, under parentheses
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "plain" if not (ssl or cf.client.bot)
    default block
warns
    policy:2:33: warning[W1022]: 'ssl' counts as false where nobody sets it
        allow anonymous "plain" if not (ssl or cf.client.bot)
                                        ^^^
        hint: ask for something that is there, not for something that is not
    policy:2:40: warning[W1022]: 'cf.client.bot' counts as false where nobody sets it
        allow anonymous "plain" if not (ssl or cf.client.bot)
                                               ^^^^^^^^^^^^^
        hint: ask for something that is there, not for something that is not

== asked for as it is
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "robots" if ssl and cf.client.bot
    default block
warns

== in a block the not is the safe side
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    field app.member bool
    block "no member" if not app.member
    default block
warns

== all of nothing
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    field app.roles array<string>
    allow "readers" if all(app.roles[*] == "reader")
    default block
warns
    policy:3:20: warning[W1023]: all() is true where 'app.roles' is empty
        allow "readers" if all(app.roles[*] == "reader")
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: ask for one beside it: len(app.roles) > 0 and all(...)

== all of something
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    field app.roles array<string>
    allow "readers" if len(app.roles) > 0 and all(app.roles[*] == "reader")
    default block
warns

== all and any
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "ours" if any(tls.client_cert.san.dns[*] == "a.example") and all(ends_with(tls.client_cert.san.dns[*], ".example"))
    default block
warns

== all of nothing, meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    field app.roles array<string>
    # lint: allow W1023
    allow "readers" if all(app.roles[*] == "reader")
    default block
warns

== a block that all of nothing gets past
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    field app.roles array<string>
    block "not only readers" if not all(app.roles[*] == "reader")
    default block
warns
    policy:3:33: warning[W1023]: all() is true where 'app.roles' is empty
        block "not only readers" if not all(app.roles[*] == "reader")
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: ask for one beside it: len(app.roles) > 0 and all(...)

== a block that nothing does not get past
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    field app.roles array<string>
    block "not only readers" if len(app.roles) == 0 or not all(app.roles[*] == "reader")
    default block
warns

== a block of all is the safe side
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    field app.roles array<string>
    block "only guests" if all(app.roles[*] == "guest")
    default block
warns

== and binds closer than or
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "office" if ip.src == 192.0.2.1 or http.request.uri.path == "/a" and http.request.method == "GET"
    default block
warns
    policy:2:39: warning[W1024]: 'and' binds closer than 'or'
        allow "office" if ip.src == 192.0.2.1 or http.request.uri.path == "/a" and http.request.method == "GET"
                                              ^^                               ~~~
        hint: it is read as: ip.src == 192.0.2.1 or (http.request.uri.path == "/a" and http.request.method == "GET")

== with the parentheses that it is read with
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "office" if ip.src == 192.0.2.1 or (http.request.uri.path == "/a" and http.request.method == "GET")
    default block
warns

== with those that were meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "office" if (ip.src == 192.0.2.1 or http.request.uri.path == "/a") and http.request.method == "GET"
    default block
warns

== without, and meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "office"
        # lint: allow W1024
        if ip.src == 192.0.2.1 or http.request.uri.path == "/a" and http.request.method == "GET"
    default block
warns

== a block only blocks more
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "office" if ip.src == 192.0.2.1 or http.request.uri.path == "/a" and http.request.method == "GET"
    default block
warns

== an exception lets in more
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "office" unless ip.src == 192.0.2.1 or http.request.uri.path == "/a" and http.request.method == "GET"
    default block
warns
    policy:2:43: warning[W1024]: 'and' binds closer than 'or'
        block "office" unless ip.src == 192.0.2.1 or http.request.uri.path == "/a" and http.request.method == "GET"
                                                  ^^                               ~~~
        hint: it is read as: ip.src == 192.0.2.1 or (http.request.uri.path == "/a" and http.request.method == "GET")

== one condition twice, in another order
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "first" if ssl and ip.src == 192.0.2.1
    block "second" if ip.src == 192.0.2.1 and ssl
    default block
warns
    policy:3:1: warning[W1025]: this rule has the condition of 'first', which decides before it
        block "second" if ip.src == 192.0.2.1 and ssl
        ^^^^^
        hint: remove one of the two
    policy:2:1: note: the other place is here
        block "first" if ssl and ip.src == 192.0.2.1
        ~~~~~

== two conditions
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "first" if ssl and ip.src == 192.0.2.1
    block "second" if ip.src == 192.0.2.2 and ssl
    default block
warns

== one twice, meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "first" if ssl and ip.src == 192.0.2.1
    # lint: allow W1025
    block "second" if ip.src == 192.0.2.1 and ssl
    default block
warns

== one decides, the other never does
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "open" if ip.src in {192.0.2.0/24}
    block "closed" if ip.src in {192.0.2.0..192.0.2.255}
    default block
warns
    policy:3:1: warning[W1025]: this rule has the condition of 'open', which decides before it
        block "closed" if ip.src in {192.0.2.0..192.0.2.255}
        ^^^^^
        hint: that one decides, and this one never does
    policy:2:1: note: the other place is here
        allow anonymous "open" if ip.src in {192.0.2.0/24}
        ~~~~~

== a log decides nothing, nor does a rule that is off
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    log "seen" if ip.src == 192.0.2.1
    disabled block "off" if ip.src == 192.0.2.1
    block "on" if ip.src == 192.0.2.1
    default block
warns

== a rule below one that takes all it could
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "all of it" if http.request.uri.path in {"/a" "/b"}
    allow "a" if http.request.uri.path == "/a"
    default block
warns
    policy:3:1: warning[W1026]: this rule is never reached: 'all of it' decides before it
        allow "a" if http.request.uri.path == "/a"
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:2:1: note: the other place is here
        block "all of it" if http.request.uri.path in {"/a" "/b"}
        ~~~~~

== before it, it is an exception
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "a" if http.request.uri.path == "/a"
    block "all of it" if http.request.uri.path in {"/a" "/b"}
    default block
warns

== below it, and meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "all of it" if http.request.uri.path in {"/a" "/b"}
    # lint: allow W1026
    allow "a" if http.request.uri.path == "/a"
    default block
warns

== below one with fewer conditions
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "tls" if ssl
    allow "office" if ip.src == 192.0.2.1 and ssl
    default block
warns
    policy:3:1: warning[W1026]: this rule is never reached: 'tls' decides before it
        allow "office" if ip.src == 192.0.2.1 and ssl
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:2:1: note: the other place is here
        allow "tls" if ssl
        ~~~~~

== allow stops nobody who is not proven
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "tls" if ssl
    block "others" if ssl
    allow anonymous "none" if http.request.uri.path == "/health"
    default block
warns

== below one of several alternatives
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "either" if ssl or ip.src == 192.0.2.1
    block "one" if ip.src == 192.0.2.1
    default block
warns
    policy:3:1: warning[W1026]: this rule is never reached: 'either' decides before it
        block "one" if ip.src == 192.0.2.1
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:2:1: note: the other place is here
        block "either" if ssl or ip.src == 192.0.2.1
        ~~~~~

== below a longer part
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "api" if path_under(http.request.uri.path, "/api")
    allow "v1" if path_under(http.request.uri.path, "/api/v1")
    allow "ping" if http.request.uri.path == "/api/ping"
    allow "apis" if http.request.uri.path == "/apis"
    default block
warns
    policy:3:1: warning[W1026]: this rule is never reached: 'api' decides before it
        allow "v1" if path_under(http.request.uri.path, "/api/v1")
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:2:1: note: the other place is here
        block "api" if path_under(http.request.uri.path, "/api")
        ~~~~~
    policy:4:1: warning[W1026]: this rule is never reached: 'api' decides before it
        allow "ping" if http.request.uri.path == "/api/ping"
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:2:1: note: the other place is here
        block "api" if path_under(http.request.uri.path, "/api")
        ~~~~~

== below another for with its host
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    for "api.example.com" "admin.example.com" { block "both" if ssl }
    for "api.example.com" { block "one" if ssl and ip.src == 192.0.2.1 }
    block "by name" if hostname == "admin.example.com" and ssl
    block "everywhere" if ssl and ip.src == 192.0.2.2
    default block
warns
    policy:3:25: warning[W1026]: this rule is never reached: 'both' decides before it
        for "api.example.com" { block "one" if ssl and ip.src == 192.0.2.1 }
                                ^^^^^
        hint: put it before that one, or make that one narrower
    policy:2:45: note: the other place is here
        for "api.example.com" "admin.example.com" { block "both" if ssl }
                                                    ~~~~~
    policy:4:1: warning[W1026]: this rule is never reached: 'both' decides before it
        block "by name" if hostname == "admin.example.com" and ssl
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:2:45: note: the other place is here
        for "api.example.com" "admin.example.com" { block "both" if ssl }
                                                    ~~~~~

== an end is a condition like any other
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "until summer" until 2026-09-01T00:00:00Z if ip.src == 192.0.2.1
    allow "for ever" if ip.src == 192.0.2.1
    allow "until spring" until 2026-07-01T00:00:00Z if ip.src == 192.0.2.1
    default block
at
    2026-06-01T00:00:00Z
warns
    policy:4:1: warning[W1026]: this rule is never reached: 'for ever' decides before it
        allow "until spring" until 2026-07-01T00:00:00Z if ip.src == 192.0.2.1
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:3:1: note: the other place is here
        allow "for ever" if ip.src == 192.0.2.1
        ~~~~~

== behind one for everybody, once for all
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "all" if true
    allow "a" if ssl
    allow "b" if ip.src == 192.0.2.1
    default block
warns
    policy:3:1: warning[W1026]: this rule is never reached: 'all' decides before it
        allow "a" if ssl
        ^^^^^
        hint: nor is any rule behind it ever reached
    policy:2:1: note: the other place is here
        block "all" if true
        ~~~~~

== the last one may be for everybody
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "a" if ssl
    allow "b" if ip.src == 192.0.2.1
    block "all" if true
    default block
warns

== always block goes first
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "a" if ssl and ip.src == 192.0.2.1
    always block "b" if ip.src == 192.0.2.1
    default block
warns
    policy:2:1: warning[W1026]: this rule is never reached: 'b' decides before it
        allow "a" if ssl and ip.src == 192.0.2.1
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:3:1: note: the other place is here
        always block "b" if ip.src == 192.0.2.1
        ~~~~~~

== two values at once
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "both" if ip.src == 192.0.2.1 and ip.src == 192.0.2.2
    default block
warns
    policy:2:17: warning[W1027]: 'ip.src == 192.0.2.1 and ip.src == 192.0.2.2' is never true
        allow "both" if ip.src == 192.0.2.1 and ip.src == 192.0.2.2
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: no value fulfils all the parts: 'or' may be meant

== one of two values
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "both" if ip.src == 192.0.2.1 or ip.src == 192.0.2.2
    default block
warns

== two values at once, meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    # lint: allow W1027
    allow "both" if ip.src == 192.0.2.1 and ip.src == 192.0.2.2
    default block
warns

== another than this, or another than that
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "neither" if http.request.uri.path != "/a" or http.request.uri.path != "/b"
    default block
warns
    policy:2:20: warning[W1027]: 'http.request.uri.path != "/a" or http.request.uri.path != "/b"' is always true
        block "neither" if http.request.uri.path != "/a" or http.request.uri.path != "/b"
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any value fulfils one of the parts: 'and' may be meant

== neither of two
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "neither" if http.request.uri.path != "/a" and http.request.uri.path != "/b"
    default block
warns

== a part that is constant, an empty set, a rule that is off
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "a" if ssl or (cf.client.bot and not cf.client.bot)
    block "b" if http.request.uri.path in {}
    block "c" if false
    default block
warns
    policy:2:21: warning[W1027]: '(cf.client.bot and not cf.client.bot)' is never true
        block "a" if ssl or (cf.client.bot and not cf.client.bot)
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: no value fulfils all the parts: 'or' may be meant
    policy:3:14: warning[W1027]: 'http.request.uri.path in {}' is never true
        block "b" if http.request.uri.path in {}
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^
    policy:4:14: warning[W1027]: 'false' is never true
        block "c" if false
                     ^^^^^
        hint: 'disabled' in front of a rule keeps it from running

== off by its word
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    disabled block "c" if ssl
    default block
warns

== in the set and the one that is not
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "a" if http.request.uri.path in {"/a" "/b"} and http.request.uri.path == "/c"
    default block
warns
    policy:2:14: warning[W1027]: 'http.request.uri.path in {"/a" "/b"} and http.request.uri.path == "/c"' is never true
        block "a" if http.request.uri.path in {"/a" "/b"} and http.request.uri.path == "/c"
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: no value fulfils all the parts: 'or' may be meant

== in the set and one that is
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "a" if http.request.uri.path in {"/a" "/b"} and http.request.uri.path != "/a"
    default block
warns

== a misspelt host
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "admin" if hostname == "admni.example.com"
    default block
warns
    policy:2:30: warning[W1028]: no trust block covers host 'admni.example.com'
        allow "admin" if hostname == "admni.example.com"
                                     ^^^^^^^^^^^^^^^^^^^
        hint: is 'admin.example.com' meant?

== the host as the trust block has it
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "admin" if hostname == "admin.example.com"
    default block
warns

== misspelt, and meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    # lint: allow W1028
    allow "admin" if hostname == "admni.example.com"
    default block
warns

== in a block, as an exception, in a set and in a for
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "a" if hostname == "admni.example.com"
    block "b" if ssl and hostname != "admim.example.com"
    block "c" if hostname in {"api.example.com" "api.exampel.com"}
    for "admin.exmaple.com" { block "d" if ssl }
    default block
warns
    policy:2:26: warning[W1028]: no trust block covers host 'admni.example.com'
        block "a" if hostname == "admni.example.com"
                                 ^^^^^^^^^^^^^^^^^^^
        hint: is 'admin.example.com' meant?
    policy:3:34: warning[W1028]: no trust block covers host 'admim.example.com'
        block "b" if ssl and hostname != "admim.example.com"
                                         ^^^^^^^^^^^^^^^^^^^
        hint: is 'admin.example.com' meant?
    policy:4:45: warning[W1028]: no trust block covers host 'api.exampel.com'
        block "c" if hostname in {"api.example.com" "api.exampel.com"}
                                                    ^^^^^^^^^^^^^^^^^
        hint: is 'api.example.com' meant?
    policy:5:5: warning[W1028]: no trust block covers host 'admin.exmaple.com'
        for "admin.exmaple.com" { block "d" if ssl }
            ^^^^^^^^^^^^^^^^^^^
        hint: is 'admin.example.com' meant?

== a host without mTLS has no proven clients
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    for "www.example.org" { allow "there" if ssl }
    default block
warns
    policy:2:5: warning[W1028]: no trust block covers host 'www.example.org'
        for "www.example.org" { allow "there" if ssl }
            ^^^^^^^^^^^^^^^^^
        hint: mTLS is off there, so no client is ever proven

== but may well have others
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    for "www.example.org" { allow anonymous "there" if ssl }
    allow anonymous "app" if hostname == "app.example.com"
    default block
warns

== where a block is for all hosts, each is covered
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "there" if hostname == "www.example.org"
    default block
warns

== a for that is wider than the block
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    for "*.example.com" { allow "all" if ssl }
    default block
warns
    policy:2:5: warning[W1029]: '*.example.com' is wider than any trust block
        for "*.example.com" { allow "all" if ssl }
            ^^^^^^^^^^^^^^^
        hint: 'admin.example.com' is covered; where no block is, mTLS is off and no client proven

== a for as wide as the block
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    for "api.example.com" { allow "all" if ssl }
    default block
warns

== wider, and meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    # lint: allow W1029
    for "*.example.com" { allow "all" if ssl }
    default block
warns

== a host that anybody can make up
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "public" if hostname contains "public.example.com"
    default block
warns
    policy:2:29: warning[W1030]: 'hostname contains "public.example.com"' is true of other hosts too
        allow anonymous "public" if hostname contains "public.example.com"
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(hostname, ".example.com")

== the host
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow anonymous "public" if hostname == "public.example.com"
    default block
warns

== made up, and meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    # lint: allow W1030
    allow anonymous "public" if hostname contains "public.example.com"
    default block
warns

== an exception wider than meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "not verified" if not cf.tls_client_auth.cert_verified and not ends_with(hostname, "public.example.com")
    allow anonymous "public" if ends_with(http.host, "public.example.com") and ssl
    allow anonymous "stars" if hostname wildcard "*public.example.com" and not starts_with(http.referer, "x")
    allow anonymous "begin" if starts_with(hostname, "public.") and ssl
    default block
warns
    policy:2:70: warning[W1030]: 'ends_with(hostname, "public.example.com")' is true of other hosts too
        block "not verified" if not cf.tls_client_auth.cert_verified and not ends_with(hostname, "public.example.com")
                                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(hostname, ".example.com")
    policy:3:29: warning[W1030]: 'ends_with(http.host, "public.example.com")' is true of other hosts too
        allow anonymous "public" if ends_with(http.host, "public.example.com") and ssl
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(http.host, ".example.com")
    policy:4:28: warning[W1030]: 'hostname wildcard "*public.example.com"' is true of other hosts too
        allow anonymous "stars" if hostname wildcard "*public.example.com" and not starts_with(http.referer, "x")
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(hostname, ".example.com")
    policy:5:28: warning[W1030]: 'starts_with(hostname, "public.")' is true of other hosts too
        allow anonymous "begin" if starts_with(hostname, "public.") and ssl
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(hostname, ".example.com")

== as wide as meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "not verified" if not cf.tls_client_auth.cert_verified and not ends_with(hostname, ".public.example.com")
    allow anonymous "public" if ends_with(http.host, ".public.example.com")
    default block
warns

== a block may be wide
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    block "internal" if hostname contains "internal"
    default block
warns

== a host that its for leaves out
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    for "api.example.com" { allow "admin" if hostname == "admin.example.com" }
    default block
warns
    policy:2:54: warning[W1031]: 'admin.example.com' is no host of the 'for' around it
        for "api.example.com" { allow "admin" if hostname == "admin.example.com" }
            ~~~~~~~~~~~~~~~~~                                ^^^^^^^^^^^^^^^^^^^

== a host that it takes in
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    for "api.example.com" "admin.example.com" { allow "admin" if hostname == "admin.example.com" }
    default block
warns

== left out, and meant
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    # lint: allow W1031
    for "api.example.com" { allow "admin" if hostname == "admin.example.com" }
    default block
warns

== a name that several CAs may write
policy
    trust fleet for "api.example.com" { ca "certs/root.pem" ca "certs/partner-root.pem" }
    allow "orders" if tls.client_cert.spiffe.id == "spiffe://mesh.example/orders"
    allow "a" if any(tls.client_cert.san.dns[*] == "a.example") and ssl
    default block
warns
    policy:2:19: warning[W1032]: 'tls.client_cert.spiffe.id' is what any of the 2 CAs of trust 'fleet' may write
        allow "orders" if tls.client_cert.spiffe.id == "spiffe://mesh.example/orders"
                          ^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: say which, beside it: tls.client_cert.anchor.name == "..."
    policy:3:18: warning[W1032]: 'tls.client_cert.san.dns[*]' is what any of the 2 CAs of trust 'fleet' may write
        allow "a" if any(tls.client_cert.san.dns[*] == "a.example") and ssl
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: say which, beside it: tls.client_cert.anchor.name == "..."

== by the CA that is to write it
policy
    trust fleet for "api.example.com" { ca "certs/root.pem" ca "certs/partner-root.pem" }
    allow "orders" if tls.client_cert.spiffe.id == "spiffe://mesh.example/orders" and tls.client_cert.anchor.name == "root"
    allow "a" if any(tls.client_cert.san.dns[*] == "a.example") and any(tls.client_cert.issuer.cn[*] == "Fleet Root")
    default block
warns

== by any, and meant
policy
    trust fleet for "api.example.com" { ca "certs/root.pem" ca "certs/partner-root.pem" }
    # lint: allow W1032
    allow "orders" if tls.client_cert.spiffe.id == "spiffe://mesh.example/orders"
    default block
warns

== where there is one CA nothing is to be said
policy
    trust fleet for "api.example.com" "admin.example.com" { ca "certs/root.pem" }
    allow "orders" if tls.client_cert.spiffe.id == "spiffe://mesh.example/orders"
    default block
warns

== where the rule is about another block
policy
    trust fleet for "api.example.com" { ca "certs/root.pem" ca "certs/partner-root.pem" }
    trust one for "one.example.com" { ca "certs/root.pem" }
    allow "a" if hostname == "one.example.com" and tls.client_cert.spiffe.id == "spiffe://mesh.example/a"
    allow "b" if tls.client_cert.trust.block == "one" and tls.client_cert.spiffe.id == "spiffe://mesh.example/b"
    for "one.example.com" { allow "c" if tls.client_cert.spiffe.id == "spiffe://mesh.example/c" }
    default block
warns

== a block asks for no CA
policy
    trust fleet for "api.example.com" { ca "certs/root.pem" ca "certs/partner-root.pem" }
    block "lost" if tls.client_cert.spiffe.id == "spiffe://mesh.example/lost"
    default block
warns
