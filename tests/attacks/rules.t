# The text of a policy, written or changed by somebody who would like it to read
# otherwise than it means: to a reviewer, or to its author at an odd moment.

== a comment does not swallow the rule on its next line
policy
    allow anonymous "all" if hostname == "api.example" # block "a" if ssl
    block "rest" if ssl # allow anonymous "rest" if ssl
fields
    {"ssl": true}
want
    block by "rest"

== the rule before the comment is one
host
    api.example
want
    allow by "all"

== a string that is not closed swallows no rule in silence
policy
    allow anonymous "all" if http.host == "
    block "a" if ssl
    allow anonymous "x" if http.host == "" or ssl
fails
    policy:2:8: error[E0012]: unexpected 'a', expected 'and', 'or' or the next statement
        block "a" if ssl
               ^
        hint: a string begun earlier runs over several lines: is its '"' missing?
    policy:1:39: note: the other place is here
        allow anonymous "all" if http.host == "
                                              ~

== a name that is not closed does not, either
policy
    block "a if ssl
    allow anonymous "all" if ssl
fails
    policy:2:18: error[E0014]: this rule has no 'if' or 'unless'
        allow anonymous "all" if ssl
                         ^^^
        hint: a string begun earlier runs over several lines: is its '"' missing?
    policy:1:7: note: the other place is here
        block "a if ssl
              ~~~~~~~~~

== closed, both are rules
policy
    block "a" if ssl
    allow anonymous "all" if not ssl
fields
    {"ssl": true}
want
    block by "a"

== and the second is, too
fields
    {"ssl": false}
want
    allow by "all"

== a field with a Cyrillic о is no field
policy
    block "a" if hоstname == "x"
fails
    policy:1:15: error[E0003]: 'о' is not ASCII: it may stand in strings and comments only
        block "a" if hоstname == "x"
                      ^

== fullwidth signs are no operator
policy
    block "a" if hostname ＝＝ "x"
fails
    policy:1:23: error[E0003]: '＝' is not ASCII: it may stand in strings and comments only
        block "a" if hostname ＝＝ "x"
                              ^

== nor is ≠
policy
    allow anonymous "a" if hostname ≠ "x"
fails
    policy:1:33: error[E0003]: '≠' is not ASCII: it may stand in strings and comments only
        allow anonymous "a" if hostname ≠ "x"
                                        ^
        hint: write '!='

== a no-break space is no space
policy
    block "a" if ssl
fails
    policy:1:13: error[E0003]: ' ' is not ASCII: it may stand in strings and comments only
        block "a" if ssl
                    ^
        hint: this is a no-break space: write a plain one

== nor is an ideographic one
policy
    block "a" if　ssl
fails
    policy:1:13: error[E0003]: '　' is not ASCII: it may stand in strings and comments only
        block "a" if　ssl
                    ^

== a space without width does not hide in a name
policy
    block "a" if s​sl
fails
    policy:1:15: error[E0003]: '\xe2\x80\x8b' is not ASCII: it may stand in strings and comments only
        block "a" if s\xe2\x80\x8bsl
                      ^^^^^^^^^^^^

== an honest rule has spaces, tabs and letters of any language in its strings
policy
    block "żółć"	if   hostname == "x" or http.request.headers["x-name"][0] == "Zoë"
fields
    {"http.request.headers": {"x-name": ["Zoë"]}}
want
    block by "żółć"

== a comment does not turn the reading direction
policy
    block "a" if ssl # ‮ on
fails
    policy:1:20: error[E0002]: a bidirectional control character, U+202E
        block "a" if ssl # \xe2\x80\xae on
                           ^^^^^^^^^^^^
        hint: it makes text look other than it is; in a string write its bytes as \xHH

== nor does a string
policy
    block "a" if http.host == "‮moc"
fails
    policy:1:28: error[E0002]: a bidirectional control character, U+202E
        block "a" if http.host == "\xe2\x80\xaemoc"
                                   ^^^^^^^^^^^^
        hint: it makes text look other than it is; in a string write its bytes as \xHH

== written as escapes it may stand in one
policy
    block "a" if http.user_agent == "\xe2\x80\xaemoc"
fields
    {"http.user_agent": "‮moc"}
want
    block by "a"

== a rule's name cannot forge a line of the log
policy
    block "x\x0aallow by \x1b[2J" if ssl
fails
    policy:1:7: error[E0218]: the name holds a control character
        block "x\x0aallow by \x1b[2J" if ssl
              ^^^^^^^^^^^^^^^^^^^^^^^

== nor can a message write a header
policy
    block "x" message "gone\x0d\x0aSet-Cookie: a=b" if ssl
fails
    policy:1:19: error[E0218]: the message holds a control character
        block "x" message "gone\x0d\x0aSet-Cookie: a=b" if ssl
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

== a message that is one line is sent
policy
    block "x" message "gone; see /v2" if ssl
fields
    {"ssl": true}
want
    block by "x"

== a block that says 200
policy
    block "x" status 200 if ssl
fails
    policy:1:18: error[E0211]: the status of 'block' must be in 400..599
        block "x" status 200 if ssl
                         ^^^

== an exception that lets everybody else in
policy
    allow "a" unless ssl
fails
    policy:1:1: error[E0212]: 'unless' is not for 'allow'
        allow "a" unless ssl
        ^^^^^
        hint: say who is let in, with 'if'; an exception is a block rule before it

== a default that lets in without saying so
policy
    default allow
fails
    policy:1:14: error[E0012]: unexpected end, expected 'anonymous'
        default allow
                     ^
        hint: a default that lets in says so: default allow anonymous

== and says so beside trust for every host
policy
    trust fleet for default {
        ca "certs/root.pem"
    }
    default allow anonymous
at
    2026-06-01T00:00:00Z
fails
    policy:4:1: error[E0225]: 'default allow anonymous' never applies beside trust for default
        default allow anonymous
        ^^^^^^^^^^^^^^^^^^^^^^^
        hint: every host has a trust block here: say whom to let in by an 'allow anonymous' rule
    policy:1:17: note: the other place is here
        trust fleet for default {
                        ~~~~~~~

== saying so, it opens the hosts that have no block
policy
    trust fleet for "api.example" {
        ca "certs/root.pem"
    }
    default allow anonymous
at
    2026-06-01T00:00:00Z
host
    www.example
want
    allow by default

== and not those that do
host
    API.example:443
want
    block by default: no rule allows it; 'default allow anonymous' is not for hosts with a trust block

== nor a request that hides its host
host
want
    block by default: no rule allows it; 'default allow anonymous' is not for requests without a host

== nor one that names two
host
    www.example
    api.example
want
    block by default: no rule allows it; 'default allow anonymous' is not for a host in error: two different hosts

== one host in two blocks, in two spellings
policy
    trust fleet for "API.example" {
        ca "certs/root.pem"
    }
    trust twin for "api.example." {
        ca "certs/twin-root.pem"
    }
    allow "a" if ssl
at
    2026-06-01T00:00:00Z
fails
    policy:4:16: error[E0205]: 'api.example' has a trust block already
        trust twin for "api.example." {
                       ^^^^^^^^^^^^^^
    policy:1:17: note: the other place is here
        trust fleet for "API.example" {
                        ~~~~~~~~~~~~~

== a second rule of one name, to be taken for the first
policy
    block "admin" if ssl
    allow anonymous "admin" if not ssl
fails
    policy:2:17: error[E0201]: a second rule is called 'admin'
        allow anonymous "admin" if not ssl
                        ^^^^^^^
    policy:1:7: note: the other place is here
        block "admin" if ssl
              ~~~~~~~

== a second list of one name
policy
    list $lost string { "x" }
    list $lost string { "y" }
    block "x" if http.host in $lost
fails
    policy:2:6: error[E0202]: a second list is called '$lost'
        list $lost string { "y" }
             ^^^^^
    policy:1:6: note: the other place is here
        list $lost string { "x" }
             ~~~~~

== a field of one's own called like one that verification fills
policy
    field cf.tls_client_auth.cert_verified bool
    allow "a" if cf.tls_client_auth.cert_verified
fails
    policy:1:7: error[E0204]: there is a field 'cf.tls_client_auth.cert_verified' already
        field cf.tls_client_auth.cert_verified bool
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: it needs no declaration; `certrule fields` lists them

== a number over 64 bits does not begin at nought again
policy
    allow anonymous "a" if http.request.timestamp.sec < 18446744073709551616
fails
    policy:1:53: error[E0123]: '18446744073709551616' does not fit into 64 bits
        allow anonymous "a" if http.request.timestamp.sec < 18446744073709551616
                               ~~~~~~~~~~~~~~~~~~~~~~~~~~   ^^^^^^^^^^^^^^^^^^^^

== an allow in front of a block that is always asked
policy
    allow anonymous "all" if hostname == "api.example"
    always block "lost" if ssl
host
    api.example
fields
    {"ssl": true}
want
    block by "lost"

== who is not lost is let in
fields
    {"ssl": false}
want
    allow by "all"

== and binds closer than or, whatever the spaces say
policy
    allow anonymous "a" if ssl  and  hostname == "x" or hostname == "api.example"
host
    evil.example
fields
    {"ssl": true}
want
    block by default: no rule allows it

== either side of it lets in
host
    x
fields
    {"ssl": true}
want
    allow by "a"

== an action called allow is no allow
policy
    action "allow" if hostname == "api.example"
host
    api.example
want
    action "allow" by policy:1

== a client who sends no header passes no unless
policy
    block "no tenant" unless any(http.request.headers["x-tenant"][*] == "acme")
    allow anonymous "all" if hostname == "api.example"
host
    api.example
want
    block by "no tenant"

== who sends it does
fields
    {"http.request.headers": {"x-tenant": ["acme"]}}
want
    allow by "all"

== a line end behind the value is not the value
policy
    allow anonymous "a" if any(http.request.headers["x-tenant"][*] matches "^acme$")
fields
    {"http.request.headers": {"x-tenant": ["acme\n"]}}
want
    block by default: no rule allows it

== nor is a second line
fields
    {"http.request.headers": {"x-tenant": ["evil\nacme"]}}
want
    block by default: no rule allows it

== nor a NUL and more
fields
    {"http.request.headers": {"x-tenant": ["acme\u0000evil"]}}
want
    block by default: no rule allows it

== the value is
fields
    {"http.request.headers": {"x-tenant": ["acme"]}}
want
    allow by "a"

== a header that no client can send is never blocked, and the policy says so
policy
    block "x" if any(http.request.headers["X-Bad"][*] == "1")
    default block
warns
    policy:1:39: warning[W1054]: 'http.request.headers' has no key 'X-Bad': its keys are in lower case
        block "x" if any(http.request.headers["X-Bad"][*] == "1")
                         ~~~~~~~~~~~~~~~~~~~~ ^^^^^^^
        hint: write "x-bad"

== a host in capitals is none, and the policy says so
policy
    block "x" if http.host == "API.example"
    default block
warns
    policy:1:27: warning[W1051]: no value of 'http.host' can match 'API.example': it is a host in lower case, without port and trailing dot
        block "x" if http.host == "API.example"
                     ~~~~~~~~~    ^^^^^^^^^^^^^
        hint: write "api.example"

== a path that is never spelt so is none, and the policy says so
policy
    block "x" if http.request.uri.path == "/%61dmin"
    default block
warns
    policy:1:39: warning[W1052]: no value of 'http.request.uri.path' can match '/%61dmin': it is a path in canonical form
        block "x" if http.request.uri.path == "/%61dmin"
                     ~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^^^
        hint: write "/admin"

== a pattern with an empty branch matches everybody, and the policy says so
policy
    allow anonymous "y" if hostname matches "^api\.example$|"
    default block
warns
    policy:1:41: warning[W1055]: this pattern leaves open how 'hostname' begins and ends
        allow anonymous "y" if hostname matches "^api\.example$|"
                               ~~~~~~~~         ^^^^^^^^^^^^^^^^^
        hint: write "^(?:api\.example$|)$", with .* where anything may stand

== an honest policy is silent
policy
    block "x" if any(http.request.headers["x-bad"][*] == "1") or http.request.uri.path == "/admin"
    allow anonymous "y" if hostname == "api.example"
    default block
warns
