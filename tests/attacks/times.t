# The clock, and whoever would like it to be another time.

== a second too early
policy
    trust fleet for "api.example" {
        ca "certs/ancient-root.pem"
        ca "certs/root.pem"
    }
    allow "clients" if hostname == "api.example"
at
    2026-06-01T11:59:59Z
host
    api.example
cert
    certs/second.pem
want
    block by default: "clients" needs a proven client: not_yet_valid at depth 0 (Jun  1 12:00:00 2026 GMT)

== in time
at
    2026-06-01T12:00:00Z
cert
    certs/second.pem
want
    allow by "clients"

== until the last second
at
    2026-06-01T12:00:04Z
cert
    certs/second.pem
want
    allow by "clients"

== and not longer
at
    2026-06-01T12:00:05Z
cert
    certs/second.pem
want
    block by default: "clients" needs a proven client: expired at depth 0 (Jun  1 12:00:05 2026 GMT)

== a certificate that ends before it begins is never valid
cert
    certs/backwards.pem
want
    block by default: "clients" needs a proven client: not_yet_valid at depth 0 (Jan  1 00:00:00 2027 GMT)

== nor later
at
    2027-01-01T00:00:00Z
cert
    certs/backwards.pem
want
    block by default: "clients" needs a proven client: expired at depth 0 (Jan  1 00:00:00 2026 GMT)

== a certificate of 1950 is none of 2050
at
    2050-01-01T00:00:00Z
cert
    certs/utc-50.pem
want
    block by default: "clients" needs a proven client: expired at depth 0 (Dec 31 23:59:58 1969 GMT)

== one of 2030 to 2051 is
at
    2050-01-01T00:00:00Z
cert
    certs/over-2050.pem
want
    allow by "clients"

== past the end of a 32 bit clock, too
at
    2038-01-19T03:14:08Z
cert
    certs/over-2050.pem
want
    allow by "clients"

== and not in the year that 2050 would be with two digits
at
    1950-06-01T00:00:00Z
cert
    certs/over-2050.pem
want
    block by default: "clients" needs a proven client: not_yet_valid at depth 0 (Jan  1 00:00:00 2030 GMT)

== a clock before 1970 does not make an old certificate of a new one
at
    1969-12-31T23:59:59Z
cert
    certs/utc-50.pem
want
    block by default: "clients" needs a proven client: expired at depth 0 (Dec 31 23:59:58 1969 GMT)

== two seconds before, it was valid
at
    1969-12-31T23:59:57Z
cert
    certs/utc-50.pem
want
    allow by "clients"

== a leap day ends
at
    2028-03-01T00:00:00Z
cert
    certs/leap-day.pem
want
    block by default: "clients" needs a proven client: expired at depth 0 (Feb 29 23:59:59 2028 GMT)

== and is one until then
at
    2028-02-29T23:59:58Z
cert
    certs/leap-day.pem
want
    allow by "clients"

== a door that was open until noon is shut at noon
policy
    allow anonymous "door" until 2026-06-01T12:00:00Z if hostname == "api.example"
at
    2026-06-01T12:00:00Z
host
    api.example
want
    block by default: no rule allows it

== a second before it stands open
at
    2026-06-01T11:59:59Z
want
    allow by "door"

== before 1970 it does, too, and did not end then
at
    1969-12-31T23:59:59Z
want
    allow by "door"

== a day that there is not is no time
run
    eval --at 2026-02-29T00:00:00Z --set hostname=api.example ../policies/one.rules
prints
    certrule: --at 2026-02-29T00:00:00Z: a time is written 2026-12-01T00:00:00Z
exit
    2

== nor a second that there is not
policy
    allow anonymous "door" until 2026-06-30T23:59:60Z if hostname == "api.example"
fails
    policy:1:30: error[E0210]: 'until' takes a time, not '2026-06-30T23:59:60Z'
        allow anonymous "door" until 2026-06-30T23:59:60Z if hostname == "api.example"
                                     ^^^^^^^^^^^^^^^^^^^^
        hint: in UTC, as 2026-12-01T00:00:00Z

== nor a time of another zone
policy
    allow anonymous "door" until 2026-06-01T12:00:00+02:00 if hostname == "api.example"
fails
    policy:1:49: error[E0006]: '+' is not a sign of the language
        allow anonymous "door" until 2026-06-01T12:00:00+02:00 if hostname == "api.example"
                                                        ^
        hint: there is no arithmetic

== the second before is one
policy
    allow anonymous "door" until 2026-06-30T23:59:59Z if hostname == "api.example"
at
    2026-06-30T23:59:58Z
host
    api.example
want
    allow by "door"
