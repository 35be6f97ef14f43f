== everyday patterns pass
expression
    http.user_agent matches "(?i)curl/[0-9.]+" or http.request.uri.path matches "^/api/v[0-9]+/"
set
    http.user_agent=CURL/8.1
true

== an unanchored search, and an anchored one
expression
    http.request.uri.path ~ "^/api/v[0-9]+/"
path
    /x/api/v1/
false

== a quote inside a class does not end the pattern
expression
    http.cookie matches "[^"]+" and http.cookie matches "\"b\""
set
    http.cookie=a"b"c
true

== dollar is the end, not the line before it
expression
    http.cookie matches "b$"
fields
    {"http.cookie": "ab\n"}
false

== unless (?m) says so
expression
    http.cookie matches r"(?m)b$"
fields
    {"http.cookie": "ab\n"}
true

== bytes, not letters
expression
    http.cookie matches r"^..$"
fields
    {"http.cookie": "é"}
true

== forms of PCRE2 that are not taken
policy
    block "a" if http.cookie matches "a(?=b)"
    block "b" if http.cookie matches "(?<!a)b"
    block "c" if http.cookie matches "(a)\1"
    block "d" if http.cookie matches "(a(?1)?b)"
    block "e" if http.cookie matches "a(?C1)b"
    block "f" if http.cookie matches "\Ca"
    block "g" if http.cookie matches "a++b"
    block "h" if http.cookie matches "(?>a|b)c"
    block "i" if http.cookie matches "(*UTF)a"
    block "j" if http.cookie matches "(?(1)a|b)"
    block "k" if http.cookie matches "a\Z"
    block "l" if http.cookie matches "\p{L}"
    block "m" if http.cookie matches "[a&&b]"
    block "n" if http.cookie matches "é+"
    block "o" if http.cookie matches "(?J)a"
fails
    policy:1:36: error[E0502]: regular expressions here have no look-ahead
        block "a" if http.cookie matches "a(?=b)"
                                           ^^^
        hint: say it with a second comparison: … and not (… matches …)
    policy:2:35: error[E0502]: regular expressions here have no look-behind
        block "b" if http.cookie matches "(?<!a)b"
                                          ^^^
        hint: say it with a second comparison: … and not (… matches …)
    policy:3:38: error[E0502]: regular expressions here have no back-references
        block "c" if http.cookie matches "(a)\1"
                                             ^^
        hint: write out what may repeat, or compare two fields with eq
    policy:4:37: error[E0502]: regular expressions here have no recursion
        block "d" if http.cookie matches "(a(?1)?b)"
                                            ^^^
        hint: write out the levels that are needed
    policy:5:36: error[E0502]: regular expressions here have no callouts
        block "e" if http.cookie matches "a(?C1)b"
                                           ^^^
        hint: leave it out
    policy:6:35: error[E0502]: regular expressions here have no \C
        block "f" if http.cookie matches "\Ca"
                                          ^^
        hint: (?s:.) is any byte
    policy:7:36: error[E0502]: regular expressions here have no possessive repeats
        block "g" if http.cookie matches "a++b"
                                           ^^
        hint: leave out the second '+'
    policy:8:35: error[E0502]: regular expressions here have no atomic groups
        block "h" if http.cookie matches "(?>a|b)c"
                                          ^^^
        hint: a plain group (?:…) does
    policy:9:35: error[E0502]: regular expressions here have no verbs
        block "i" if http.cookie matches "(*UTF)a"
                                          ^^
        hint: a '(*' that is meant literally is '\(\*'
    policy:10:35: error[E0502]: regular expressions here have no conditions
        block "j" if http.cookie matches "(?(1)a|b)"
                                          ^^^
        hint: say it with two comparisons joined by or
    policy:11:36: error[E0502]: regular expressions here have no \Z
        block "k" if http.cookie matches "a\Z"
                                           ^^
        hint: \z is the end of the subject
    policy:12:35: error[E0502]: regular expressions here have no Unicode properties, they see bytes
        block "l" if http.cookie matches "\p{L}"
                                          ^^
        hint: write a class such as [A-Za-z]
    policy:13:37: error[E0502]: regular expressions here have no &&, -- and ~~ inside [...]
        block "m" if http.cookie matches "[a&&b]"
                                            ^
        hint: put a backslash before the second one
    policy:14:35: error[E0502]: regular expressions here have no repeats of half a letter
        block "n" if http.cookie matches "é+"
                                          ^
        hint: a letter beyond ASCII is several bytes: put (?:…) around it
    policy:15:35: error[E0502]: regular expressions here have no such flags
        block "o" if http.cookie matches "(?J)a"
                                          ^^^
        hint: the flags are i, m, s, x and U, each once

== patterns that are none
policy
    block "a" if http.cookie matches "(a"
    block "b" if http.cookie matches "a)"
    block "c" if http.cookie matches "*a"
    block "d" if http.cookie matches "a{2,1}"
    block "e" if http.cookie matches "a{x}"
    block "f" if http.cookie matches "[b-a]"
    block "g" if http.cookie matches "[[:letter:]]"
    block "h" if http.cookie matches "\y"
    block "i" if http.cookie matches "\x1"
    block "j" if http.cookie matches "(?<n>a)(?<n>b)"
fails
    policy:1:35: error[E0501]: the regular expression has a '(' without its ')'
        block "a" if http.cookie matches "(a"
                                          ^
        hint: a literal '(' is '\('
    policy:2:36: error[E0501]: the regular expression has a ')' without its '('
        block "b" if http.cookie matches "a)"
                                           ^
        hint: a literal ')' is '\)'
    policy:3:35: error[E0501]: the regular expression has nothing to repeat here
        block "c" if http.cookie matches "*a"
                                          ^
        hint: a literal one needs a backslash
    policy:4:36: error[E0501]: the regular expression has a bad repeat count
        block "d" if http.cookie matches "a{2,1}"
                                           ^^^^
        hint: the second number is not below the first, and neither is over 65535
    policy:5:36: error[E0501]: the regular expression has a '{' that is no repeat
        block "e" if http.cookie matches "a{x}"
                                           ^
        hint: write \{
    policy:6:36: error[E0501]: the regular expression has a range out of order
        block "f" if http.cookie matches "[b-a]"
                                           ^^^
        hint: a literal '-' is '\-'
    policy:7:36: error[E0501]: the regular expression has an unknown class name
        block "g" if http.cookie matches "[[:letter:]]"
                                           ^^^^^^^^
        hint: the names are alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit
    policy:8:35: error[E0501]: the regular expression has an unknown escape
        block "h" if http.cookie matches "\y"
                                          ^^
        hint: a literal '\' is '\\'
    policy:9:35: error[E0501]: the regular expression has a bad \x escape
        block "i" if http.cookie matches "\x1"
                                          ^^^
        hint: write \xHH with two hex digits
    policy:10:47: error[E0503]: the regular expression does not compile: two named subpatterns have the same name (PCRE2_DUPNAMES not set)
        block "j" if http.cookie matches "(?<n>a)(?<n>b)"
                                                      ^

== a pattern with escapes is pointed at as a whole
expression
    http.cookie matches "\"(?=b)"
fails
    expression:1:24: error[E0502]: regular expressions here have no look-ahead
        http.cookie matches "\"(?=b)"
                               ^^^
        hint: say it with a second comparison: … and not (… matches …)

== the gate: repeats inside repeats
policy
    block "a" if http.cookie matches "^(a+)+$"
    block "b" if http.cookie matches "(\w+\s?)*$"
    block "c" if http.cookie matches "(.*a){20}"
    block "d" if http.cookie matches "^(([a-z])+.)+[A-Z]([a-z])+$"
fails
    policy:1:34: error[E0510]: a repeat inside a repeat: 'a' over and over takes exponential time
        block "a" if http.cookie matches "^(a+)+$"
                                         ^^^^^^^^^
        hint: let every round of the outer repeat begin with something the inner one cannot match
    policy:2:34: error[E0510]: a repeat inside a repeat: 'a' over and over takes exponential time
        block "b" if http.cookie matches "(\w+\s?)*$"
                                         ^^^^^^^^^^^^
        hint: let every round of the outer repeat begin with something the inner one cannot match
    policy:3:34: error[E0510]: a repeat inside a repeat: 'a' over and over takes exponential time
        block "c" if http.cookie matches "(.*a){20}"
                                         ^^^^^^^^^^^
        hint: let every round of the outer repeat begin with something the inner one cannot match
    policy:4:34: error[E0510]: a repeat inside a repeat: 'a' over and over takes exponential time
        block "d" if http.cookie matches "^(([a-z])+.)+[A-Z]([a-z])+$"
                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: let every round of the outer repeat begin with something the inner one cannot match

== the gate: alternatives that can take the same text
policy
    block "a" if http.cookie matches "(a|a)*"
    block "b" if http.cookie matches "^(a|aa)+$"
fails
    policy:1:34: error[E0511]: alternatives under a repeat can both take 'a'
        block "a" if http.cookie matches "(a|a)*"
                                         ^^^^^^^^
        hint: let no alternative begin like another one
    policy:2:34: error[E0511]: alternatives under a repeat can both take 'a'
        block "b" if http.cookie matches "^(a|aa)+$"
                                         ^^^^^^^^^^^
        hint: let no alternative begin like another one

== alternatives that only begin alike are no harm
expression
    http.cookie matches "^(a|ab)*$"
set
    http.cookie=abaab
true

== the gate: repeats beside each other
policy
    block "a" if http.cookie matches "^a*a*a*b"
    block "b" if http.cookie matches "^\d*\.?\d+$"
fails
    policy:1:34: error[E0512]: repeats beside each other: 'a' over and over takes quadratic time
        block "a" if http.cookie matches "^a*a*a*b"
                                         ^^^^^^^^^^
        hint: join the two repeats, or put between them what neither matches
    policy:2:34: error[E0512]: repeats beside each other: '0' over and over takes quadratic time
        block "b" if http.cookie matches "^\d*\.?\d+$"
                                         ^^^^^^^^^^^^^
        hint: join the two repeats, or put between them what neither matches

== the gate: a search that begins anywhere, tried on its own parts
policy
    block "a" if http.cookie matches "\s+$"
    block "b" if http.cookie matches "a.*b.*c"
    block "c" if http.cookie matches "([a-z0-9-]+\.)+example\.com"
fails
    policy:1:34: error[E0513]: a search that may begin anywhere is too slow on ' ' over and over
        block "a" if http.cookie matches "\s+$"
                                         ^^^^^^
        hint: begin with '^', give the repeat a bound such as {1,64}, or leave it out
    policy:2:34: error[E0513]: a search that may begin anywhere is too slow on 'ab' over and over
        block "b" if http.cookie matches "a.*b.*c"
                                         ^^^^^^^^^
        hint: begin with '^', give the repeat a bound such as {1,64}, or leave it out
    policy:3:34: error[E0513]: a search that may begin anywhere is too slow on 'a.' over and over
        block "c" if http.cookie matches "([a-z0-9-]+\.)+example\.com"
                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: begin with '^', give the repeat a bound such as {1,64}, or leave it out

== what the hint says passes
expression
    http.cookie matches "\s$" or http.cookie matches "a.{1,64}b.{1,64}c" or http.cookie matches "([a-z0-9-]+\.){1,8}example\.com"
set
    http.cookie=www.a.example.com
true

== so does what only looks alike
expression
    http.cookie matches "[a-z0-9-]+\.example\.com$" and http.cookie matches ".*www.*example" and http.cookie matches "[a-z]+$"
set
    http.cookie=www.a.example.com
true

== the gate: an anchored search at its bounds
policy
    block "a" if http.cookie matches "^.*a.*b.*c"
    block "b" if http.cookie matches "^(a?){30}a{30}$"
fails
    policy:1:34: error[E0515]: the search is too slow on 'ab' over and over
        block "a" if http.cookie matches "^.*a.*b.*c"
                                         ^^^^^^^^^^^^
        hint: let each repeat stop before what follows it, as in [^,]*, or split it into several comparisons
    policy:2:34: error[E0515]: the search is too slow on 'a' over and over
        block "b" if http.cookie matches "^(a?){30}a{30}$"
                                         ^^^^^^^^^^^^^^^^^
        hint: let each repeat stop before what follows it, as in [^,]*, or split it into several comparisons

== split into comparisons it passes, or with repeats that stop
expression
    http.cookie contains "a" and http.cookie matches "^.*b.*c" and http.cookie matches "^[^a]*a[^b]*b[^c]*c"
set
    http.cookie=a, b and c
true

== the gate: what it cannot judge
expression
    http.cookie matches "^([a-z]{0,600}x)*$"
fails
    expression:1:21: error[E0514]: the regular expression is too complex to be judged safe
        http.cookie matches "^([a-z]{0,600}x)*$"
                            ^^^^^^^^^^^^^^^^^^^^
        hint: split it into several comparisons

== too large when compiled
expression
    http.cookie matches "(abcdefgh|ijklmnop){5000}"
fails
    expression:1:21: error[E0505]: the regular expression takes more than 65536 bytes compiled
        http.cookie matches "(abcdefgh|ijklmnop){5000}"
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: smaller counts make it smaller

== a value over the limit is an error, not a miss
expression
    http.cookie matches "b"
fields
    {"http.cookie": {"error": "more than 64 KiB"}}
error
