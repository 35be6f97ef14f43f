# Rules that others leave nothing to, and hosts nobody covers. In each policy
# the rules that nothing is said of are the neighbours of those that are.

== a rule behind one that takes the same or more by ends, beginnings and sets
policy
    list $owned ip { 10.0.0.0/8 }
    block "starts" if starts_with(http.user_agent, "a")
    block "starts, longer" if starts_with(http.user_agent, "ab")
    block "starts, equal" if http.user_agent == "abc"
    block "ends" if ends_with(http.user_agent, "z")
    block "ends, longer" if ends_with(http.user_agent, "yz")
    block "ends, equal" if http.user_agent == "xyz"
    block "ends, other" if ends_with(http.user_agent, "zy")
    block "ends, then starts" if starts_with(http.user_agent, "z")
    block "holds" if http.referer contains "bad"
    block "holds, equal" if http.referer == "so bad"
    block "pattern" if http.referer wildcard "w*"
    block "pattern, equal" if http.referer == "Www"
    block "set" if http.request.method in {"PUT" "PATCH"}
    block "set, less" if http.request.method in {"PUT"}
    block "set, one" if http.request.method == "PATCH"
    block "set, more" if http.request.method in {"PUT" "POST"}
    block "own" if ip.src in $owned
    block "own, one" if ip.src == 10.1.2.3
    block "computed" if http.referer contains http.user_agent
    block "computed, equal" if http.referer == "computed"
    block "under" if path_under(http.request.uri.path, "/u")
    block "under, equal" if http.request.uri.path == "/u/v"
    block "under, itself" if http.request.uri.path == "/u"
    block "under, beside" if http.request.uri.path == "/uv"
    block "under, deeper" if path_under(http.request.uri.path, "/u/w")
    block "starts under" if starts_with(http.request.uri.path, "/u/")
    default block
warns
    policy:3:1: warning[W1026]: this rule is never reached: 'starts' decides before it
        block "starts, longer" if starts_with(http.user_agent, "ab")
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:2:1: note: the other place is here
        block "starts" if starts_with(http.user_agent, "a")
        ~~~~~
    policy:4:1: warning[W1026]: this rule is never reached: 'starts' decides before it
        block "starts, equal" if http.user_agent == "abc"
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:2:1: note: the other place is here
        block "starts" if starts_with(http.user_agent, "a")
        ~~~~~
    policy:6:1: warning[W1026]: this rule is never reached: 'ends' decides before it
        block "ends, longer" if ends_with(http.user_agent, "yz")
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:5:1: note: the other place is here
        block "ends" if ends_with(http.user_agent, "z")
        ~~~~~
    policy:7:1: warning[W1026]: this rule is never reached: 'ends' decides before it
        block "ends, equal" if http.user_agent == "xyz"
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:5:1: note: the other place is here
        block "ends" if ends_with(http.user_agent, "z")
        ~~~~~
    policy:11:1: warning[W1026]: this rule is never reached: 'holds' decides before it
        block "holds, equal" if http.referer == "so bad"
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:10:1: note: the other place is here
        block "holds" if http.referer contains "bad"
        ~~~~~
    policy:13:1: warning[W1026]: this rule is never reached: 'pattern' decides before it
        block "pattern, equal" if http.referer == "Www"
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:12:1: note: the other place is here
        block "pattern" if http.referer wildcard "w*"
        ~~~~~
    policy:15:1: warning[W1026]: this rule is never reached: 'set' decides before it
        block "set, less" if http.request.method in {"PUT"}
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:14:1: note: the other place is here
        block "set" if http.request.method in {"PUT" "PATCH"}
        ~~~~~
    policy:16:1: warning[W1026]: this rule is never reached: 'set' decides before it
        block "set, one" if http.request.method == "PATCH"
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:14:1: note: the other place is here
        block "set" if http.request.method in {"PUT" "PATCH"}
        ~~~~~
    policy:19:1: warning[W1026]: this rule is never reached: 'own' decides before it
        block "own, one" if ip.src == 10.1.2.3
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:18:1: note: the other place is here
        block "own" if ip.src in $owned
        ~~~~~
    policy:23:1: warning[W1026]: this rule is never reached: 'under' decides before it
        block "under, equal" if http.request.uri.path == "/u/v"
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:22:1: note: the other place is here
        block "under" if path_under(http.request.uri.path, "/u")
        ~~~~~
    policy:24:1: warning[W1026]: this rule is never reached: 'under' decides before it
        block "under, itself" if http.request.uri.path == "/u"
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:22:1: note: the other place is here
        block "under" if path_under(http.request.uri.path, "/u")
        ~~~~~
    policy:26:1: warning[W1026]: this rule is never reached: 'under' decides before it
        block "under, deeper" if path_under(http.request.uri.path, "/u/w")
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:22:1: note: the other place is here
        block "under" if path_under(http.request.uri.path, "/u")
        ~~~~~

== any of several, all of several, and their parts
policy
    block "any" if http.user_agent == "a" or http.user_agent == "b"
    block "one of them" if http.user_agent == "b"
    block "both, turned" if http.user_agent == "b" or http.user_agent == "a"
    block "and more" if http.user_agent == "a" and http.referer == "x"
    block "not" if not http.referer == "y"
    block "not, and more" if not http.referer == "y" and http.cookie == "c"
    block "three" if (http.cookie == "d" or http.cookie == "e") and http.referer == "y"
    block "two" if http.cookie == "e" and http.referer == "y"
    default block
warns
    policy:2:1: warning[W1026]: this rule is never reached: 'any' decides before it
        block "one of them" if http.user_agent == "b"
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:1:1: note: the other place is here
        block "any" if http.user_agent == "a" or http.user_agent == "b"
        ~~~~~
    policy:3:1: warning[W1025]: this rule has the condition of 'any', which decides before it
        block "both, turned" if http.user_agent == "b" or http.user_agent == "a"
        ^^^^^
        hint: remove one of the two
    policy:1:1: note: the other place is here
        block "any" if http.user_agent == "a" or http.user_agent == "b"
        ~~~~~
    policy:4:1: warning[W1026]: this rule is never reached: 'any' decides before it
        block "and more" if http.user_agent == "a" and http.referer == "x"
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:1:1: note: the other place is here
        block "any" if http.user_agent == "a" or http.user_agent == "b"
        ~~~~~
    policy:6:1: warning[W1026]: this rule is never reached: 'not' decides before it
        block "not, and more" if not http.referer == "y" and http.cookie == "c"
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:5:1: note: the other place is here
        block "not" if not http.referer == "y"
        ~~~~~
    policy:8:1: warning[W1026]: this rule is never reached: 'three' decides before it
        block "two" if http.cookie == "e" and http.referer == "y"
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:7:1: note: the other place is here
        block "three" if (http.cookie == "d" or http.cookie == "e") and http.referer == "y"
        ~~~~~

== elements, keys, functions and mapped values that are the same
policy
    block "key" if any(http.request.headers["x-a"][*] == "1")
    block "key again" if any(http.request.headers["x-a"][*] == "1")
    block "other key" if any(http.request.headers["x-b"][*] == "1")
    block "element" if http.request.headers["x-c"][0] == "1"
    block "element again" if http.request.headers["x-c"][0] == "1"
    block "other element" if http.request.headers["x-c"][1] == "1"
    block "other element of another" if http.request.headers["x-d"][0] == "1"
    block "function" if lower(http.user_agent) == "a"
    block "function again" if lower(http.user_agent) == "a"
    block "another" if upper(http.user_agent) == "A"
    block "pattern" if http.user_agent matches r"^a[0-9]$"
    block "pattern again" if http.user_agent matches r"^a[0-9]$"
    block "other pattern" if http.user_agent matches r"^b[0-9]$"
    block "star" if http.user_agent wildcard "a*b"
    block "star again" if http.user_agent wildcard "a*b"
    block "other star" if http.user_agent wildcard "a*c"
    block "xor" if http.host == "a" xor http.cookie == "b"
    block "xor again" if http.host == "a" xor http.cookie == "b"
    block "other xor" if http.host == "a" xor http.cookie == "c"
    block "all" if all(http.request.headers["x-e"][*] == "1")
    block "all again" if all(http.request.headers["x-e"][*] == "1")
    block "truth" if ssl
    block "truth again" if ssl
    default block
warns
    policy:2:1: warning[W1025]: this rule has the condition of 'key', which decides before it
        block "key again" if any(http.request.headers["x-a"][*] == "1")
        ^^^^^
        hint: remove one of the two
    policy:1:1: note: the other place is here
        block "key" if any(http.request.headers["x-a"][*] == "1")
        ~~~~~
    policy:5:1: warning[W1025]: this rule has the condition of 'element', which decides before it
        block "element again" if http.request.headers["x-c"][0] == "1"
        ^^^^^
        hint: remove one of the two
    policy:4:1: note: the other place is here
        block "element" if http.request.headers["x-c"][0] == "1"
        ~~~~~
    policy:9:1: warning[W1025]: this rule has the condition of 'function', which decides before it
        block "function again" if lower(http.user_agent) == "a"
        ^^^^^
        hint: remove one of the two
    policy:8:1: note: the other place is here
        block "function" if lower(http.user_agent) == "a"
        ~~~~~
    policy:12:1: warning[W1025]: this rule has the condition of 'pattern', which decides before it
        block "pattern again" if http.user_agent matches r"^a[0-9]$"
        ^^^^^
        hint: remove one of the two
    policy:11:1: note: the other place is here
        block "pattern" if http.user_agent matches r"^a[0-9]$"
        ~~~~~
    policy:15:1: warning[W1025]: this rule has the condition of 'star', which decides before it
        block "star again" if http.user_agent wildcard "a*b"
        ^^^^^
        hint: remove one of the two
    policy:14:1: note: the other place is here
        block "star" if http.user_agent wildcard "a*b"
        ~~~~~
    policy:18:1: warning[W1025]: this rule has the condition of 'xor', which decides before it
        block "xor again" if http.host == "a" xor http.cookie == "b"
        ^^^^^
        hint: remove one of the two
    policy:17:1: note: the other place is here
        block "xor" if http.host == "a" xor http.cookie == "b"
        ~~~~~
    policy:21:1: warning[W1025]: this rule has the condition of 'all', which decides before it
        block "all again" if all(http.request.headers["x-e"][*] == "1")
        ^^^^^
        hint: remove one of the two
    policy:20:1: note: the other place is here
        block "all" if all(http.request.headers["x-e"][*] == "1")
        ~~~~~
    policy:23:1: warning[W1025]: this rule has the condition of 'truth', which decides before it
        block "truth again" if ssl
        ^^^^^
        hint: remove one of the two
    policy:22:1: note: the other place is here
        block "truth" if ssl
        ~~~~~

== hosts of rules that stand in front
policy
    trust fleet for "a.example" "*.b.example" { ca "certs/root.pem" }
    for "a.example" "*.b.example" {
        allow "outer" if http.user_agent == "a"
    }
    for "x.b.example" {
        allow "within" if http.user_agent == "a"
    }
    for "a.example" {
        allow "one of them" if http.user_agent == "a"
    }
    for "c.b.example" "a.example" {
        allow "both within" if http.user_agent == "a"
    }
    allow "host in the rule" if http.user_agent == "a" and hostname == "y.b.example"
    allow "host elsewhere" if http.user_agent == "a" and hostname == "z.example"
    default block
warns
    policy:6:5: warning[W1026]: this rule is never reached: 'outer' decides before it
            allow "within" if http.user_agent == "a"
            ^^^^^
        hint: put it before that one, or make that one narrower
    policy:3:5: note: the other place is here
            allow "outer" if http.user_agent == "a"
            ~~~~~
    policy:9:5: warning[W1026]: this rule is never reached: 'outer' decides before it
            allow "one of them" if http.user_agent == "a"
            ^^^^^
        hint: put it before that one, or make that one narrower
    policy:3:5: note: the other place is here
            allow "outer" if http.user_agent == "a"
            ~~~~~
    policy:12:5: warning[W1026]: this rule is never reached: 'outer' decides before it
            allow "both within" if http.user_agent == "a"
            ^^^^^
        hint: put it before that one, or make that one narrower
    policy:3:5: note: the other place is here
            allow "outer" if http.user_agent == "a"
            ~~~~~
    policy:14:1: warning[W1026]: this rule is never reached: 'outer' decides before it
        allow "host in the rule" if http.user_agent == "a" and hostname == "y.b.example"
        ^^^^^
        hint: put it before that one, or make that one narrower
    policy:3:5: note: the other place is here
            allow "outer" if http.user_agent == "a"
            ~~~~~
    policy:15:66: warning[W1028]: no trust block covers host 'z.example'
        allow "host elsewhere" if http.user_agent == "a" and hostname == "z.example"
                                                                         ^^^^^^^^^^^
        hint: mTLS is off there, so no client is ever proven

== a rule that ends leaves something to those behind it
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "long" until 2030-01-01T00:00:00Z if http.user_agent == "a"
    allow "shorter" until 2029-01-01T00:00:00Z if http.user_agent == "a"
    allow "longer" until 2031-01-01T00:00:00Z if http.user_agent == "a"
    allow "for ever" if http.user_agent == "a"
    default block
warns

== hosts that differ in digits, in two labels, or in short ones, are no misspelling
policy
    trust fleet for "node-1.example" "service.example" "app.example" "alpha.inner.example" { ca "certs/root.pem" }
    allow "digits" if hostname == "node-2.example"
    allow "more digits" if hostname == "node-12.example"
    allow "misspelt" if hostname == "servive.example"
    allow "short" if hostname == "api.example"
    allow "two labels" if hostname == "alpho.innar.example"
    allow "longer" if hostname == "alpha.inner.example.x"
    allow "in a set" if hostname in {"servise.example" "app.example"}
    block "no need" if hostname == "servive.example"
    default block
warns
    policy:2:31: warning[W1028]: no trust block covers host 'node-2.example'
        allow "digits" if hostname == "node-2.example"
                                      ^^^^^^^^^^^^^^^^
        hint: mTLS is off there, so no client is ever proven
    policy:3:36: warning[W1028]: no trust block covers host 'node-12.example'
        allow "more digits" if hostname == "node-12.example"
                                           ^^^^^^^^^^^^^^^^^
        hint: mTLS is off there, so no client is ever proven
    policy:4:33: warning[W1028]: no trust block covers host 'servive.example'
        allow "misspelt" if hostname == "servive.example"
                                        ^^^^^^^^^^^^^^^^^
        hint: is 'service.example' meant?
    policy:5:30: warning[W1028]: no trust block covers host 'api.example'
        allow "short" if hostname == "api.example"
                                     ^^^^^^^^^^^^^
        hint: mTLS is off there, so no client is ever proven
    policy:6:35: warning[W1028]: no trust block covers host 'alpho.innar.example'
        allow "two labels" if hostname == "alpho.innar.example"
                                          ^^^^^^^^^^^^^^^^^^^^^
        hint: mTLS is off there, so no client is ever proven
    policy:7:31: warning[W1028]: no trust block covers host 'alpha.inner.example.x'
        allow "longer" if hostname == "alpha.inner.example.x"
                                      ^^^^^^^^^^^^^^^^^^^^^^^
        hint: mTLS is off there, so no client is ever proven
    policy:8:34: warning[W1028]: no trust block covers host 'servise.example'
        allow "in a set" if hostname in {"servise.example" "app.example"}
                                         ^^^^^^^^^^^^^^^^^
        hint: is 'service.example' meant?
    policy:9:32: warning[W1028]: no trust block covers host 'servive.example'
        block "no need" if hostname == "servive.example"
                                       ^^^^^^^^^^^^^^^^^
        hint: is 'service.example' meant?

== hosts by a pattern that anybody can make a name for
policy
    trust fleet for default { ca "certs/root.pem" }
    allow "begins" if hostname wildcard "api*"
    allow "ends" if hostname wildcard "*api.example"
    allow "whole label" if hostname strict wildcard "*.api.example"
    allow "in the middle" if hostname strict wildcard "api.*.example"
    allow "computed" if starts_with(hostname, http.user_agent)
    allow "from a dot on" if ends_with(hostname, ".example")
    allow "function" if len(hostname) == 3
    block "to block" if hostname contains "evil"
    default block
warns
    policy:2:19: warning[W1030]: 'hostname wildcard "api*"' is true of other hosts too
        allow "begins" if hostname wildcard "api*"
                          ^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(hostname, ".example.com")
    policy:3:17: warning[W1030]: 'hostname wildcard "*api.example"' is true of other hosts too
        allow "ends" if hostname wildcard "*api.example"
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: name hosts whole, with == or in; or their end from a dot on: ends_with(hostname, ".example.com")
