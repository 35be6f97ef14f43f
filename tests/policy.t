== a policy of everything
policy
    # who may reach the device API
    list $office ip { 192.0.2.0/24 2001:db8::/32 }
    field app.tenant string
    always block "lost devices" if cf.tls_client_auth.cert_serial == "0A"
    log "old issuer" if cf.tls_client_auth.cert_issuer_dn contains "OU=2019"
    for "*.iot.example.com" {
        allow "own tenant" if app.tenant == "blue"
        allow anonymous "break glass" until 2026-12-01T00:00:00Z if ip.src in $office
    }
    block "tmp" status 404 message "gone" tag "t" if http.request.uri.path == "/tmp"
    action "redirect" "old host" status 301 unless http.host ne "old.example"
    allow anonymous "health" if http.request.uri.path == "/health"
    default block
at
    2026-06-01T00:00:00Z
host
    x.iot.example.com
set
    ip.src=192.0.2.1
want
    allow by "break glass" (policy:8)

== until: from that second on it never matches
at
    2026-12-01T00:00:00Z
host
    x.iot.example.com
set
    ip.src=192.0.2.1
want
    block by default: no rule allows it

== outside of its for it does not either
at
    2026-06-01T00:00:00Z
host
    iot.example.com
set
    ip.src=192.0.2.1
want
    block by default: no rule allows it

== a name of the policy's own, and a client that is not proven
at
    2026-06-01T00:00:00Z
host
    x.iot.example.com
set
    app.tenant=blue
want
    block by default: "own tenant" needs a proven client: not_enabled

== an action, and unless
at
    2026-06-01T00:00:00Z
host
    old.example
want
    action "redirect" by "old host"

== always block comes first, wherever it stands
policy
    allow anonymous "open" if true
    always block "lost" if http.host == "a.example"
    default block
host
    a.example
want
    block by "lost" (policy:2)

== a disabled rule never runs
policy
    disabled block "off" if true
    allow anonymous "open" if true
    default block
want
    allow by "open" (policy:2)

== and is checked like any other
policy
    disabled block "off" if nowhere
fails
    policy:1:25: error[E0101]: unknown field 'nowhere'
        disabled block "off" if nowhere
                                ^^^^^^^

== semicolons are welcome and not needed
policy
    block "a" if ssl; block "b" if not ssl; default block;
want
    block by "b" (policy:1)

== rules: two of one name
policy
    block "a" if ssl
    allow "b" if ssl
    block "a" if not ssl
fails
    policy:3:7: error[E0201]: a second rule is called 'a'
        block "a" if not ssl
              ^^^
    policy:1:7: note: the other place is here
        block "a" if ssl
              ~~~

== rules: a name that is empty, long, or not to be printed
policy
    block "" if ssl
    block "a\x1bb" if ssl
    block "a\xffb" if ssl
    block "a\xe2\x80\xaeb" if ssl
    block "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn" if ssl
    action "" if ssl
fails
    policy:1:7: error[E0219]: the name is empty
        block "" if ssl
              ^^
    policy:2:7: error[E0218]: the name holds a control character
        block "a\x1bb" if ssl
              ^^^^^^^^
    policy:3:7: error[E0218]: the name holds a byte that is not UTF-8
        block "a\xffb" if ssl
              ^^^^^^^^
    policy:4:7: error[E0218]: the name holds a bidirectional control character
        block "a\xe2\x80\xaeb" if ssl
              ^^^^^^^^^^^^^^^^
    policy:5:7: error[E0220]: a name of 257 bytes, more than 256
        block "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn...
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    policy:6:8: error[E0219]: the action is empty
        action "" if ssl
               ^^

== options: unknown, twice, for another action
policy
    block "a" stats 403 if ssl
    block "b" colour 3 if ssl
    block "c" status 403 status 404 if ssl
    allow "d" status 403 if ssl
    log "e" message "x" if ssl
    block "f" until 2030-01-01T00:00:00Z if ssl
    action "g" until 2030-01-01T00:00:00Z if ssl
fails
    policy:1:11: error[E0208]: unknown option 'stats'
        block "a" stats 403 if ssl
                  ^^^^^
        hint: did you mean 'status'?
    policy:2:11: error[E0208]: unknown option 'colour'
        block "b" colour 3 if ssl
                  ^^^^^^
        hint: the options are status message tag until
    policy:3:22: error[E0207]: 'status' is given a second time
        block "c" status 403 status 404 if ssl
                  ~~~~~~     ^^^^^^
    policy:4:11: error[E0209]: 'status' is not for 'allow'
        allow "d" status 403 if ssl
                  ^^^^^^
    policy:5:9: error[E0209]: 'message' is not for 'log'
        log "e" message "x" if ssl
                ^^^^^^^
    policy:6:11: error[E0209]: 'until' is not for 'block'
        block "f" until 2030-01-01T00:00:00Z if ssl
                  ^^^^^
    policy:7:12: error[E0209]: 'until' is not for 'action'
        action "g" until 2030-01-01T00:00:00Z if ssl
                   ^^^^^

== options: their values
policy
    block "a" status "403" if ssl
    block "b" status 4x3 if ssl
    block "c" status 399 if ssl
    block "d" status 600 if ssl
    action "e" status 299 if ssl
    block "f" message 12 if ssl
    block "g" tag "" if ssl
    log "h" until 2026-13-01T00:00:00Z if ssl
    log "i" until 30d if ssl
fails
    policy:1:18: error[E0210]: 'status' takes a number, not '403'
        block "a" status "403" if ssl
                         ^^^^^
        hint: leave out the quotes
    policy:2:18: error[E0210]: 'status' takes a number, not '4x3'
        block "b" status 4x3 if ssl
                         ^^^
        hint: such as 403
    policy:3:18: error[E0211]: the status of 'block' must be in 400..599
        block "c" status 399 if ssl
                         ^^^
    policy:4:18: error[E0211]: the status of 'block' must be in 400..599
        block "d" status 600 if ssl
                         ^^^
    policy:5:19: error[E0211]: the status of 'action' must be in 300..599
        action "e" status 299 if ssl
                          ^^^
    policy:6:19: error[E0210]: 'message' takes a string, not '12'
        block "f" message 12 if ssl
                          ^^
        hint: put it in double quotes
    policy:7:15: error[E0219]: the tag is empty
        block "g" tag "" if ssl
                      ^^
    policy:8:15: error[E0210]: 'until' takes a time, not '2026-13-01T00:00:00Z'
        log "h" until 2026-13-01T00:00:00Z if ssl
                      ^^^^^^^^^^^^^^^^^^^^
        hint: in UTC, as 2026-12-01T00:00:00Z
    policy:9:15: error[E0210]: 'until' takes a time, not '30d'
        log "i" until 30d if ssl
                      ^^^
        hint: in UTC, as 2026-12-01T00:00:00Z

== options: the ends of their ranges
policy
    block "a" status 400 if ssl
    block "b" status 599 if ssl
    action "c" status 300 if ssl
    action "d" status 599 tag "t" message "m" if ssl
    allow "e" tag "t" until 2030-01-01T00:00:00Z if ssl
    default block
want
    block by default: no rule allows it

== unless is not for allow
policy
    allow "a" unless ssl
    allow anonymous "b" unless ssl
fails
    policy:1:1: error[E0212]: 'unless' is not for 'allow'
        allow "a" unless ssl
        ^^^^^
        hint: say who is let in, with 'if'; an exception is a block rule before it
    policy:2:1: error[E0212]: 'unless' is not for 'allow'
        allow anonymous "b" unless ssl
        ^^^^^
        hint: say who is let in, with 'if'; an exception is a block rule before it

== fields: names and types
policy
    field app.flag bool
    field app.flag int
    field http.host string
    field ab.cd int
    field app.a strin
    field app.b string<int>
    field app.c array
    field app.d map
    field app.e array<map<array<int>>>
    field app.f whatever
    field app.g array<array<array<array<array<array<array<array<array<int>>>>>>>>>
fails
    policy:2:7: error[E0204]: there is a field 'app.flag' already
        field app.flag int
              ^^^^^^^^
    policy:1:7: note: the other place is here
        field app.flag bool
              ~~~~~~~~
    policy:3:7: error[E0204]: there is a field 'http.host' already
        field http.host string
              ^^^^^^^^^
        hint: it needs no declaration; `certrule fields` lists them
    policy:4:7: error[E0216]: 'ab.cd' cannot be the name of a field: it is a word of the language, or reads as bytes
        field ab.cd int
              ^^^^^
    policy:5:13: error[E0214]: unknown type 'strin'
        field app.a strin
                    ^^^^^
        hint: did you mean 'string'?
    policy:6:13: error[E0215]: 'string' has no elements
        field app.b string<int>
                    ^^^^^^
    policy:7:13: error[E0215]: 'array' needs the type of its elements
        field app.c array
                    ^^^^^
        hint: array<string>
    policy:8:13: error[E0215]: 'map' needs the type of its elements
        field app.d map
                    ^^^
        hint: map<string>
    policy:10:13: error[E0214]: unknown type 'whatever'
        field app.f whatever
                    ^^^^^^^^
        hint: the types are bool int string ip array<T> map<T>
    policy:11:61: error[E0215]: 'array' is nested too deep
        field app.g array<array<array<array<array<array<array<array<array<int>>>>>>>>>
                                                                    ^^^^^

== fields: required means that unset is an error
policy
    field app.tenant string required
    block "other" if app.tenant ne "blue"
    allow anonymous "all" if true
    default block
want
    block by "other" (policy:2): evaluation error in 'app.tenant ne "blue"': this required field is not set

== defaults: one a scope
policy
    default block
    for "a.example" {
        default block
        default allow anonymous
    }
    default allow anonymous
fails
    policy:4:5: error[E0206]: this 'for' has a default already
            default allow anonymous
            ^^^^^^^^^^^^^^^^^^^^^^^
    policy:3:5: note: the other place is here
            default block
            ~~~~~~~~~~~~~
    policy:6:1: error[E0206]: this policy has a default already
        default allow anonymous
        ^^^^^^^^^^^^^^^^^^^^^^^
    policy:1:1: note: the other place is here
        default block
        ~~~~~~~~~~~~~

== hosts that are none
policy
    for "" { block "a" if ssl }
    for "a..example" { block "b" if ssl }
    for "*" { block "c" if ssl }
    for "a.*.example" { block "d" if ssl }
    for "a.example:443" { block "e" if ssl }
    for "bücher.example" { block "f" if ssl }
    for "a b" "c/d" { block "g" if ssl }
    trust t for "*.*.example" { ca "certs/root.pem" }
fails
    policy:1:5: error[E0217]: '' is no host: no name
        for "" { block "a" if ssl }
            ^^
    policy:2:5: error[E0217]: 'a..example' is no host: an empty label
        for "a..example" { block "b" if ssl }
            ^^^^^^^^^^^^
    policy:3:5: error[E0217]: '*' is no host: a '*' in it
        for "*" { block "c" if ssl }
            ^^^
        hint: trust for every host is: for default
    policy:4:5: error[E0217]: 'a.*.example' is no host: a '*' in it
        for "a.*.example" { block "d" if ssl }
            ^^^^^^^^^^^^^
        hint: '*.' in front of a name is one label; no other '*' is taken
    policy:5:5: error[E0217]: 'a.example:443' is no host: a port
        for "a.example:443" { block "e" if ssl }
            ^^^^^^^^^^^^^^^
    policy:6:5: error[E0217]: 'bücher.example' is no host: a byte above 0x7f
        for "bücher.example" { block "f" if ssl }
            ^^^^^^^^^^^^^^^^
        hint: write its A-label: xn--...
    policy:7:5: error[E0217]: 'a b' is no host: a bad character
        for "a b" "c/d" { block "g" if ssl }
            ^^^^^
    policy:7:11: error[E0217]: 'c/d' is no host: a bad character
        for "a b" "c/d" { block "g" if ssl }
                  ^^^^^
    policy:8:13: error[E0217]: '*.*.example' is no host: a '*' in it
        trust t for "*.*.example" { ca "certs/root.pem" }
                    ^^^^^^^^^^^^^
        hint: '*.' in front of a name is one label; no other '*' is taken

== hosts are canonical on both sides
policy
    for "API.Example." "[2001:DB8::1]" { block "a" if true }
    default block
host
    api.example:8443
want
    block by "a" (policy:1)

== and so is an address
host
    [2001:db8:0::1]
want
    block by "a" (policy:1)

== trust: names and hosts
policy
    trust t for "a.example" "A.example." { ca "certs/root.pem" }
    trust t for "b.example" { ca "certs/root.pem" }
    trust u for "a.example" { ca "certs/root.pem" }
    trust v for default { ca "certs/root.pem" }
    trust w for default { ca "certs/root.pem" }
fails
    policy:1:25: error[E0205]: 'a.example' has a trust block already
        trust t for "a.example" "A.example." { ca "certs/root.pem" }
                    ~~~~~~~~~~~ ^^^^^^^^^^^^
    policy:2:7: error[E0203]: a second trust block is called 't'
        trust t for "b.example" { ca "certs/root.pem" }
              ^
    policy:1:7: note: the other place is here
        trust t for "a.example" "A.example." { ca "certs/root.pem" }
              ~
    policy:3:13: error[E0205]: 'a.example' has a trust block already
        trust u for "a.example" { ca "certs/root.pem" }
                    ^^^^^^^^^^^
    policy:1:25: note: the other place is here
        trust t for "a.example" "A.example." { ca "certs/root.pem" }
                                ~~~~~~~~~~~~
    policy:5:13: error[E0205]: 'default' has a trust block already
        trust w for default { ca "certs/root.pem" }
                    ^^^^^^^
    policy:4:13: note: the other place is here
        trust v for default { ca "certs/root.pem" }
                    ~~~~~~~

== trust: settings
policy
    trust t for default {
        ca "certs/root.pem"
        revokation chain
        colour red
        depth "8"
        depth many
        depth 999
        grace 6
        grace 99999d
        strict maybe
        revocation "off"
        ca chain
        purpose server
    }
fails
    policy:3:5: error[E0301]: unknown setting 'revokation'
            revokation chain
            ^^^^^^^^^^
        hint: did you mean 'revocation'?
    policy:4:5: error[E0301]: unknown setting 'colour'
            colour red
            ^^^^^^
    policy:5:11: error[E0302]: 'depth' takes a number, not '8'
            depth "8"
                  ^^^
        hint: leave out the quotes
    policy:6:11: error[E0302]: 'depth' takes a number, not 'many'
            depth many
                  ^^^^
    policy:7:11: error[E0304]: 'depth' must be in 0..64
            depth 999
                  ^^^
    policy:8:11: error[E0302]: 'grace' takes a duration, not '6'
            grace 6
                  ^
        hint: such as 90s 15m 12h 30d
    policy:9:11: error[E0304]: 'grace' must be in 0..31622400
            grace 99999d
                  ^^^^^^
    policy:10:12: error[E0303]: 'strict' cannot be 'maybe'
            strict maybe
                   ^^^^^
        hint: one of: on off
    policy:11:16: error[E0302]: 'revocation' takes a word, not 'off'
            revocation "off"
                       ^^^^^
        hint: leave out the quotes
    policy:12:8: error[E0302]: 'ca' takes a string, not 'chain'
            ca chain
               ^^^^^
        hint: put it in double quotes
    policy:13:5: error[E0306]: 'purpose' is for the command line, not for a policy
            purpose server
            ^^^^^^^

== trust: a setting twice
policy
    trust t for default {
        ca "certs/root.pem"
        ca "certs/partner-root.pem"
        depth 3
        depth 3
    }
fails
    policy:5:5: error[E0305]: 'depth' is set a second time
            depth 3
            ^^^^^
    policy:4:5: note: the other place is here
            depth 3
            ~~~~~

== default allow anonymous is void beside trust for default
policy
    trust t for default { ca "certs/root.pem" }
    default allow anonymous
fails
    policy:2:1: error[E0225]: 'default allow anonymous' never applies beside trust for default
        default allow anonymous
        ^^^^^^^^^^^^^^^^^^^^^^^
        hint: every host has a trust block here: say whom to let in by an 'allow anonymous' rule
    policy:1:13: note: the other place is here
        trust t for default { ca "certs/root.pem" }
                    ~~~~~~~

== trust beside settings from the command line
run
    eval policies/trust.rules --ca certs/root.pem
exit
    2
prints
    policies/trust.rules:1:1: error[E0227]: the policy has trust of its own, so settings given beside it are void
        trust own for "a.example" {
        ^^^^^
    command line:1:1: note: the other place is here
        ca certs/root.pem
        ~~

== without the built-in fields there is no guard and no host
run
    check --no-builtin-fields policies/guarded.rules
exit
    2
prints
    policies/guarded.rules:2:1: error[E0228]: 'allow' needs the built-in fields
        allow "a" if t == "x"
        ^^^^^
    policies/guarded.rules:3:1: error[E0228]: 'for' needs the built-in fields
        for "a.example" {
        ^^^
    policies/guarded.rules:6:1: error[E0228]: 'trust' needs the built-in fields
        trust c for default {
        ^^^^^
    policies/guarded.rules:9:1: error[E0228]: 'default allow anonymous' needs the built-in fields
        default allow anonymous
        ^^^^^^^^^^^^^^^^^^^^^^^
    certrule: policies/guarded.rules: 4 errors, 0 warnings

== warnings: no name, no default, a list that nothing uses
policy
    list $unused ip { 10.0.0.1 }
    block if ssl
warns
    policy:1:6: warning[W1012]: nothing uses the list '$unused'
        list $unused ip { 10.0.0.1 }
             ^^^^^^^
    policy:2:1: warning[W1011]: this rule has no name
        block if ssl
        ^^^^^
        hint: verdicts and logs call it 'policy:2', which changes with the file
    policy:2:1: warning[W1010]: the policy has no default, which means block
        block if ssl
        ^^^^^
        hint: say it at the end: default block

== warnings: a rule that ends, and one that has ended
at
    2026-06-01T00:00:00Z
policy
    allow "a" until 2026-06-14T23:59:59Z if ssl
    allow "b" until 2026-06-01T00:00:00Z if ssl
    allow "c" until 2026-06-16T00:00:00Z if ssl
    disabled allow "d" until 2026-06-01T00:00:00Z if ssl
    default block
warns
    policy:1:1: warning[W1013]: this rule ends in 13 days, at 2026-06-14T23:59:59Z
        allow "a" until 2026-06-14T23:59:59Z if ssl
        ^^^^^
    policy:2:1: warning[W1014]: this rule ended at 2026-06-01T00:00:00Z
        allow "b" until 2026-06-01T00:00:00Z if ssl
        ^^^^^
        hint: it never matches any more: remove it

== warnings: a comment on the line before silences one
policy
    # lint: allow W1012
    list $unused ip { 10.0.0.1 }
    # lint: allow W1011 W1010
    block if ssl
warns

== warnings: another code, or a line between, silences nothing
policy
    # lint: allow W1011

    block if ssl
    # lint: allow W1012
    block if not ssl
    default block
warns
    policy:3:1: warning[W1011]: this rule has no name
        block if ssl
        ^^^^^
        hint: verdicts and logs call it 'policy:3', which changes with the file
    policy:5:1: warning[W1011]: this rule has no name
        block if not ssl
        ^^^^^
        hint: verdicts and logs call it 'policy:5', which changes with the file

== warnings: a comment is about all of a statement that begins below it
policy
    # lint: allow W1061
    block "ports" if len(http.cookie) == 010
        and len(http.referer) == 011
    block "more" if len(http.cookie) == 010
        # lint: allow W1061
        and len(http.referer) == 011
        and len(http.user_agent) == 012
    default block
warns
    policy:4:37: warning[W1061]: '010' begins with 0, so it is octal: 8
        block "more" if len(http.cookie) == 010
                                            ^^^
        hint: write 8, or 10 if that is meant
    policy:4:1: warning[W1026]: this rule is never reached: 'ports' decides before it
        block "more" if len(http.cookie) == 010
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:2:1: note: the other place is here
        block "ports" if len(http.cookie) == 010
        ~~~~~
    policy:7:33: warning[W1061]: '012' begins with 0, so it is octal: 10
            and len(http.user_agent) == 012
                                        ^^^
        hint: write 10, or 12 if that is meant

== warnings: comments below each other are about the same line, and a `for` is not the rules in it
policy
    # lint: allow W1011
    # here is why
    # lint: allow W1061
    block if len(http.cookie) == 010
    trust t for "a.example" { ca "certs/root.pem" }
    # lint: allow W1011
    for "a.example" {
        block if ssl
    }
    default block
warns
    policy:8:5: warning[W1011]: this rule has no name
            block if ssl
            ^^^^^
        hint: verdicts and logs call it 'policy:8', which changes with the file

== warnings: those of every stage can be silenced
policy
    # lint: allow W1001
    block "all" if http.cookie == "two
    lines"
    trust t for default {
        ca "certs/root.pem"
        # lint: allow W3003 W3004
        crl "certs/stale.crl"
    }
    default block
at
    2026-06-01T00:00:00Z
warns
