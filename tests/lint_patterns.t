# Patterns: where their dots and anchors are, and which are plain. In each policy
# the rules that nothing is said of are the neighbours of those that are.

== dots of classes, behind backslashes and under repeats are no dots
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "class" if http.request.uri.path matches r"^/[.][^.]a.b[]x.][^]y.][[:digit:].]$"
    allow "escape" if http.request.uri.path matches r"^/a\.b.c\\.d$"
    allow "repeat" if http.request.uri.path matches r"^/a.*b.+c.?d.{2}e.f$"
    allow "last" if http.request.uri.path matches r"^/a$|^/b.$"
    default block
warns
    policy:2:60: warning[W1056]: this '.' stands for any byte
        allow "class" if http.request.uri.path matches r"^/[.][^.]a.b[]x.][^]y.][[:digit:].]$"
                         ~~~~~~~~~~~~~~~~~~~~~                     ^
        hint: write r"^/[.][^.]a\.b[]x.][^]y.][[:digit:].]$"
    policy:3:57: warning[W1056]: this '.' stands for any byte
        allow "escape" if http.request.uri.path matches r"^/a\.b.c\\.d$"
                          ~~~~~~~~~~~~~~~~~~~~~                 ^
        hint: write r"^/a\.b\.c\\\.d$"
    policy:4:68: warning[W1056]: this '.' stands for any byte
        allow "repeat" if http.request.uri.path matches r"^/a.*b.+c.?d.{2}e.f$"
                          ~~~~~~~~~~~~~~~~~~~~~                            ^
        hint: write r"^/a.*b.+c.?d.{2}e\.f$"
    policy:5:57: warning[W1056]: this '.' stands for any byte
        allow "last" if http.request.uri.path matches r"^/a$|^/b.$"
                        ~~~~~~~~~~~~~~~~~~~~~                   ^
        hint: write r"^/a$|^/b\.$"

== a pattern whose escapes moved its dot is shown whole
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "moved" if http.request.uri.path matches "^/\"a.b$"
    default block
warns
    policy:2:48: warning[W1052]: no value of 'http.request.uri.path' can match '/"a': it is a path in canonical form
        allow "moved" if http.request.uri.path matches "^/\"a.b$"
                         ~~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^
        hint: raw.http.request.uri.path is the path as sent
    policy:2:48: warning[W1056]: this '.' stands for any byte
        allow "moved" if http.request.uri.path matches "^/\"a.b$"
                         ~~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^
        hint: write "^/\"a\.b$"

== under (?x) nothing is where it seems, so a dot is let be
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "free" if http.request.uri.path matches r"(?x)^ /a . b $"
    default block
warns

== other flags hide nothing
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "any case" if http.request.uri.path matches r"(?i)^/a.b$"
    default block
warns
    policy:2:60: warning[W1056]: this '.' stands for any byte
        allow "any case" if http.request.uri.path matches r"(?i)^/a.b$"
                            ~~~~~~~~~~~~~~~~~~~~~                  ^
        hint: write r"(?i)^/a\.b$"

== anchors inside groups, repeats and behind nothing are anchors
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "group" if http.request.uri.path matches r"(?:^/a[0-9])(?:b$)"
    allow "once" if http.request.uri.path matches r"(?:^/a[0-9]){1}(?:c$)+"
    allow "nothing" if http.request.uri.path matches r"(?:)^/a[0-9]d$(?:)"
    default block
warns

== those that may be left out, or stand in one alternative, are not
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "optional" if http.request.uri.path matches r"(?:^/a[0-9])?b$"
    allow "star" if http.request.uri.path matches r"^/[0-9](?:c$)*"
    allow "either" if http.request.uri.path matches r"(?:^/a[0-9]|/b)d$"
    allow "empty" if http.request.uri.path matches r"(?:^|)/a[0-9]d$"
    default block
warns
    policy:2:51: warning[W1055]: this pattern leaves open how 'http.request.uri.path' begins
        allow "optional" if http.request.uri.path matches r"(?:^/a[0-9])?b$"
                            ~~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^^^^^^^^^
        hint: write r"^(?:^/a[0-9])?b$", with .* where anything may stand
    policy:3:47: warning[W1055]: this pattern leaves open how 'http.request.uri.path' ends
        allow "star" if http.request.uri.path matches r"^/[0-9](?:c$)*"
                        ~~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^^^^^^^^
        hint: write r"^/[0-9](?:c$)*$", with .* where anything may stand
    policy:4:49: warning[W1055]: this pattern leaves open how 'http.request.uri.path' begins
        allow "either" if http.request.uri.path matches r"(?:^/a[0-9]|/b)d$"
                          ~~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^^^^^^^^^^^
        hint: write r"^(?:^/a[0-9]|/b)d$", with .* where anything may stand
    policy:5:48: warning[W1055]: this pattern leaves open how 'http.request.uri.path' begins
        allow "empty" if http.request.uri.path matches r"(?:^|)/a[0-9]d$"
                         ~~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^^^^^^^^^
        hint: write r"^(?:^|)/a[0-9]d$", with .* where anything may stand

== a dollar behind a backslash is one that stands there
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "price" if http.request.uri.path matches r"^/a[0-9]|/b\$"
    allow "slash" if http.request.uri.path matches r"^/a[0-9]|/b\\$"
    default block
warns
    policy:2:48: warning[W1055]: this pattern leaves open how 'http.request.uri.path' begins and ends
        allow "price" if http.request.uri.path matches r"^/a[0-9]|/b\$"
                         ~~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^^^^^^^
        hint: write r"^(?:/a[0-9]|/b\$)$", with .* where anything may stand
    policy:3:48: warning[W1055]: this pattern leaves open how 'http.request.uri.path' begins and ends
        allow "slash" if http.request.uri.path matches r"^/a[0-9]|/b\\$"
                         ~~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^^^^^^^^
        hint: write r"^(?:/a[0-9]|/b\\)$", with .* where anything may stand

== names without capitals are the same identities
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "lower" if any(lower(tls.client_cert.san.dns[*])[*] matches r"^[a-z].example$")
    allow "upper" if upper(raw.http.host) matches r"[A-Z]\.EXAMPLE"
    allow "uri" if http.request.uri matches r"^/a[0-9]"
    allow "full" if http.request.full_uri matches r"^https://a\.example/[0-9]"
    allow "any" if http.user_agent matches r"a.b[0-9]"
    default block
warns
    policy:2:75: warning[W1056]: this '.' stands for any byte
        allow "lower" if any(lower(tls.client_cert.san.dns[*])[*] matches r"^[a-z].example$")
                             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~                 ^
        hint: write r"^[a-z]\.example$"
    policy:3:47: warning[W1055]: this pattern leaves open how 'upper(raw.http.host)' begins and ends
        allow "upper" if upper(raw.http.host) matches r"[A-Z]\.EXAMPLE"
                         ~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^^^^^^^^
        hint: write r"^[A-Z]\.EXAMPLE$", with .* where anything may stand
    policy:4:41: warning[W1055]: this pattern leaves open how 'http.request.uri' ends
        allow "uri" if http.request.uri matches r"^/a[0-9]"
                       ~~~~~~~~~~~~~~~~         ^^^^^^^^^^^
        hint: write r"^/a[0-9]$", with .* where anything may stand
    policy:5:47: warning[W1055]: this pattern leaves open how 'http.request.full_uri' ends
        allow "full" if http.request.full_uri matches r"^https://a\.example/[0-9]"
                        ~~~~~~~~~~~~~~~~~~~~~         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: write r"^https://a\.example/[0-9]$", with .* where anything may stand

== what is plain, and ends at a border of names, may stand open
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "prefix" if http.request.uri.path matches r"^/api/"
    allow "suffix" if http.host matches r"\.example$"
    allow "mail" if any(tls.client_cert.san.email[*] matches r"@a\.example$")
    allow "equal" if http.host matches r"^a\.example$"
    allow "inside" if http.host matches r"^a\.exam"
    allow "slash" if http.request.uri.path matches r"/a$"
    default block
warns
    policy:2:49: warning[W1057]: this pattern is a plain prefix
        allow "prefix" if http.request.uri.path matches r"^/api/"
                                                        ^^^^^^^^^
        hint: starts_with(http.request.uri.path, "/api/")
    policy:3:37: warning[W1057]: this pattern is a plain suffix
        allow "suffix" if http.host matches r"\.example$"
                                            ^^^^^^^^^^^^^
        hint: ends_with(http.host, ".example")
    policy:4:58: warning[W1057]: this pattern is a plain suffix
        allow "mail" if any(tls.client_cert.san.email[*] matches r"@a\.example$")
                                                                 ^^^^^^^^^^^^^^^
        hint: ends_with(tls.client_cert.san.email[*], "@a.example")
    policy:5:36: warning[W1057]: this pattern is a plain equality
        allow "equal" if http.host matches r"^a\.example$"
                                           ^^^^^^^^^^^^^^^
        hint: http.host == "a.example"
    policy:6:37: warning[W1055]: this pattern leaves open how 'http.host' ends
        allow "inside" if http.host matches r"^a\.exam"
                          ~~~~~~~~~         ^^^^^^^^^^^
        hint: write r"^a\.exam$", with .* where anything may stand
    policy:7:48: warning[W1057]: this pattern is a plain suffix
        allow "slash" if http.request.uri.path matches r"/a$"
                                                       ^^^^^^
        hint: ends_with(http.request.uri.path, "/a")

== what .* may stand for, and where, makes a pattern plain or not
policy
    trust fleet for default { ca "certs/root.pem" }
    block "all" if http.user_agent matches r"^.*$"
    block "nothing" if http.user_agent matches r"^$"
    block "ends" if http.user_agent matches r"^.*a$"
    block "ends (?s)" if http.user_agent matches r"(?s)^.*b$"
    block "begins (?s)" if http.user_agent matches r"(?s)^c.*$"
    block "begins" if http.user_agent matches r"^d.*$"
    block "begins, of one line" if http.host matches r"^e.*$"
    block "ends, of one line" if http.host matches r"^.*f$"
    block "holds" if http.user_agent matches r"^.*g.*$"
    block "once more" if http.user_agent matches r"^h.*.*"
    block "in the middle" if http.user_agent matches r"^i.*j"
    block "not all" if http.user_agent matches r"^k[^x]*$"
    block "one at least" if http.user_agent matches r"^l.+$"
    block "group" if http.user_agent matches r"^(?:m)n$"
    block "empty" if http.user_agent matches r"^(?:)o"
    block "both" if http.user_agent matches r"^p.*$"
    default block
warns
    policy:3:44: warning[W1057]: this pattern is a plain equality
        block "nothing" if http.user_agent matches r"^$"
                                                   ^^^^^
        hint: http.user_agent == ""
    policy:5:46: warning[W1057]: this pattern is a plain suffix
        block "ends (?s)" if http.user_agent matches r"(?s)^.*b$"
                                                     ^^^^^^^^^^^^
        hint: ends_with(http.user_agent, "b")
    policy:6:48: warning[W1057]: this pattern is a plain prefix
        block "begins (?s)" if http.user_agent matches r"(?s)^c.*$"
                                                       ^^^^^^^^^^^^
        hint: starts_with(http.user_agent, "c")
    policy:8:50: warning[W1057]: this pattern is a plain prefix
        block "begins, of one line" if http.host matches r"^e.*$"
                                                         ^^^^^^^^
        hint: starts_with(http.host, "e")
    policy:9:48: warning[W1057]: this pattern is a plain suffix
        block "ends, of one line" if http.host matches r"^.*f$"
                                                       ^^^^^^^^
        hint: ends_with(http.host, "f")
    policy:15:42: warning[W1057]: this pattern is a plain equality
        block "group" if http.user_agent matches r"^(?:m)n$"
                                                 ^^^^^^^^^^^
        hint: http.user_agent == "mn"
    policy:16:42: warning[W1057]: this pattern is a plain prefix
        block "empty" if http.user_agent matches r"^(?:)o"
                                                 ^^^^^^^^^
        hint: starts_with(http.user_agent, "o")

== anchors that stand twice, or where nothing fits
policy
    trust fleet for default { ca "certs/root.pem" }
    block "twice" if http.user_agent matches r"^^a"
    block "late" if http.user_agent matches r"a^b"
    block "early" if http.user_agent matches r"^a$b"
    block "two ends" if http.user_agent matches r"a$$"
    block "behind .*" if http.user_agent matches r".*^a"
    block "edge" if http.user_agent matches r"^a\b"
    block "word" if http.user_agent matches r"^(?:ab)?c"
    block "repeated" if http.user_agent matches r"^a{3}$"
    block "begins with .*" if http.user_agent matches r".*a"
    block "only that" if http.user_agent matches r".*"
    default block
warns
