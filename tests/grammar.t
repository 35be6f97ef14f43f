== strings stand in double quotes
expression
    http.host == 'a.example'
fails
    expression:1:14: error[E0007]: strings stand in double quotes
        http.host == 'a.example'
                     ^^^^^^^^^^^
        hint: write "a.example"

== a string that is never closed
expression
    http.host == "a.example
fails
    expression:1:24: error[E0008]: this string is never closed
        http.host == "a.example
                     ~~~~~~~~~~^

== an escape that is none
expression
    http.host == "a\nb"
fails
    expression:1:16: error[E0009]: '\n' is not an escape
        http.host == "a\nb"
                       ^^
        hint: write \x0a

== octal escapes end at 377
expression
    http.host == "\400"
fails
    expression:1:15: error[E0009]: '\400' is not an escape
        http.host == "\400"
                      ^^^^
        hint: the escapes are \" \\ \xHH \OOO; a backslash itself is \\

== a quote does not end a regular expression inside brackets
expression
    http.host matches "[a" or ssl
fails
    expression:1:30: error[E0008]: this string is never closed
        http.host matches "[a" or ssl
                          ~~~~~~~~~~~^
        hint: between '[' and ']' a '"' does not end a regular expression, and a '[' here is never closed

== one = is no operator
expression
    http.host = "a.example"
fails
    expression:1:11: error[E0006]: '=' is not a sign of the language
        http.host = "a.example"
                  ^
        hint: write '=='

== signs of other languages
expression
    ssl &&& ssl
fails
    expression:1:5: error[E0006]: '&&&' is not a sign of the language
        ssl &&& ssl
            ^^^
        hint: write '&&'

== a string is longer than it looks when its quote is forgotten
policy
    allow "one if ssl
    block "two" ssl
fails
    policy:2:16: error[E0008]: this string is never closed
        block "two" ssl
                       ^
        hint: a string begun earlier runs over several lines: is its '"' missing?
    policy:1:7: note: the other place is here
        allow "one if ssl
              ~~~~~~~~~~~
    policy:2:13: error[E0014]: this rule has no 'if' or 'unless'
        block "two" ssl
                    ^^^
        hint: is 'if' missing before 'ssl'?

== letters outside ASCII stand in strings and comments only
policy
    allow "größe" if ssl # größe
    allow if größe
fails
    policy:2:12: error[E0003]: 'ö' is not ASCII: it may stand in strings and comments only
        allow if größe
                   ^

== quotes of a word processor
expression
    http.host == “a.example”
fails
    expression:1:14: error[E0003]: '“' is not ASCII: it may stand in strings and comments only
        http.host == “a.example”
                     ^
        hint: a string stands between plain quotes: "…"

== text must look like what it is
expression
    http.host == "a‮b"
fails
    expression:1:16: error[E0002]: a bidirectional control character, U+202E
        http.host == "a\xe2\x80\xaeb"
                       ^^^^^^^^^^^^
        hint: it makes text look other than it is; in a string write its bytes as \xHH

== something is missing
expression
    http.host ==
fails
    expression:1:13: error[E0012]: unexpected end, expected a value
        http.host ==
                    ^

== an operator is missing
expression
    http.host "a.example"
fails
    expression:1:11: error[E0012]: unexpected string, expected an operator, 'and', 'or' or the end
        http.host "a.example"
                  ^^^^^^^^^^^
        hint: is an operator missing before it?

== words are in lower case
expression
    ssl AND ssl
fails
    expression:1:5: error[E0012]: unexpected 'AND', expected an operator, 'and', 'or' or the end
        ssl AND ssl
            ^^^
        hint: write 'and': words are in lower case

== digits and a word without a space are one word
expression
    http.request.timestamp.sec == 80or ssl
fails
    expression:1:36: error[E0012]: unexpected 'ssl', expected 'and', 'or' or the end
        http.request.timestamp.sec == 80or ssl
                                           ^^^
        hint: '80or' is one word: write '80 or'

== not in is two words
expression
    http.host !in {"a"}
fails
    expression:1:11: error[E0012]: unexpected '!in', expected an operator, 'and', 'or' or the end
        http.host !in {"a"}
                  ^^^
        hint: write 'not in'

== an index stands right behind its value
expression
    http.request.headers ["host"] == "a"
fails
    expression:1:22: error[E0012]: unexpected '[', expected an operator, 'and', 'or' or the end
        http.request.headers ["host"] == "a"
                             ^
        hint: an index stands right behind its value, without a space

== a Bool stands alone
expression
    ssl == true
fails
    expression:1:8: error[E0012]: unexpected 'true', expected a value
        ssl == true
               ^^^^
        hint: a Bool stands alone: 'ssl' or 'not ssl', without an operator

== comparisons do not chain
expression
    http.host == http.host == "a"
fails
    expression:1:24: error[E0012]: unexpected '==', expected 'and', 'or' or the end
        http.host == http.host == "a"
                               ^^
        hint: comparisons do not chain: join them with 'and'

== the field stands on the left
expression
    "a" == http.host
fails
    expression:1:1: error[E0012]: unexpected string, expected a condition
        "a" == http.host
        ^^^
        hint: the field stands on the left of the operator

== a list has a dollar sign
expression
    http.host in hosts
fails
    expression:1:14: error[E0012]: unexpected 'hosts', expected a list ($name), '{' or '<'
        http.host in hosts
                     ^^^^^
        hint: a list is written $hosts; values stand in { }

== a single value of a set stands in braces too
expression
    http.host in "a"
fails
    expression:1:14: error[E0012]: unexpected string, expected a list ($name), '{' or '<'
        http.host in "a"
                     ^^^
        hint: values stand in { }, even a single one

== patterns are literals
expression
    http.host matches http.host
fails
    expression:1:19: error[E0012]: unexpected 'http.host', expected a string
        http.host matches http.host
                          ^^^^^^^^^
        hint: this operator takes a literal only

== a word of the language is no name
expression
    list == "a"
fails
    expression:1:1: error[E0012]: unexpected 'list', expected a condition
        list == "a"
        ^^^^
        hint: 'list' is a word of the language and cannot be a name

== a parenthesis is never closed
expression
    (ssl or (ssl)
fails
    expression:1:1: error[E0015]: this '(' is never closed
        (ssl or (ssl)
        ^

== a parenthesis too many
expression
    ssl)
fails
    expression:1:4: error[E0012]: unexpected ')', expected an operator, 'and', 'or' or the end
        ssl)
           ^

== items are set apart
expression
    http.host in {"a""b"}
fails
    expression:1:18: error[E0012]: unexpected string, expected white space or ','
        http.host in {"a""b"}
                         ^^^

== an item is missing
expression
    http.host in {"a",,"b"}
fails
    expression:1:19: error[E0012]: unexpected ',', expected an item
        http.host in {"a",,"b"}
                          ^

== a statement of another language
policy
    permit "all" if ssl
fails
    policy:1:1: error[E0013]: no statement begins with 'permit'
        permit "all" if ssl
        ^^^^^^
        hint: did you mean 'allow'?

== a slip of the finger
policy
    alow "all" if ssl
fails
    policy:1:1: error[E0013]: no statement begins with 'alow'
        alow "all" if ssl
        ^^^^
        hint: did you mean 'allow'?

== capitals
policy
    Allow if ssl
fails
    policy:1:1: error[E0013]: no statement begins with 'Allow'
        Allow if ssl
        ^^^^^
        hint: write 'allow': words are in lower case

== a condition without an action
policy
    if ssl { block }
fails
    policy:1:1: error[E0013]: no statement begins with 'if'
        if ssl { block }
        ^^
        hint: a rule begins with its action: allow if ...

== a rule without a condition
policy
    block "all"
fails
    policy:1:1: error[E0014]: this rule has no 'if' or 'unless'
        block "all"
        ^^^^^
        hint: 'if true' is a condition that always holds

== if is missing
policy
    allow "secure" ssl and not ssl
fails
    policy:1:16: error[E0014]: this rule has no 'if' or 'unless'
        allow "secure" ssl and not ssl
                       ^^^
        hint: is 'if' missing before 'ssl'?

== the name comes once, after the action
policy
    block status 403 "all" if ssl
fails
    policy:1:18: error[E0012]: unexpected string, expected an option, 'if', 'unless' or 'until'
        block status 403 "all" if ssl
                         ^^^^^
        hint: a rule has one name, right behind its action

== an option has a name
policy
    block 403 if ssl
fails
    policy:1:7: error[E0012]: unexpected '403', expected an option, 'if', 'unless' or 'until'
        block 403 if ssl
              ^^^
        hint: an option has a name: status 403

== a time has no quotes
policy
    allow until "2026-12-01T00:00:00Z" if ssl
fails
    policy:1:13: error[E0012]: unexpected string, expected a time
        allow until "2026-12-01T00:00:00Z" if ssl
                    ^^^^^^^^^^^^^^^^^^^^^^
        hint: a time is written 2026-12-01T00:00:00Z

== a list of a policy has a dollar sign
policy
    list office ip { 192.0.2.1 }
fails
    policy:1:6: error[E0012]: unexpected 'office', expected a list ($name)
        list office ip { 192.0.2.1 }
             ^^^^^^
        hint: the name of a list begins with '$'

== a default that lets in says so
policy
    default allow
fails
    policy:1:14: error[E0012]: unexpected end, expected 'anonymous'
        default allow
                     ^
        hint: a default that lets in says so: default allow anonymous

== hosts stand side by side
policy
    trust fleet for "a.example", "b.example" { ca "ca.pem" }
fails
    policy:1:28: error[E0012]: unexpected ',', expected a string or '{'
        trust fleet for "a.example", "b.example" { ca "ca.pem" }
                                   ^
        hint: hosts stand side by side, without commas

== a name has no quotes
policy
    trust "fleet" for "a.example" { ca "ca.pem" }
fails
    policy:1:7: error[E0012]: unexpected string, expected a name
        trust "fleet" for "a.example" { ca "ca.pem" }
              ^^^^^^^
        hint: a name stands without quotes

== settings need no semicolon
policy
    trust fleet for "a.example" { ca "ca.pem"; crl "ca.crl" }
fails
    policy:1:42: error[E0012]: unexpected ';', expected a setting or '}'
        trust fleet for "a.example" { ca "ca.pem"; crl "ca.crl" }
                                                 ^
        hint: settings stand side by side, without ';'

== a brace is never closed
policy
    trust fleet for "a.example" {
        ca "ca.pem"
    block if ssl
fails
    policy:1:29: error[E0015]: this '{' is never closed
        trust fleet for "a.example" {
                                    ^

== what may stand inside for
policy
    for "a.example" {
        field app.tenant string
        block "all" if ssl
    }
    default block
fails
    policy:2:5: error[E0016]: 'field' cannot stand inside 'for'
            field app.tenant string
            ^^^^^
        hint: rules and a default may; is the '}' of 'for' missing?
    policy:1:1: note: the other place is here
        for "a.example" {
        ~~~

== a brace too many
policy
    for "a.example" {
        block if ssl
    }
    }
fails
    policy:4:1: error[E0012]: unexpected '}', expected the next statement
        }
        ^

== every statement's first error, and no other
policy
    allow if = =
    block if (ssl
    for "a.example" {
        permit if ssl
        log 'a' if 'b'
    }
    list $l
    field f
fails
    policy:1:10: error[E0006]: '=' is not a sign of the language
        allow if = =
                 ^
        hint: write '=='
    policy:2:10: error[E0015]: this '(' is never closed
        block if (ssl
                 ^
    policy:4:5: error[E0013]: no statement begins with 'permit'
            permit if ssl
            ^^^^^^
        hint: did you mean 'allow'?
    policy:5:9: error[E0007]: strings stand in double quotes
            log 'a' if 'b'
                ^^^
        hint: write "a"
    policy:7:8: error[E0012]: unexpected end of the statement, expected a type
        list $l
               ^
    policy:8:8: error[E0012]: unexpected end, expected a type
        field f
               ^

== nesting is counted
expression
    (((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((ssl)))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
fails
    expression:1:129: error[E0011]: more than 128 levels of nesting
        ...(((((((((((((((((((((((((((((((((((((((((ssl))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))...
                                                   ^

== so is not
expression
    not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not ssl
fails
    expression:1:513: error[E0011]: more than 128 levels of nesting
        ... not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not ssl
                                                                                                                                                                    ^^^

== a name has an end
expression
    nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn
fails
    expression:1:1: error[E0010]: more than 256 bytes in a name
        nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn...
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

== a string over several lines is a warning
policy
    block "all" if http.cookie == "two
    lines"
warns
    policy:1:31: warning[W1001]: a string over several lines
        block "all" if http.cookie == "two
                                      ^^^^
        hint: a line break in a string is written \x0a; is a '"' missing?
    policy:1:1: warning[W1010]: the policy has no default, which means block
        block "all" if http.cookie == "two
        ^^^^^
        hint: say it at the end: default block

== and the second place of what fails after it
policy
    block "all" message "two
    lines" if if
fails
    policy:2:11: error[E0012]: unexpected 'if', expected a condition
        lines" if if
                  ^^
        hint: a string begun earlier runs over several lines: is its '"' missing?
    policy:1:21: note: the other place is here
        block "all" message "two
                            ~~~~
