# Time and memory: patterns that would take for ever do not load, and what costs
# too much at a request is undecided, and blocks.

== a repeat inside a repeat
policy
    allow anonymous "x" if http.user_agent matches "^(a+)+$"
    default block
fails
    policy:1:48: error[E0510]: a repeat inside a repeat: 'a' over and over takes exponential time
        allow anonymous "x" if http.user_agent matches "^(a+)+$"
                                                       ^^^^^^^^^
        hint: let every round of the outer repeat begin with something the inner one cannot match

== the same, hidden in classes and a bound
policy
    allow anonymous "x" if http.user_agent matches "^([a-c]{1,40}){1,40}d$"
    default block
fails
    policy:1:48: error[E0510]: a repeat inside a repeat: 'a' over and over takes exponential time
        allow anonymous "x" if http.user_agent matches "^([a-c]{1,40}){1,40}d$"
                                                       ^^^^^^^^^^^^^^^^^^^^^^^^
        hint: let every round of the outer repeat begin with something the inner one cannot match

== alternatives that overlap under a repeat
policy
    allow anonymous "x" if http.user_agent matches "^(a|aa)+$"
    default block
fails
    policy:1:48: error[E0511]: alternatives under a repeat can both take 'a'
        allow anonymous "x" if http.user_agent matches "^(a|aa)+$"
                                                       ^^^^^^^^^^^
        hint: let no alternative begin like another one

== repeats beside each other
policy
    allow anonymous "x" if http.user_agent matches "^[a-z]+[a-z0-9]+[a-z]+x$"
    default block
fails
    policy:1:48: error[E0512]: repeats beside each other: 'a' over and over takes quadratic time
        allow anonymous "x" if http.user_agent matches "^[a-z]+[a-z0-9]+[a-z]+x$"
                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: join the two repeats, or put between them what neither matches

== a search that may begin anywhere, thrice
policy
    allow anonymous "x" if http.user_agent matches "a.*b.*c.*d.*e"
    default block
fails
    policy:1:48: error[E0513]: a search that may begin anywhere is too slow on 'ab' over and over
        allow anonymous "x" if http.user_agent matches "a.*b.*c.*d.*e"
                                                       ^^^^^^^^^^^^^^^
        hint: begin with '^', give the repeat a bound such as {1,64}, or leave it out

== optional ones before as many that are not
policy
    allow anonymous "x" if http.user_agent matches "^(a?){30}a{30}$"
    default block
fails
    policy:1:48: error[E0515]: the search is too slow on 'a' over and over
        allow anonymous "x" if http.user_agent matches "^(a?){30}a{30}$"
                                                       ^^^^^^^^^^^^^^^^^
        hint: let each repeat stop before what follows it, as in [^,]*, or split it into several comparisons

== a repeat of a million
policy
    allow anonymous "x" if http.user_agent matches "a{1000000}"
    default block
fails
    policy:1:50: error[E0501]: the regular expression has a bad repeat count
        allow anonymous "x" if http.user_agent matches "a{1000000}"
                                                         ^^^^^^^
        hint: the second number is not below the first, and neither is over 65535

== what looks back
policy
    allow anonymous "x" if http.user_agent matches "^(a*)\1$"
    default block
fails
    policy:1:54: error[E0502]: regular expressions here have no back-references
        allow anonymous "x" if http.user_agent matches "^(a*)\1$"
                                                             ^^
        hint: write out what may repeat, or compare two fields with eq

== what looks ahead
policy
    allow anonymous "x" if http.user_agent matches "^(?!evil).*$"
    default block
fails
    policy:1:50: error[E0502]: regular expressions here have no look-ahead
        allow anonymous "x" if http.user_agent matches "^(?!evil).*$"
                                                         ^^^
        hint: say it with a second comparison: … and not (… matches …)

== a comment that says it is fine does not make it so
policy
    # lint: allow E0510
    allow anonymous "x" if http.user_agent matches "^(a+)+$"
    default block
fails
    policy:2:48: error[E0510]: a repeat inside a repeat: 'a' over and over takes exponential time
        allow anonymous "x" if http.user_agent matches "^(a+)+$"
                                                       ^^^^^^^^^
        hint: let every round of the outer repeat begin with something the inner one cannot match

== honest patterns load and match
policy
    allow anonymous "x" if http.user_agent matches "^[a-z]+(\.[a-z0-9]+)*/[0-9]{1,4}$"
    default block
fields
    {"http.user_agent": "fleet.agent.v2/17"}
want
    allow by "x"

== and nothing else does
fields
    {"http.user_agent": "fleet.agent.v2/17x"}
want
    block by default: no rule allows it

== what a function makes of a header cannot outgrow its room and pass
policy
    allow anonymous "x" if not (concat(http.user_agent, http.user_agent, http.user_agent, http.user_agent) contains "evil")
    default block
fields
    {"http.user_agent": "fine"}
want
    allow by "x"

== a name that decodes to another for ever is decoded a few times
policy
    allow anonymous "x" if not (url_decode(http.request.uri.query, "r") contains "evil")
    default block
fields
    {"http.request.uri.query": "%2525252565vil"}
want
    block by default: no rule allows it

== an honest one is not the other
fields
    {"http.request.uri.query": "q=100%25"}
want
    allow by "x"
