# What a certificate calls its owner.  Its CA has signed all of it: these are
# clients whose certificate verifies, and who claim more than they are.

== a CN that goes on in a second line cannot forge a verdict
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
    }
    allow "admins" if any(tls.client_cert.subject.ou[*] == "Admin")
    allow "dns" if any(tls.client_cert.san.dns[*] == "admin.example")
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/forged-lines.pem
want
    block by default: no rule allows it

== the admin is let in by the OU that its CA wrote
cert
    certs/admin.pem
want
    allow by "admins"

== what a terminal would obey is printed as text: CR, LF, ESC and BEL
cert
    certs/forged-lines.pem
show
    tls.client_cert.subject.cn
    cf.tls_client_auth.cert_subject_dn
    cf.tls_client_auth.cert_subject_dn_legacy
prints
    tls.client_cert.subject.cn = ["x\x0d\x0aallow by \"clients\"\x1b]0;allow\x07"]
    cf.tls_client_auth.cert_subject_dn = "CN=x\\0D\\0Aallow by \\\"clients\\\"\\1B]0\\;allow\\07,O=Fleet"
    cf.tls_client_auth.cert_subject_dn_legacy = "/O=Fleet/CN=x\\x0D\\x0Aallow by \"clients\"\\x1B]0;allow\\x07"

== and what would turn the reading direction
cert
    certs/bidi.pem
show
    tls.client_cert.subject.cn
prints
    tls.client_cert.subject.cn = ["ton\xe2\x80\xaedoog\xe2\x80\xac\xe2\x81\xa6"]

== and what is a control or a line end in Unicode alone, or cannot be seen
cert
    certs/c1-control.pem
show
    tls.client_cert.subject.cn
prints
    tls.client_cert.subject.cn = ["\xc2\x9b2J\xc2\x85\xe2\x80\xa8\xe2\x80\x8bgood"]

== and the same in Latin-1, where letters stay letters
cert
    certs/latin.pem
show
    tls.client_cert.subject.cn
prints
    tls.client_cert.subject.cn = ["goodÿ\xc2\x9bÀ\xc2\x80"]

== an honest é is printed as it is
cert
    certs/composed.pem
show
    tls.client_cert.subject.ou
prints
    tls.client_cert.subject.ou = ["Adéle"]

== inspect prints none of it either
run
    inspect --at 2026-06-01T00:00:00Z --ca certs/root.pem certs/forged-lines.pem
holds
    cf.tls_client_auth.cert_subject_dn                 "CN=x\\0D\\0Aallow by \\\"clients\\\"\\1B]0\\;allow\\07,O=Fleet"
    tls.client_cert.subject.cn                         ["x\x0d\x0aallow by \"clients\"\x1b]0;allow\x07"]
    0  CN=x\0D\0Aallow by \"clients\"\1B]0\;allow\07,O=Fleet

== an O that quotes its way into an OU is one O
cert
    certs/quoted.pem
want
    block by default: no rule allows it

== an O that joins an OU with a plus, a semicolon and a comma is one O
cert
    certs/joined-text.pem
want
    block by default: no rule allows it

== an OU that is truly joined to an O is an OU
cert
    certs/joined-truly.pem
want
    allow by "admins"

== an O with a line of its own for an OU is one O
cert
    certs/new-line.pem
want
    block by default: no rule allows it

== in the text of RFC 4514, too, each separator inside a value is escaped
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
    }
    allow "text" if cf.tls_client_auth.cert_subject_dn matches "(^|[^\\\\])[,+]OU=Admin"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/quoted.pem
want
    block by default: no rule allows it

== nor does the plus make one
cert
    certs/joined-text.pem
want
    block by default: no rule allows it

== the joined one has it unescaped
cert
    certs/joined-truly.pem
want
    allow by "text"

== an OU with a Cyrillic А is another OU
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
    }
    allow "admins" if any(tls.client_cert.subject.ou[*] == "Admin")
    allow "adele" if any(tls.client_cert.subject.ou[*] == "Adéle")
    allow "dns" if any(tls.client_cert.san.dns[*] == "admin.example")
    allow "uri" if any(tls.client_cert.san.uri[*] contains "//fleet.example/admin")
    allow "address" if any(tls.client_cert.san.ip[*] == 192.0.2.1)
    allow "spiffe" if tls.client_cert.spiffe.trust_domain == "fleet.example" and tls.client_cert.spiffe.path == "/admin"
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/cyrillic.pem
want
    block by default: no rule allows it

== an OU as a BMPString is the same OU
cert
    certs/bmp-admin.pem
want
    allow by "admins"

== the bytes of "Admin" called a BMPString are three other characters
cert
    certs/bmp-raw.pem
want
    block by default: no rule allows it

== an OU with a space behind is another OU
cert
    certs/trailing-space.pem
want
    block by default: no rule allows it

== an é of two characters is not the é of one
cert
    certs/decomposed.pem
want
    block by default: no rule allows it

== the é of one is
cert
    certs/composed.pem
want
    allow by "adele"

== a CN that ends in a NUL is dropped, not cut
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
    }
    allow "cn" if any(tls.client_cert.subject.cn[*] == "admin")
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/nul-last.pem
want
    block by default: no rule allows it

== the CN without one is let in
cert
    certs/admin.pem
want
    allow by "cn"

== a DNS name that ends in a NUL is dropped
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
    }
    allow "dns" if any(tls.client_cert.san.dns[*] == "admin.example")
    allow "example" if any(ends_with(tls.client_cert.san.dns[*], ".example")) and not any(tls.client_cert.san.dns[*] contains "*")
    allow "address" if any(tls.client_cert.san.ip[*] == 192.0.2.1)
    allow "spiffe" if tls.client_cert.spiffe.trust_domain == "fleet.example" and tls.client_cert.spiffe.path == "/admin"
    allow "mail" if any(tls.client_cert.san.email[*] == "admin.example@evil.example")
at
    2026-06-01T00:00:00Z
host
    api.example
cert
    certs/dns-nul.pem
want
    block by default: no rule allows it

== the admin's own DNS name is not
cert
    certs/admin.pem
want
    allow by "dns"

== a DNS name with a dot at its end is no name
cert
    certs/dns-dotted.pem
want
    block by default: no rule allows it

== nor is one with a space at its end
cert
    certs/dns-padded.pem
want
    block by default: no rule allows it

== nor one of a Cyrillic а
cert
    certs/dns-utf8.pem
want
    block by default: no rule allows it

== nor one that is no UTF-8
cert
    certs/dns-broken.pem
want
    block by default: no rule allows it

== nor a lone star
cert
    certs/dns-bare-star.pem
want
    block by default: no rule allows it

== a client called *.example is not everybody below example
cert
    certs/dns-star.pem
want
    block by default: no rule allows it

== a client that shouts its name is the same client
cert
    certs/dns-shouted.pem
want
    allow by "dns"

== a name with an escape is dropped, and its honest neighbour stays
cert
    certs/dns-escape.pem
want
    allow by "example"

== and the escape is counted
cert
    certs/dns-escape.pem
show
    tls.client_cert.san.dns
    tls.client_cert.san.malformed
    tls.client_cert.lint
prints
    tls.client_cert.san.dns = ["honest.example"]
    tls.client_cert.san.malformed = 1
    tls.client_cert.lint = ["bad_san"]

== a CN is not taken for a DNS name where there is none
cert
    certs/no-san-admin.pem
want
    block by default: no rule allows it

== a mail address is no DNS name
cert
    certs/email-admin.pem
want
    allow by "mail"

== an address written as a DNS name is no address
cert
    certs/ip-text.pem
want
    block by default: no rule allows it

== an IPv4 address dressed as IPv6 is another address
cert
    certs/ip-mapped.pem
want
    block by default: no rule allows it

== the address itself is let in
cert
    certs/ip-plain.pem
want
    allow by "address"

== a SPIFFE id whose trust domain is a user name is none
cert
    certs/spiffe-user.pem
want
    block by default: no rule allows it

== a SPIFFE id that climbs to another path is none
cert
    certs/spiffe-dots.pem
want
    block by default: no rule allows it

== nor is one with the path in a query
cert
    certs/spiffe-query.pem
want
    block by default: no rule allows it

== nor one with a port
cert
    certs/spiffe-port.pem
want
    block by default: no rule allows it

== nor one beside another URI
cert
    certs/spiffe-twice.pem
want
    block by default: no rule allows it

== nor one with a NUL
cert
    certs/uri-nul.pem
want
    block by default: no rule allows it

== the SPIFFE id of the admin is one
cert
    certs/spiffe-admin.pem
want
    allow by "spiffe"
