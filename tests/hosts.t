== hostname, ==: a client
policy
    trust fleet for "api.example.com" { ca "certs/root.pem" }
    allow anonymous "health" if hostname == "api.example.com" and http.request.uri.path == "/health"
    block "stranger" if hostname == "api.example.com"
        and not cf.tls_client_auth.cert_verified
    allow "clients" if hostname == "api.example.com"
    allow anonymous "others" if hostname != "api.example.com"
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, ==: a stranger
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin
want
    block by "stranger": the client presented no certificate

== hostname, ==: a stranger at API.example.com
at
    2026-06-01T00:00:00Z
host
    API.example.com
path
    /admin
want
    block by "stranger": the client presented no certificate

== hostname, ==: a client at API.example.com
at
    2026-06-01T00:00:00Z
host
    API.example.com
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, ==: a stranger at api.example.com.
at
    2026-06-01T00:00:00Z
host
    api.example.com.
path
    /admin
want
    block by "stranger": the client presented no certificate

== hostname, ==: a client at api.example.com.
at
    2026-06-01T00:00:00Z
host
    api.example.com.
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, ==: a stranger at api.example.com:443
at
    2026-06-01T00:00:00Z
host
    api.example.com:443
path
    /admin
want
    block by "stranger": the client presented no certificate

== hostname, ==: a client at api.example.com:443
at
    2026-06-01T00:00:00Z
host
    api.example.com:443
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, ==: a stranger at API.EXAMPLE.COM.:8443
at
    2026-06-01T00:00:00Z
host
    API.EXAMPLE.COM.:8443
path
    /admin
want
    block by "stranger": the client presented no certificate

== hostname, ==: a client at API.EXAMPLE.COM.:8443
at
    2026-06-01T00:00:00Z
host
    API.EXAMPLE.COM.:8443
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, ==: health for a stranger
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health
want
    allow by "health"

== hostname, ==: health at another spelling of the host
at
    2026-06-01T00:00:00Z
host
    API.example.com:443
path
    /health
want
    allow by "health"

== hostname, ==: another host
at
    2026-06-01T00:00:00Z
host
    www.example.com
path
    /admin
want
    allow by "others"

== hostname, ==: a host that only begins alike
at
    2026-06-01T00:00:00Z
host
    api.example.com.evil.example
path
    /admin
want
    allow by "others"

== hostname, ==: two hosts, a stranger
at
    2026-06-01T00:00:00Z
host
    www.example.com
    api.example.com
path
    /admin
want
    block by "stranger": evaluation error in 'hostname == "api.example.com"': two different hosts

== hostname, ==: two hosts, a client
at
    2026-06-01T00:00:00Z
host
    api.example.com
    www.example.com
path
    /admin
cert
    certs/good.pem
want
    block by "stranger": evaluation error in 'hostname == "api.example.com"': two different hosts

== hostname, ==: one host twice
at
    2026-06-01T00:00:00Z
host
    api.example.com
    api.example.com
path
    /admin
want
    block by "stranger": evaluation error in 'hostname == "api.example.com"': two Host headers

== hostname, ==: no host, a stranger
host
at
    2026-06-01T00:00:00Z
path
    /admin
want
    block by default: no rule allows it

== hostname, ==: no host, at health
host
at
    2026-06-01T00:00:00Z
path
    /health
want
    block by default: no rule allows it

== hostname, ==: no host, a client
host
at
    2026-06-01T00:00:00Z
path
    /admin
cert
    certs/good.pem
want
    block by default: no rule allows it

== hostname, ==: a host that is none: api..example.com
at
    2026-06-01T00:00:00Z
host
    api..example.com
path
    /admin
want
    block by "stranger": evaluation error in 'hostname == "api.example.com"': an empty label

== hostname, ==: a host that is none: api.example.com:http
at
    2026-06-01T00:00:00Z
host
    api.example.com:http
path
    /admin
want
    block by "stranger": evaluation error in 'hostname == "api.example.com"': a bad port

== hostname, ==: a host that is none: api.example.com/
at
    2026-06-01T00:00:00Z
host
    api.example.com/
path
    /admin
want
    block by "stranger": evaluation error in 'hostname == "api.example.com"': a bad character

== hostname, ==: a host that is none: api.examplé.com
at
    2026-06-01T00:00:00Z
host
    api.examplé.com
path
    /admin
want
    block by "stranger": evaluation error in 'hostname == "api.example.com"': a byte above 0x7f

== hostname, ==: a stranger at /health/../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/../admin
want
    block by "stranger": the client presented no certificate

== hostname, ==: a client at /health/../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/../admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, ==: a stranger at //admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    //admin
want
    block by "stranger": the client presented no certificate

== hostname, ==: a client at //admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    //admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, ==: a stranger at /%61dmin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%61dmin
want
    block by "stranger": the client presented no certificate

== hostname, ==: a client at /%61dmin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%61dmin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, ==: a stranger at /./admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /./admin
want
    block by "stranger": the client presented no certificate

== hostname, ==: a client at /./admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /./admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, ==: a stranger at /health/./../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/./../admin
want
    block by "stranger": the client presented no certificate

== hostname, ==: a client at /health/./../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/./../admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, ==: a stranger at /admin/
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin/
want
    block by "stranger": the client presented no certificate

== hostname, ==: a client at /admin/
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin/
cert
    certs/good.pem
want
    allow by "clients"

== hostname, ==: a stranger at /healthcare
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /healthcare
want
    block by "stranger": the client presented no certificate

== hostname, ==: a client at /healthcare
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /healthcare
cert
    certs/good.pem
want
    allow by "clients"

== hostname, ==: a stranger at /health/..
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/..
want
    block by "stranger": the client presented no certificate

== hostname, ==: a client at /health/..
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/..
cert
    certs/good.pem
want
    allow by "clients"

== hostname, ==: a stranger at /Health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /Health
want
    block by "stranger": the client presented no certificate

== hostname, ==: a client at /Health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /Health
cert
    certs/good.pem
want
    allow by "clients"

== hostname, ==: a stranger at /health%20
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%20
want
    block by "stranger": the client presented no certificate

== hostname, ==: a client at /health%20
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%20
cert
    certs/good.pem
want
    allow by "clients"

== hostname, ==: a spelling of health: //health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    //health
want
    allow by "health"

== hostname, ==: a spelling of health: /./health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /./health
want
    allow by "health"

== hostname, ==: a spelling of health: /%68ealth
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%68ealth
want
    allow by "health"

== hostname, ==: a spelling of health: /x/../health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /x/../health
want
    allow by "health"

== hostname, ==: below health: /health/
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/
want
    block by "stranger": the client presented no certificate

== hostname, ==: below health: /health/live
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/live
want
    block by "stranger": the client presented no certificate

== hostname, ==: a path servers disagree on: /admin%2fx
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin%2fx
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': an encoded slash

== hostname, ==: a path servers disagree on: /health%2f..%2fadmin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%2f..%2fadmin
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': an encoded slash

== hostname, ==: a path servers disagree on: /health%5c..%5cadmin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%5c..%5cadmin
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': an encoded backslash

== hostname, ==: a path servers disagree on: /health/../../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/../../admin
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': a path above the root

== hostname, ==: a path servers disagree on: /health/..;/admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/..;/admin
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': a dot segment with parameters

== hostname, ==: a path servers disagree on: /health%00
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%00
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': an encoded NUL

== hostname, ==: a path servers disagree on: /%zz
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%zz
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': a bad escape

== hostname, ==: a path servers disagree on: /%252e%252e/admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%252e%252e/admin
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': an escape that is encoded twice

== hostname, path_under: a client
policy
    trust fleet for "api.example.com" { ca "certs/root.pem" }
    allow anonymous "health" if hostname == "api.example.com" and path_under(http.request.uri.path, "/health")
    block "stranger" if hostname == "api.example.com"
        and not cf.tls_client_auth.cert_verified
    allow "clients" if hostname == "api.example.com"
    allow anonymous "others" if hostname != "api.example.com"
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, path_under: a stranger
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin
want
    block by "stranger": the client presented no certificate

== hostname, path_under: a stranger at API.example.com
at
    2026-06-01T00:00:00Z
host
    API.example.com
path
    /admin
want
    block by "stranger": the client presented no certificate

== hostname, path_under: a client at API.example.com
at
    2026-06-01T00:00:00Z
host
    API.example.com
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, path_under: a stranger at api.example.com.
at
    2026-06-01T00:00:00Z
host
    api.example.com.
path
    /admin
want
    block by "stranger": the client presented no certificate

== hostname, path_under: a client at api.example.com.
at
    2026-06-01T00:00:00Z
host
    api.example.com.
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, path_under: a stranger at api.example.com:443
at
    2026-06-01T00:00:00Z
host
    api.example.com:443
path
    /admin
want
    block by "stranger": the client presented no certificate

== hostname, path_under: a client at api.example.com:443
at
    2026-06-01T00:00:00Z
host
    api.example.com:443
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, path_under: a stranger at API.EXAMPLE.COM.:8443
at
    2026-06-01T00:00:00Z
host
    API.EXAMPLE.COM.:8443
path
    /admin
want
    block by "stranger": the client presented no certificate

== hostname, path_under: a client at API.EXAMPLE.COM.:8443
at
    2026-06-01T00:00:00Z
host
    API.EXAMPLE.COM.:8443
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, path_under: health for a stranger
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health
want
    allow by "health"

== hostname, path_under: health at another spelling of the host
at
    2026-06-01T00:00:00Z
host
    API.example.com:443
path
    /health
want
    allow by "health"

== hostname, path_under: another host
at
    2026-06-01T00:00:00Z
host
    www.example.com
path
    /admin
want
    allow by "others"

== hostname, path_under: a host that only begins alike
at
    2026-06-01T00:00:00Z
host
    api.example.com.evil.example
path
    /admin
want
    allow by "others"

== hostname, path_under: two hosts, a stranger
at
    2026-06-01T00:00:00Z
host
    www.example.com
    api.example.com
path
    /admin
want
    block by "stranger": evaluation error in 'hostname == "api.example.com"': two different hosts

== hostname, path_under: two hosts, a client
at
    2026-06-01T00:00:00Z
host
    api.example.com
    www.example.com
path
    /admin
cert
    certs/good.pem
want
    block by "stranger": evaluation error in 'hostname == "api.example.com"': two different hosts

== hostname, path_under: one host twice
at
    2026-06-01T00:00:00Z
host
    api.example.com
    api.example.com
path
    /admin
want
    block by "stranger": evaluation error in 'hostname == "api.example.com"': two Host headers

== hostname, path_under: no host, a stranger
host
at
    2026-06-01T00:00:00Z
path
    /admin
want
    block by default: no rule allows it

== hostname, path_under: no host, at health
host
at
    2026-06-01T00:00:00Z
path
    /health
want
    block by default: no rule allows it

== hostname, path_under: no host, a client
host
at
    2026-06-01T00:00:00Z
path
    /admin
cert
    certs/good.pem
want
    block by default: no rule allows it

== hostname, path_under: a host that is none: api..example.com
at
    2026-06-01T00:00:00Z
host
    api..example.com
path
    /admin
want
    block by "stranger": evaluation error in 'hostname == "api.example.com"': an empty label

== hostname, path_under: a host that is none: api.example.com:http
at
    2026-06-01T00:00:00Z
host
    api.example.com:http
path
    /admin
want
    block by "stranger": evaluation error in 'hostname == "api.example.com"': a bad port

== hostname, path_under: a host that is none: api.example.com/
at
    2026-06-01T00:00:00Z
host
    api.example.com/
path
    /admin
want
    block by "stranger": evaluation error in 'hostname == "api.example.com"': a bad character

== hostname, path_under: a host that is none: api.examplé.com
at
    2026-06-01T00:00:00Z
host
    api.examplé.com
path
    /admin
want
    block by "stranger": evaluation error in 'hostname == "api.example.com"': a byte above 0x7f

== hostname, path_under: a stranger at /health/../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/../admin
want
    block by "stranger": the client presented no certificate

== hostname, path_under: a client at /health/../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/../admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, path_under: a stranger at //admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    //admin
want
    block by "stranger": the client presented no certificate

== hostname, path_under: a client at //admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    //admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, path_under: a stranger at /%61dmin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%61dmin
want
    block by "stranger": the client presented no certificate

== hostname, path_under: a client at /%61dmin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%61dmin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, path_under: a stranger at /./admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /./admin
want
    block by "stranger": the client presented no certificate

== hostname, path_under: a client at /./admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /./admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, path_under: a stranger at /health/./../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/./../admin
want
    block by "stranger": the client presented no certificate

== hostname, path_under: a client at /health/./../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/./../admin
cert
    certs/good.pem
want
    allow by "clients"

== hostname, path_under: a stranger at /admin/
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin/
want
    block by "stranger": the client presented no certificate

== hostname, path_under: a client at /admin/
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin/
cert
    certs/good.pem
want
    allow by "clients"

== hostname, path_under: a stranger at /healthcare
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /healthcare
want
    block by "stranger": the client presented no certificate

== hostname, path_under: a client at /healthcare
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /healthcare
cert
    certs/good.pem
want
    allow by "clients"

== hostname, path_under: a stranger at /health/..
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/..
want
    block by "stranger": the client presented no certificate

== hostname, path_under: a client at /health/..
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/..
cert
    certs/good.pem
want
    allow by "clients"

== hostname, path_under: a stranger at /Health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /Health
want
    block by "stranger": the client presented no certificate

== hostname, path_under: a client at /Health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /Health
cert
    certs/good.pem
want
    allow by "clients"

== hostname, path_under: a stranger at /health%20
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%20
want
    block by "stranger": the client presented no certificate

== hostname, path_under: a client at /health%20
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%20
cert
    certs/good.pem
want
    allow by "clients"

== hostname, path_under: a spelling of health: //health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    //health
want
    allow by "health"

== hostname, path_under: a spelling of health: /./health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /./health
want
    allow by "health"

== hostname, path_under: a spelling of health: /%68ealth
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%68ealth
want
    allow by "health"

== hostname, path_under: a spelling of health: /x/../health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /x/../health
want
    allow by "health"

== hostname, path_under: below health: /health/
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/
want
    allow by "health"

== hostname, path_under: below health: /health/live
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/live
want
    allow by "health"

== hostname, path_under: a path servers disagree on: /admin%2fx
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin%2fx
want
    block by "health": evaluation error in 'path_under(http.request.uri.path, "/health")': an encoded slash

== hostname, path_under: a path servers disagree on: /health%2f..%2fadmin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%2f..%2fadmin
want
    block by "health": evaluation error in 'path_under(http.request.uri.path, "/health")': an encoded slash

== hostname, path_under: a path servers disagree on: /health%5c..%5cadmin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%5c..%5cadmin
want
    block by "health": evaluation error in 'path_under(http.request.uri.path, "/health")': an encoded backslash

== hostname, path_under: a path servers disagree on: /health/../../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/../../admin
want
    block by "health": evaluation error in 'path_under(http.request.uri.path, "/health")': a path above the root

== hostname, path_under: a path servers disagree on: /health/..;/admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/..;/admin
want
    block by "health": evaluation error in 'path_under(http.request.uri.path, "/health")': a dot segment with parameters

== hostname, path_under: a path servers disagree on: /health%00
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%00
want
    block by "health": evaluation error in 'path_under(http.request.uri.path, "/health")': an encoded NUL

== hostname, path_under: a path servers disagree on: /%zz
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%zz
want
    block by "health": evaluation error in 'path_under(http.request.uri.path, "/health")': a bad escape

== hostname, path_under: a path servers disagree on: /%252e%252e/admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%252e%252e/admin
want
    block by "health": evaluation error in 'path_under(http.request.uri.path, "/health")': an escape that is encoded twice

== http.host, ==: a client
policy
    trust fleet for "api.example.com" { ca "certs/root.pem" }
    allow anonymous "health" if http.host == "api.example.com" and http.request.uri.path == "/health"
    block "stranger" if http.host == "api.example.com"
        and not cf.tls_client_auth.cert_verified
    allow "clients" if http.host == "api.example.com"
    allow anonymous "others" if http.host != "api.example.com"
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, ==: a stranger
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin
want
    block by "stranger": the client presented no certificate

== http.host, ==: a stranger at API.example.com
at
    2026-06-01T00:00:00Z
host
    API.example.com
path
    /admin
want
    block by "stranger": the client presented no certificate

== http.host, ==: a client at API.example.com
at
    2026-06-01T00:00:00Z
host
    API.example.com
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, ==: a stranger at api.example.com.
at
    2026-06-01T00:00:00Z
host
    api.example.com.
path
    /admin
want
    block by "stranger": the client presented no certificate

== http.host, ==: a client at api.example.com.
at
    2026-06-01T00:00:00Z
host
    api.example.com.
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, ==: a stranger at api.example.com:443
at
    2026-06-01T00:00:00Z
host
    api.example.com:443
path
    /admin
want
    block by "stranger": the client presented no certificate

== http.host, ==: a client at api.example.com:443
at
    2026-06-01T00:00:00Z
host
    api.example.com:443
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, ==: a stranger at API.EXAMPLE.COM.:8443
at
    2026-06-01T00:00:00Z
host
    API.EXAMPLE.COM.:8443
path
    /admin
want
    block by "stranger": the client presented no certificate

== http.host, ==: a client at API.EXAMPLE.COM.:8443
at
    2026-06-01T00:00:00Z
host
    API.EXAMPLE.COM.:8443
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, ==: health for a stranger
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health
want
    allow by "health"

== http.host, ==: health at another spelling of the host
at
    2026-06-01T00:00:00Z
host
    API.example.com:443
path
    /health
want
    allow by "health"

== http.host, ==: another host
at
    2026-06-01T00:00:00Z
host
    www.example.com
path
    /admin
want
    allow by "others"

== http.host, ==: a host that only begins alike
at
    2026-06-01T00:00:00Z
host
    api.example.com.evil.example
path
    /admin
want
    allow by "others"

== http.host, ==: two hosts, a stranger
at
    2026-06-01T00:00:00Z
host
    www.example.com
    api.example.com
path
    /admin
want
    block by "stranger": evaluation error in 'http.host == "api.example.com"': two different hosts

== http.host, ==: two hosts, a client
at
    2026-06-01T00:00:00Z
host
    api.example.com
    www.example.com
path
    /admin
cert
    certs/good.pem
want
    block by "stranger": evaluation error in 'http.host == "api.example.com"': two different hosts

== http.host, ==: one host twice
at
    2026-06-01T00:00:00Z
host
    api.example.com
    api.example.com
path
    /admin
want
    block by "stranger": evaluation error in 'http.host == "api.example.com"': two Host headers

== http.host, ==: no host, a stranger
host
at
    2026-06-01T00:00:00Z
path
    /admin
want
    block by default: no rule allows it

== http.host, ==: no host, at health
host
at
    2026-06-01T00:00:00Z
path
    /health
want
    block by default: no rule allows it

== http.host, ==: no host, a client
host
at
    2026-06-01T00:00:00Z
path
    /admin
cert
    certs/good.pem
want
    block by default: no rule allows it

== http.host, ==: a host that is none: api..example.com
at
    2026-06-01T00:00:00Z
host
    api..example.com
path
    /admin
want
    block by "stranger": evaluation error in 'http.host == "api.example.com"': an empty label

== http.host, ==: a host that is none: api.example.com:http
at
    2026-06-01T00:00:00Z
host
    api.example.com:http
path
    /admin
want
    block by "stranger": evaluation error in 'http.host == "api.example.com"': a bad port

== http.host, ==: a host that is none: api.example.com/
at
    2026-06-01T00:00:00Z
host
    api.example.com/
path
    /admin
want
    block by "stranger": evaluation error in 'http.host == "api.example.com"': a bad character

== http.host, ==: a host that is none: api.examplé.com
at
    2026-06-01T00:00:00Z
host
    api.examplé.com
path
    /admin
want
    block by "stranger": evaluation error in 'http.host == "api.example.com"': a byte above 0x7f

== http.host, ==: a stranger at /health/../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/../admin
want
    block by "stranger": the client presented no certificate

== http.host, ==: a client at /health/../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/../admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, ==: a stranger at //admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    //admin
want
    block by "stranger": the client presented no certificate

== http.host, ==: a client at //admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    //admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, ==: a stranger at /%61dmin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%61dmin
want
    block by "stranger": the client presented no certificate

== http.host, ==: a client at /%61dmin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%61dmin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, ==: a stranger at /./admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /./admin
want
    block by "stranger": the client presented no certificate

== http.host, ==: a client at /./admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /./admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, ==: a stranger at /health/./../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/./../admin
want
    block by "stranger": the client presented no certificate

== http.host, ==: a client at /health/./../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/./../admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, ==: a stranger at /admin/
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin/
want
    block by "stranger": the client presented no certificate

== http.host, ==: a client at /admin/
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin/
cert
    certs/good.pem
want
    allow by "clients"

== http.host, ==: a stranger at /healthcare
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /healthcare
want
    block by "stranger": the client presented no certificate

== http.host, ==: a client at /healthcare
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /healthcare
cert
    certs/good.pem
want
    allow by "clients"

== http.host, ==: a stranger at /health/..
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/..
want
    block by "stranger": the client presented no certificate

== http.host, ==: a client at /health/..
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/..
cert
    certs/good.pem
want
    allow by "clients"

== http.host, ==: a stranger at /Health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /Health
want
    block by "stranger": the client presented no certificate

== http.host, ==: a client at /Health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /Health
cert
    certs/good.pem
want
    allow by "clients"

== http.host, ==: a stranger at /health%20
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%20
want
    block by "stranger": the client presented no certificate

== http.host, ==: a client at /health%20
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%20
cert
    certs/good.pem
want
    allow by "clients"

== http.host, ==: a spelling of health: //health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    //health
want
    allow by "health"

== http.host, ==: a spelling of health: /./health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /./health
want
    allow by "health"

== http.host, ==: a spelling of health: /%68ealth
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%68ealth
want
    allow by "health"

== http.host, ==: a spelling of health: /x/../health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /x/../health
want
    allow by "health"

== http.host, ==: below health: /health/
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/
want
    block by "stranger": the client presented no certificate

== http.host, ==: below health: /health/live
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/live
want
    block by "stranger": the client presented no certificate

== http.host, ==: a path servers disagree on: /admin%2fx
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin%2fx
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': an encoded slash

== http.host, ==: a path servers disagree on: /health%2f..%2fadmin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%2f..%2fadmin
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': an encoded slash

== http.host, ==: a path servers disagree on: /health%5c..%5cadmin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%5c..%5cadmin
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': an encoded backslash

== http.host, ==: a path servers disagree on: /health/../../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/../../admin
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': a path above the root

== http.host, ==: a path servers disagree on: /health/..;/admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/..;/admin
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': a dot segment with parameters

== http.host, ==: a path servers disagree on: /health%00
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%00
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': an encoded NUL

== http.host, ==: a path servers disagree on: /%zz
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%zz
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': a bad escape

== http.host, ==: a path servers disagree on: /%252e%252e/admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%252e%252e/admin
want
    block by "health": evaluation error in 'http.request.uri.path == "/health"': an escape that is encoded twice

== http.host, path_under: a client
policy
    trust fleet for "api.example.com" { ca "certs/root.pem" }
    allow anonymous "health" if http.host == "api.example.com" and path_under(http.request.uri.path, "/health")
    block "stranger" if http.host == "api.example.com"
        and not cf.tls_client_auth.cert_verified
    allow "clients" if http.host == "api.example.com"
    allow anonymous "others" if http.host != "api.example.com"
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, path_under: a stranger
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin
want
    block by "stranger": the client presented no certificate

== http.host, path_under: a stranger at API.example.com
at
    2026-06-01T00:00:00Z
host
    API.example.com
path
    /admin
want
    block by "stranger": the client presented no certificate

== http.host, path_under: a client at API.example.com
at
    2026-06-01T00:00:00Z
host
    API.example.com
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, path_under: a stranger at api.example.com.
at
    2026-06-01T00:00:00Z
host
    api.example.com.
path
    /admin
want
    block by "stranger": the client presented no certificate

== http.host, path_under: a client at api.example.com.
at
    2026-06-01T00:00:00Z
host
    api.example.com.
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, path_under: a stranger at api.example.com:443
at
    2026-06-01T00:00:00Z
host
    api.example.com:443
path
    /admin
want
    block by "stranger": the client presented no certificate

== http.host, path_under: a client at api.example.com:443
at
    2026-06-01T00:00:00Z
host
    api.example.com:443
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, path_under: a stranger at API.EXAMPLE.COM.:8443
at
    2026-06-01T00:00:00Z
host
    API.EXAMPLE.COM.:8443
path
    /admin
want
    block by "stranger": the client presented no certificate

== http.host, path_under: a client at API.EXAMPLE.COM.:8443
at
    2026-06-01T00:00:00Z
host
    API.EXAMPLE.COM.:8443
path
    /admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, path_under: health for a stranger
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health
want
    allow by "health"

== http.host, path_under: health at another spelling of the host
at
    2026-06-01T00:00:00Z
host
    API.example.com:443
path
    /health
want
    allow by "health"

== http.host, path_under: another host
at
    2026-06-01T00:00:00Z
host
    www.example.com
path
    /admin
want
    allow by "others"

== http.host, path_under: a host that only begins alike
at
    2026-06-01T00:00:00Z
host
    api.example.com.evil.example
path
    /admin
want
    allow by "others"

== http.host, path_under: two hosts, a stranger
at
    2026-06-01T00:00:00Z
host
    www.example.com
    api.example.com
path
    /admin
want
    block by "stranger": evaluation error in 'http.host == "api.example.com"': two different hosts

== http.host, path_under: two hosts, a client
at
    2026-06-01T00:00:00Z
host
    api.example.com
    www.example.com
path
    /admin
cert
    certs/good.pem
want
    block by "stranger": evaluation error in 'http.host == "api.example.com"': two different hosts

== http.host, path_under: one host twice
at
    2026-06-01T00:00:00Z
host
    api.example.com
    api.example.com
path
    /admin
want
    block by "stranger": evaluation error in 'http.host == "api.example.com"': two Host headers

== http.host, path_under: no host, a stranger
host
at
    2026-06-01T00:00:00Z
path
    /admin
want
    block by default: no rule allows it

== http.host, path_under: no host, at health
host
at
    2026-06-01T00:00:00Z
path
    /health
want
    block by default: no rule allows it

== http.host, path_under: no host, a client
host
at
    2026-06-01T00:00:00Z
path
    /admin
cert
    certs/good.pem
want
    block by default: no rule allows it

== http.host, path_under: a host that is none: api..example.com
at
    2026-06-01T00:00:00Z
host
    api..example.com
path
    /admin
want
    block by "stranger": evaluation error in 'http.host == "api.example.com"': an empty label

== http.host, path_under: a host that is none: api.example.com:http
at
    2026-06-01T00:00:00Z
host
    api.example.com:http
path
    /admin
want
    block by "stranger": evaluation error in 'http.host == "api.example.com"': a bad port

== http.host, path_under: a host that is none: api.example.com/
at
    2026-06-01T00:00:00Z
host
    api.example.com/
path
    /admin
want
    block by "stranger": evaluation error in 'http.host == "api.example.com"': a bad character

== http.host, path_under: a host that is none: api.examplé.com
at
    2026-06-01T00:00:00Z
host
    api.examplé.com
path
    /admin
want
    block by "stranger": evaluation error in 'http.host == "api.example.com"': a byte above 0x7f

== http.host, path_under: a stranger at /health/../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/../admin
want
    block by "stranger": the client presented no certificate

== http.host, path_under: a client at /health/../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/../admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, path_under: a stranger at //admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    //admin
want
    block by "stranger": the client presented no certificate

== http.host, path_under: a client at //admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    //admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, path_under: a stranger at /%61dmin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%61dmin
want
    block by "stranger": the client presented no certificate

== http.host, path_under: a client at /%61dmin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%61dmin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, path_under: a stranger at /./admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /./admin
want
    block by "stranger": the client presented no certificate

== http.host, path_under: a client at /./admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /./admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, path_under: a stranger at /health/./../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/./../admin
want
    block by "stranger": the client presented no certificate

== http.host, path_under: a client at /health/./../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/./../admin
cert
    certs/good.pem
want
    allow by "clients"

== http.host, path_under: a stranger at /admin/
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin/
want
    block by "stranger": the client presented no certificate

== http.host, path_under: a client at /admin/
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin/
cert
    certs/good.pem
want
    allow by "clients"

== http.host, path_under: a stranger at /healthcare
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /healthcare
want
    block by "stranger": the client presented no certificate

== http.host, path_under: a client at /healthcare
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /healthcare
cert
    certs/good.pem
want
    allow by "clients"

== http.host, path_under: a stranger at /health/..
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/..
want
    block by "stranger": the client presented no certificate

== http.host, path_under: a client at /health/..
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/..
cert
    certs/good.pem
want
    allow by "clients"

== http.host, path_under: a stranger at /Health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /Health
want
    block by "stranger": the client presented no certificate

== http.host, path_under: a client at /Health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /Health
cert
    certs/good.pem
want
    allow by "clients"

== http.host, path_under: a stranger at /health%20
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%20
want
    block by "stranger": the client presented no certificate

== http.host, path_under: a client at /health%20
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%20
cert
    certs/good.pem
want
    allow by "clients"

== http.host, path_under: a spelling of health: //health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    //health
want
    allow by "health"

== http.host, path_under: a spelling of health: /./health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /./health
want
    allow by "health"

== http.host, path_under: a spelling of health: /%68ealth
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%68ealth
want
    allow by "health"

== http.host, path_under: a spelling of health: /x/../health
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /x/../health
want
    allow by "health"

== http.host, path_under: below health: /health/
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/
want
    allow by "health"

== http.host, path_under: below health: /health/live
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/live
want
    allow by "health"

== http.host, path_under: a path servers disagree on: /admin%2fx
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /admin%2fx
want
    block by "health": evaluation error in 'path_under(http.request.uri.path, "/health")': an encoded slash

== http.host, path_under: a path servers disagree on: /health%2f..%2fadmin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%2f..%2fadmin
want
    block by "health": evaluation error in 'path_under(http.request.uri.path, "/health")': an encoded slash

== http.host, path_under: a path servers disagree on: /health%5c..%5cadmin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%5c..%5cadmin
want
    block by "health": evaluation error in 'path_under(http.request.uri.path, "/health")': an encoded backslash

== http.host, path_under: a path servers disagree on: /health/../../admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/../../admin
want
    block by "health": evaluation error in 'path_under(http.request.uri.path, "/health")': a path above the root

== http.host, path_under: a path servers disagree on: /health/..;/admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health/..;/admin
want
    block by "health": evaluation error in 'path_under(http.request.uri.path, "/health")': a dot segment with parameters

== http.host, path_under: a path servers disagree on: /health%00
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /health%00
want
    block by "health": evaluation error in 'path_under(http.request.uri.path, "/health")': an encoded NUL

== http.host, path_under: a path servers disagree on: /%zz
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%zz
want
    block by "health": evaluation error in 'path_under(http.request.uri.path, "/health")': a bad escape

== http.host, path_under: a path servers disagree on: /%252e%252e/admin
at
    2026-06-01T00:00:00Z
host
    api.example.com
path
    /%252e%252e/admin
want
    block by "health": evaluation error in 'path_under(http.request.uri.path, "/health")': an escape that is encoded twice
