== the order service calls itself
policy-file
    access.rules
at
    2026-06-01T00:00:00Z
host
    orders.mesh.example
cert
    certs/orders.pem
set
    http.request.method=POST
want
    allow by "orders itself"

== another service in production reads
at
    2026-06-01T00:00:00Z
host
    orders.mesh.example
cert
    certs/reports.pem
set
    http.request.method=GET
want
    allow by "production reads"

== and does not write
at
    2026-06-01T00:00:00Z
host
    orders.mesh.example
cert
    certs/reports.pem
set
    http.request.method=POST
want
    block by default: no rule allows it

== staging does neither
at
    2026-06-01T00:00:00Z
host
    orders.mesh.example
cert
    certs/staging.pem
set
    http.request.method=GET
want
    block by default: no rule allows it

== two ids are none
at
    2026-06-01T00:00:00Z
host
    orders.mesh.example
cert
    certs/two-ids.pem
set
    http.request.method=GET
want
    block by default: no rule allows it

== the person on call, from a bastion
at
    2026-06-01T00:00:00Z
host
    orders.mesh.example
cert
    certs/on-call.pem
set
    http.request.method=POST
    ip.src=192.0.2.10
want
    allow by "break glass"

== not from elsewhere
at
    2026-06-01T00:00:00Z
host
    orders.mesh.example
cert
    certs/on-call.pem
set
    http.request.method=POST
    ip.src=192.0.2.11
want
    block by default: no rule allows it

== a second before its date
at
    2026-11-30T23:59:59Z
host
    orders.mesh.example
cert
    certs/on-call.pem
set
    ip.src=2001:db8:0:1::5
want
    allow by "break glass"

== and at it, when the glass is whole again
at
    2026-12-01T00:00:00Z
host
    orders.mesh.example
cert
    certs/on-call.pem
set
    ip.src=2001:db8:0:1::5
want
    block by default: no rule allows it

== nobody
at
    2026-06-01T00:00:00Z
host
    orders.mesh.example
set
    http.request.method=GET
want
    block by default: no rule allows it
