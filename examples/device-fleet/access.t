== a device reaches the host of its tenant
policy-file
    access.rules
cert
    certs/meter-acme.pem
host
    acme.iot.example.com
path
    /readings
want
    allow by "own tenant"

== and not that of another
cert
    certs/meter-acme.pem
host
    globex.iot.example.com
path
    /readings
want
    block by default: no rule allows it

== which its own device reaches
cert
    certs/meter-globex.pem
host
    globex.iot.example.com
path
    /readings
want
    allow by "own tenant"

== any device may register
cert
    certs/meter-globex.pem
host
    api.example.com
path
    /v1/devices/18
want
    allow by "registration"

== and do nothing else there
cert
    certs/meter-globex.pem
host
    api.example.com
path
    /v1/devices-admin
want
    block by default: no rule allows it

== a lost device is out, though its certificate is fine
cert
    certs/lost.pem
host
    acme.iot.example.com
path
    /readings
want
    block by "lost device"

== so is a revoked one
cert
    certs/revoked.pem
host
    acme.iot.example.com
path
    /readings
want
    block by default: "own tenant" needs a proven client: revoked (superseded)

== a forged one has no proved names at all
cert
    certs/forged.pem
host
    acme.iot.example.com
path
    /readings
want
    block by default: no rule allows it

== and may not register either
cert
    certs/forged.pem
host
    api.example.com
path
    /v1/devices
want
    block by default: "registration" needs a proven client: self_signed_leaf

== a monitor without a certificate sees the health check
host
    api.example.com
path
    /health
want
    allow by "health"

== of that host only
host
    acme.iot.example.com
path
    /health
want
    block by default: no rule allows it
