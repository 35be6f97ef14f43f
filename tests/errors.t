== a field in error: eq
expression
    http.cookie eq "x"
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== a field in error: ne
expression
    http.cookie ne "x"
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== a field in error: lt
expression
    http.cookie lt "x"
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== a field in error: le
expression
    http.cookie le "x"
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== a field in error: gt
expression
    http.cookie gt "x"
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== a field in error: ge
expression
    http.cookie ge "x"
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== a field in error: contains
expression
    http.cookie contains "x"
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== a field in error: matches
expression
    http.cookie matches "x"
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== a field in error: wildcard
expression
    http.cookie wildcard "x"
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== a field in error: strict wildcard
expression
    http.cookie strict wildcard "x"
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== a field in error: in
expression
    http.cookie in {"x"}
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== a field in error: not in
expression
    http.cookie not in {"x"}
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== not error is error
expression
    not http.cookie == "x"
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== false decides an and, whatever is in error
expression
    ssl and http.cookie == "x" and tls.resumed
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
false

== on either side
expression
    tls.resumed and http.cookie == "x"
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
false

== an and without a false is error
expression
    ssl and http.cookie == "x"
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== true decides an or
expression
    http.cookie == "x" or ssl
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
true

== on either side of it
expression
    ssl or http.cookie == "x"
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
true

== an or without a true is error
expression
    tls.resumed or http.cookie == "x"
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== xor with an error is error
expression
    ssl xor http.cookie == "x"
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== and not of a false and
expression
    not (tls.resumed and http.cookie == "x")
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
true

== error beside a missing value
expression
    http.cookie == http.user_agent
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== and on the right of one
expression
    http.user_agent == http.cookie
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== a function of it
expression
    len(lower(http.cookie)) gt 0
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== a function of it and a missing argument
expression
    concat(http.user_agent, http.cookie) == ""
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== under any
expression
    any(tls.client_cert.san.dns[*] == http.cookie)
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== under any, with no element to compare
expression
    any(tls.client_cert.san.email[*] == http.cookie)
fields
    {"http.cookie": {"error": "a broken field"}, "http.host": "a.example", "ssl": true}
error

== an array in error
expression
    any(tls.client_cert.san.dns[*] == "x")
fields
    {"tls.client_cert.san.dns": {"error": "a broken field"}}
error

== all of it
expression
    all(tls.client_cert.san.dns[*] == "x")
fields
    {"tls.client_cert.san.dns": {"error": "a broken field"}}
error

== its first
expression
    tls.client_cert.san.dns[0] ne "x"
fields
    {"tls.client_cert.san.dns": {"error": "a broken field"}}
error

== an element in error: another one decides any
expression
    any(tls.client_cert.san.dns[*] == "c")
fields
    {"tls.client_cert.san.dns": ["a", {"error": "a broken element"}, "c"]}
true

== none does
expression
    any(tls.client_cert.san.dns[*] == "d")
fields
    {"tls.client_cert.san.dns": ["a", {"error": "a broken element"}, "c"]}
error

== another one decides all
expression
    all(tls.client_cert.san.dns[*] == "a")
fields
    {"tls.client_cert.san.dns": ["a", {"error": "a broken element"}, "c"]}
false

== none decides all
expression
    all(tls.client_cert.san.dns[*] ne "d")
fields
    {"tls.client_cert.san.dns": ["a", {"error": "a broken element"}, "c"]}
error

== the others stand
expression
    tls.client_cert.san.dns[2] == "c" and tls.client_cert.san.dns[0] == "a"
fields
    {"tls.client_cert.san.dns": ["a", {"error": "a broken element"}, "c"]}
true

== that one does not
expression
    tls.client_cert.san.dns[1] == "c"
fields
    {"tls.client_cert.san.dns": ["a", {"error": "a broken element"}, "c"]}
error

== the array is in error as a value
expression
    len(tls.client_cert.san.dns) == 3
fields
    {"tls.client_cert.san.dns": ["a", {"error": "a broken element"}, "c"]}
error

== and so is a function over it
expression
    has_value(tls.client_cert.san.dns, "a")
fields
    {"tls.client_cert.san.dns": ["a", {"error": "a broken element"}, "c"]}
error

== element by element it is one of three
expression
    any(upper(tls.client_cert.san.dns[*])[*] == "C")
fields
    {"tls.client_cert.san.dns": ["a", {"error": "a broken element"}, "c"]}
true

== an error in a rule blocks, and says where
policy
    allow anonymous "health" if http.request.uri.path == "/health"
    allow anonymous "rest" if ssl
set
    ssl=true
path
    /admin%2fx
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': an encoded slash

== the leftmost comparison in error is named, decisive or not
policy
    allow anonymous "x" if (ssl or http.cookie == "a") and
        (tls.resumed or lower(http.user_agent) == "b")
fields
    {"ssl": true, "http.cookie": {"error": "first"}, "http.user_agent": {"error": "second"}}
want
    block by "x": evaluation error in 'http.cookie == "a"': first

== a rule that is false in spite of it goes on
policy
    block "x" if tls.resumed and http.cookie == "a"
    allow anonymous "rest" if ssl
fields
    {"ssl": true, "tls.resumed": false, "http.cookie": {"error": "first"}}
want
    allow by "rest"

== an error in a log rule is recorded and decides nothing
policy
    log "seen" if http.cookie == "a"
    allow anonymous "rest" if ssl
fields
    {"ssl": true, "http.cookie": {"error": "first"}}
want
    allow by "rest"

== an error in an action rule blocks
policy
    action "redirect" "x" if http.cookie == "a"
    allow anonymous "rest" if ssl
fields
    {"ssl": true, "http.cookie": {"error": "first"}}
want
    block by "x": evaluation error in 'http.cookie == "a"': first

== an error in the guard of an allow is one
policy
    allow "x" if ssl
    allow anonymous "rest" if ssl
fields
    {"ssl": true, "cf.tls_client_auth.cert_verified": false,
     "cf.tls_client_auth.cert_revoked": {"error": "first"}}
want
    block by "x": evaluation error in 'the client is proven': first

== unless the rest of the rule is false
fields
    {"ssl": false, "cf.tls_client_auth.cert_revoked": {"error": "first"}}
want
    block by default: no rule allows it
