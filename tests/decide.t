== an allow lets in a proven client
policy
    allow "clients" if http.request.uri.path == "/x"
fields
    {"http.request.uri.path": "/x", "cf.tls_client_auth.cert_verified": true,
     "cf.tls_client_auth.cert_revoked": false,
     "tls.client_cert.revocation_status": "good"}
want
    allow by "clients" (policy:1)

== not when nothing is known of it
fields
    {"http.request.uri.path": "/x", "cf.tls_client_auth.cert_presented": true}
want
    block by default: "clients" needs a proven client: cert_verified is not set

== nor an unverified one
fields
    {"http.request.uri.path": "/x", "cf.tls_client_auth.cert_verified": false,
     "cf.tls_client_auth.cert_revoked": false}
want
    block by default: "clients" needs a proven client: cert_verified is false

== nor when nobody knows whether it is revoked
fields
    {"http.request.uri.path": "/x", "cf.tls_client_auth.cert_verified": true}
want
    block by default: "clients" needs a proven client: cert_revoked is not set

== nor a revoked one
fields
    {"http.request.uri.path": "/x", "cf.tls_client_auth.cert_verified": true,
     "cf.tls_client_auth.cert_revoked": true}
want
    block by default: "clients" needs a proven client: cert_revoked is true

== nor one whose status is unknown
fields
    {"http.request.uri.path": "/x", "cf.tls_client_auth.cert_verified": true,
     "cf.tls_client_auth.cert_revoked": false,
     "tls.client_cert.revocation_status": "unknown"}
want
    block by default: "clients" needs a proven client: revocation_status is unknown

== without a trust block a status that was not checked will do
fields
    {"http.request.uri.path": "/x", "cf.tls_client_auth.cert_verified": true,
     "cf.tls_client_auth.cert_revoked": false,
     "tls.client_cert.revocation_status": "not_checked"}
want
    allow by "clients"

== a rule that would not match anyway is not named
fields
    {"http.request.uri.path": "/y", "cf.tls_client_auth.cert_verified": false}
want
    block by default: no rule allows it

== allow anonymous asks for no client
policy
    allow anonymous "health" if http.request.uri.path == "/health"
set
    http.request.uri.path=/health
want
    allow by "health"

== the first rule that matches decides
policy
    block "first" if http.request.uri.path == "/x"
    allow anonymous "second" if http.request.uri.path == "/x"
set
    http.request.uri.path=/x
want
    block by "first"

== always block comes first, wherever it stands
policy
    allow anonymous "all" if true
    always block "lost" if http.request.uri.path == "/x"
set
    http.request.uri.path=/x
want
    block by "lost"

== and lets others pass
set
    http.request.uri.path=/y
want
    allow by "all"

== unless is if not
policy
    block "elsewhere" unless http.request.uri.path == "/x"
    allow anonymous "here" if true
set
    http.request.uri.path=/x
want
    allow by "here"

== and a missing value makes the comparison false, so it blocks
want
    block by "elsewhere"

== a disabled rule does not run
policy
    disabled block "off" if true
    allow anonymous "on" if true
want
    allow by "on"

== an unnamed rule is called after its line
policy
    allow anonymous if true
want
    allow by policy:1

== an action is the host program's
policy
    action "redirect" "old" status 302 if http.request.uri.path == "/old"
    allow anonymous "rest" if true
set
    http.request.uri.path=/old
want
    action "redirect" by "old"

== until is not over yet
policy
    allow anonymous "guests" until 2026-12-01T00:00:00Z if true
at
    2026-11-30T23:59:59Z
want
    allow by "guests"

== from that second on it is
at
    2026-12-01T00:00:00Z
want
    block by default: no rule allows it

== a for is one more condition
policy
    for "*.iot.example" "api.example" {
        allow anonymous "inside" if true
    }
    block "outside" if http.host == "www.example"
host
    t1.iot.example
want
    allow by "inside"

== for another host it is false
host
    www.example
want
    block by "outside"

== two labels are not one
host
    a.t1.iot.example
want
    block by default: no rule allows it

== a host in error makes it an error
host
    api..example
want
    block by "inside": evaluation error in 'hostname is *.iot.example or api.example': an empty label

== a for's default
policy
    for "a.example" { default allow anonymous }
    for "*.example" { default allow anonymous }
    for "b.example" { default block }
host
    a.example
want
    allow by default

== one that blocks is enough
host
    b.example
want
    block by default: no rule allows it

== a host that none of them knows
host
    c.test
want
    block by default: no rule allows it

== the policy's default where no for has one
policy
    default allow anonymous
    for "a.example" { default block }
host
    c.test
want
    allow by default

== a for's comes before it
host
    a.example
want
    block by default: no rule allows it

== no host: it blocks, and says why
host
want
    block by default: no rule allows it; 'default allow anonymous' is not for requests without a host

== a host in error: it blocks, and says why
host
    a..example
want
    block by default: no rule allows it; 'default allow anonymous' is not for a host in error: an empty label

== a host that has a trust block: it blocks, and says why
policy
    trust fleet for "a.example" { ca "certs/root.pem" }
    default allow anonymous
at
    2026-06-01T00:00:00Z
host
    a.example
want
    block by default: no rule allows it; 'default allow anonymous' is not for hosts with a trust block

== its neighbour has none
host
    b.example
want
    allow by default

== nor has it a block, but that of the policy whose decision was logged
policy
    default allow anonymous
host
    a.example
fields
    {"tls.client_cert.trust.block": "fleet"}
want
    block by default: no rule allows it; 'default allow anonymous' is not for hosts with a trust block

== what many rules ask besides finds none that asks it or something else
policy
    block "1" if ssl and not http.cookie contains "1"
    block "2" if ssl and not http.cookie contains "2"
    block "3" if ssl and not http.cookie contains "3"
    block "4" if ssl and not http.cookie contains "4"
    block "5" if ssl and not http.cookie contains "5"
    block "either" if ssl or not http.user_agent contains "x"
    allow anonymous "all" if true
fields
    {"ssl": false, "http.cookie": "0", "http.user_agent": "y"}
want
    block by "either"

== nor one that asks for neither
fields
    {"ssl": false, "http.cookie": "0", "http.user_agent": "x"}
want
    allow by "all"

== and each by itself is found
fields
    {"ssl": true, "http.cookie": "1234", "http.user_agent": "x"}
want
    block by "5"
