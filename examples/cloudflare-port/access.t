== a client of our CA reaches the API
policy-file
    access.rules
cert
    certs/client.pem
host
    api.example.com
path
    /v1/orders
want
    allow by "clients"

== and the files
cert
    certs/client.pem
host
    files.example.com
path
    /
want
    allow by "clients"

== and, issued by the pinned CA, the admin host
cert
    certs/client.pem
host
    admin.example.com
path
    /
want
    allow by "clients"

== a contractor reaches the API
cert
    certs/contractor.pem
host
    api.example.com
path
    /v1/orders
want
    allow by "clients"

== but is not issued by the CA pinned for the admin host
cert
    certs/contractor.pem
host
    admin.example.com
path
    /
want
    block by "not our own CA"

== a revoked client is out
cert
    certs/revoked.pem
host
    api.example.com
path
    /v1/orders
want
    block by "revoked": the certificate is revoked (cessation_of_operation) since Mar 15 09:00:00 2026 GMT

== even at the health check
cert
    certs/revoked.pem
host
    api.example.com
path
    /health
want
    block by "revoked": the certificate is revoked (cessation_of_operation) since Mar 15 09:00:00 2026 GMT

== a stranger with a client's name and serial is out
cert
    certs/stranger.pem
host
    api.example.com
path
    /v1/orders
want
    block by "not verified": the certificate is not verified: self_signed_leaf

== no certificate, no orders
host
    api.example.com
path
    /v1/orders
want
    block by "not verified": the client presented no certificate

== the health check needs none
host
    api.example.com
path
    /health
want
    allow by "health"

== nor a spelling of it
host
    api.example.com
path
    /./health
want
    allow by "health"

== which does not open what is behind it
host
    api.example.com
path
    /health/../v1/orders
want
    block by "not verified": the client presented no certificate

== nor what is called alike
host
    api.example.com
path
    /healthcare
want
    block by "not verified": the client presented no certificate

== a fourth host has no clients
cert
    certs/client.pem
host
    www.example.com
path
    /
want
    block by default: no rule allows it
