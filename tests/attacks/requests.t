# Hosts, paths and headers, spelt by somebody who knows that servers disagree.

== a client at his own host is let in
policy
    trust fleet for "api.example" "*.iot.example" "[2001:db8::1]" "192.0.2.1" {
        ca "certs/root.pem"
    }
    trust others for default {
        ca "certs/twin-root.pem"
    }
    allow "api" if hostname == "api.example"
    allow "iot" if hostname wildcard "*.iot.example"
    allow "v6" if hostname == "[2001:db8::1]"
    allow "v4" if hostname == "192.0.2.1"
    block "rest" if hostname != ""
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/good.pem
want
    allow by "api"

== a host behind a user's name
host
    user@api.example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bad character

== a host in front of an at sign, which is a user's name to others
host
    api.example@evil.example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bad character

== with a port between, as RFC 3986 would read it
host
    api.example:443@evil.example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bad port

== a host behind a fragment
host
    evil.example#@api.example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bad character

== a host with an encoded dot
host
    api%2eexample
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bad character

== a host with an encoded NUL, and more behind
host
    api.example%00.evil.example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bad character

== a host with a slash
host
    api.example/evil
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bad character

== a host with a backslash
host
    api.example\evil.example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bad character

== a whole URL for a host
host
    http://api.example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bad port

== two hosts in one header
host
    api.example,evil.example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bad character

== two hosts with a space between
host
    api.example evil.example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bad character

== two dots at the end
host
    api.example..
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': an empty label

== a dot in front
host
    .api.example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': an empty label

== a port that there is not
host
    api.example:99999
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bad port

== a port with a sign
host
    api.example:+443
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bad port

== a host with a Cyrillic а
host
    аpi.example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a byte above 0x7f

== a host with a fullwidth a, which some fold to a
host
    ａpi.example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a byte above 0x7f

== a host with an ideographic full stop, which some fold to a dot
host
    api。example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a byte above 0x7f

== the punycode of a host that looks like ours
host
    xn--pi-6kc.example
cert
    certs/good.pem
want
    block by "rest"

== a host with an underline behind
host
    api_.example
cert
    certs/good.pem
want
    block by "rest"

== a port and capitals are no other host
host
    API.Example:8443
cert
    certs/good.pem
want
    allow by "api"

== nor are an empty port and a dot behind
host
    api.example.:
cert
    certs/good.pem
want
    allow by "api"

== the star itself for a host
host
    *.iot.example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bad character

== two labels where the block covers one: another block's clients
host
    a.b.iot.example
cert
    certs/good.pem
want
    block by "rest"

== none where it covers one
host
    iot.example
cert
    certs/good.pem
want
    block by "rest"

== one label is let in
host
    a.iot.example
cert
    certs/good.pem
want
    allow by "iot"

== an address of ours dressed as IPv6
host
    [::ffff:192.0.2.1]
cert
    certs/good.pem
want
    block by "rest"

== an address as one number
host
    3221225985
cert
    certs/good.pem
want
    block by "rest"

== an address of three parts
host
    192.0.513
cert
    certs/good.pem
want
    block by "rest"

== an address with a part in hex
host
    0xc0.0.2.1
cert
    certs/good.pem
want
    block by "rest"

== an address with noughts in front
host
    192.000.002.001
cert
    certs/good.pem
want
    block by "rest"

== the address is let in
host
    192.0.2.1:80
cert
    certs/good.pem
want
    allow by "v4"

== an IPv6 address with a zone
host
    [2001:db8::1%25eth0]
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bad IPv6 address

== an IPv6 address without brackets
host
    2001:db8::1
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bad port

== an IPv6 address without its last bracket
host
    [2001:db8::1
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': a bracket that is not closed

== an IPv6 address in any spelling is let in
host
    [2001:0DB8:0::1]:443
cert
    certs/good.pem
want
    allow by "v6"

== two Host headers, one of them ours
host
    api.example
    evil.example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': two different hosts

== the same one the other way round
host
    evil.example
    api.example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': two different hosts

== two Host headers that say the same are two all the same
host
    api.example
    API.example
cert
    certs/good.pem
want
    block by "rest": evaluation error in 'hostname != ""': two Host headers

== a public path is open to everybody
policy
    allow anonymous "public" if path_under(http.request.uri.path, "/public")
    block "admin" if path_under(http.request.uri.path, "/admin")
    allow anonymous "rest" if http.request.uri.path != ""
at
    2026-06-01T00:00:00Z
path
    /public/page
want
    allow by "public"

== climbing out of it
path
    /public/../admin
want
    block by "admin"

== climbing with encoded dots
path
    /public/%2e%2E/admin
want
    block by "admin"

== with one of them encoded
path
    /public/.%2e/admin
want
    block by "admin"

== with dots that are encoded twice
path
    /public/%252e%252e/admin
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': an escape that is encoded twice

== with a percent sign that is encoded digit by digit
path
    /public/%25%32%65%25%32%65/admin
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': an escape that is encoded twice

== with an encoded slash
path
    /public/..%2fadmin
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': an encoded slash

== with an encoded backslash
path
    /public/..%5cadmin
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': an encoded backslash

== with a backslash
path
    /public/..\admin
want
    block by "admin"

== with parameters behind the dots
path
    /public/..;/admin
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': a dot segment with parameters

== with encoded parameters behind the dots
path
    /public/..%3bx=1/admin
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': a dot segment with parameters

== with a segment of parameters alone to climb from
path
    /public/;/../admin
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': an empty segment with parameters

== three dots are a name
path
    /public/.../page
want
    allow by "public"

== parameters behind a name are part of it
path
    /public/map;v=1/page
want
    allow by "public"

== a percent sign at the end is one
path
    /public/100%25
want
    allow by "public"

== a segment of parameters alone in front
path
    /;/admin
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': an empty segment with parameters

== the same, encoded
path
    /%3B/admin
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': an empty segment with parameters

== a slash too many
path
    //admin
want
    block by "admin"

== a dot in between
path
    /./admin
want
    block by "admin"

== a letter encoded
path
    /%61dmin
want
    block by "admin"

== a slash encoded in front
path
    /%2fadmin
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': an encoded slash

== a NUL behind
path
    /admin%00.html
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': an encoded NUL

== another escape's grammar
path
    /%u0061dmin
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': a bad escape

== half an escape
path
    /admin%2
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': a bad escape

== an escape inside an escape
path
    /%%32%66admin
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': a bad escape

== a fragment
path
    /public#/../admin
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': a fragment in the path

== a whole URL in front
path
    http://api.example/admin
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': a path that does not begin with a slash

== above the root
path
    /../admin
want
    block by "public": evaluation error in 'path_under(http.request.uri.path, "/public")': a path above the root

== a name that begins like ours is not it
path
    /publicity
want
    allow by "rest"

== nor is one that begins like the admin's
path
    /administer
want
    allow by "rest"

== a header is found in any case of its name
policy
    list $tenants string { "acme" }
    allow anonymous "tenant" if all(http.request.headers["x-tenant"][*] in $tenants) and len(http.request.headers["x-tenant"]) == 1
fields
    {"http.request.headers": {"X-TENANT": ["acme"]}}
want
    allow by "tenant"

== a second one in another case does not hide behind the first
fields
    {"http.request.headers": {"X-Tenant": ["acme"], "x-tenant": ["evil"]}}
want
    block by default: no rule allows it

== nor in front of it
fields
    {"http.request.headers": {"x-tenant": ["evil"], "X-Tenant": ["acme"]}}
want
    block by default: no rule allows it

== an underline is no hyphen
fields
    {"http.request.headers": {"X_Tenant": ["acme"]}}
want
    block by default: no rule allows it

== a space behind its name makes another header
fields
    {"http.request.headers": {"X-Tenant ": ["acme"]}}
want
    block by default: no rule allows it

== a letter that folds to ASCII in Unicode alone makes another header
policy
    allow anonymous "key" if any(http.request.headers["x-key"][*] == "1")
fields
    {"http.request.headers": {"x-\u212aey": ["1"]}}
want
    block by default: no rule allows it

== the header itself is found
fields
    {"http.request.headers": {"X-KEY": ["1"]}}
want
    allow by "key"

== an address behind a forwarded header is not the client's
policy
    allow anonymous "office" if ip.src in {192.0.2.0/24}
fields
    {"ip.src": "203.0.113.9", "http.request.headers": {"X-Forwarded-For": ["192.0.2.7"]}}
want
    block by default: no rule allows it

== nor is an IPv4 address in IPv6's clothes
fields
    {"ip.src": "::ffff:192.0.2.7"}
want
    block by default: no rule allows it

== the client's own is
fields
    {"ip.src": "192.0.2.7"}
want
    allow by "office"
