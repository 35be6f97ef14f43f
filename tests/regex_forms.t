# What else a pattern may hold, and what it may not.
== no edge between two letters
expression
    http.user_agent matches r"a\Bb"
set
    http.user_agent=ab
true

== and none where there is one
expression
    http.user_agent matches r"a\B b"
set
    http.user_agent=a b
false

== an underscore is of a word
expression
    http.user_agent matches r"^a\b_"
set
    http.user_agent=a_b
false

== a flag and its end
expression
    http.user_agent matches r"(?i)a(?-i)b"
set
    http.user_agent=Ab
true

== the end of it counts
expression
    http.user_agent matches r"(?i)a(?-i)b"
set
    http.user_agent=AB
false

== a flag on, another off
expression
    http.user_agent matches r"(?i-s)a."
set
    http.user_agent=Ab
true

== a flag off, of a group
expression
    http.user_agent matches r"(?i)a(?-i:b)"
set
    http.user_agent=AB
false

== two minus signs
expression
    http.user_agent matches r"(?i--s)a"
fails
    expression:1:27: error[E0502]: regular expressions here have no such flags
        http.user_agent matches r"(?i--s)a"
                                  ^^^^^
        hint: the flags are i, m, s, x and U, each once

== no flag
expression
    http.user_agent matches r"(?q)a"
fails
    expression:1:27: error[E0502]: regular expressions here have no such flags
        http.user_agent matches r"(?q)a"
                                  ^^^
        hint: the flags are i, m, s, x and U, each once

== a flag that is not closed
expression
    http.user_agent matches r"(?i"
fails
    expression:1:27: error[E0502]: regular expressions here have no such flags
        http.user_agent matches r"(?i"
                                  ^^^
        hint: the flags are i, m, s, x and U, each once

== blanks and comments under (?x)
expression
    http.user_agent matches r"(?x) a #nothing"
set
    http.user_agent=ab
true

== a hash without it
expression
    http.user_agent matches r"a#b"
set
    http.user_agent=a#b
true

== a blank in a class under (?x)
expression
    http.user_agent matches r"(?x)a[ ]b"
fails
    expression:1:33: error[E0502]: regular expressions here have no blanks and # inside [...] under (?x)
        http.user_agent matches r"(?x)a[ ]b"
                                        ^
        hint: write \x20 or \#

== a verb
expression
    http.user_agent matches r"(*FAIL)a"
fails
    expression:1:27: error[E0502]: regular expressions here have no verbs
        http.user_agent matches r"(*FAIL)a"
                                  ^^
        hint: a '(*' that is meant literally is '\(\*'

== a recursion
expression
    http.user_agent matches r"(?R)a"
fails
    expression:1:27: error[E0502]: regular expressions here have no recursion
        http.user_agent matches r"(?R)a"
                                  ^^^
        hint: write out the levels that are needed

== a recursion by number
expression
    http.user_agent matches r"(a)(?1)"
fails
    expression:1:30: error[E0502]: regular expressions here have no recursion
        http.user_agent matches r"(a)(?1)"
                                     ^^^
        hint: write out the levels that are needed

== a recursion by relative number
expression
    http.user_agent matches r"(a)(?+1)"
fails
    expression:1:30: error[E0502]: regular expressions here have no recursion
        http.user_agent matches r"(a)(?+1)"
                                     ^^^
        hint: write out the levels that are needed

== one backwards
expression
    http.user_agent matches r"(a)(?-1)"
fails
    expression:1:30: error[E0502]: regular expressions here have no recursion
        http.user_agent matches r"(a)(?-1)"
                                     ^^^
        hint: write out the levels that are needed

== a recursion by name
expression
    http.user_agent matches r"(?<n>a)(?&n)"
fails
    expression:1:34: error[E0502]: regular expressions here have no recursion
        http.user_agent matches r"(?<n>a)(?&n)"
                                         ^^^
        hint: write out the levels that are needed

== one in the other spelling
expression
    http.user_agent matches r"(?P<n>a)(?P>n)"
fails
    expression:1:35: error[E0502]: regular expressions here have no recursion
        http.user_agent matches r"(?P<n>a)(?P>n)"
                                          ^^^
        hint: write out the levels that are needed

== a reference by name
expression
    http.user_agent matches r"(?P<n>a)(?P=n)"
fails
    expression:1:35: error[E0502]: regular expressions here have no back-references
        http.user_agent matches r"(?P<n>a)(?P=n)"
                                          ^^^
        hint: write out what may repeat, or compare two fields with eq

== a name
expression
    http.user_agent matches r"(?<n1_>a)"
set
    http.user_agent=a
true

== a name in Python's spelling
expression
    http.user_agent matches r"(?P<name>a)"
set
    http.user_agent=a
true

== a name in quotes
expression
    http.user_agent matches r"(?'name'a)"
fails
    expression:1:27: error[E0502]: regular expressions here have no (?'name'…) groups
        http.user_agent matches r"(?'name'a)"
                                  ^^^
        hint: write (?<name>…)

== a name that begins with a digit
expression
    http.user_agent matches r"(?<1n>a)"
fails
    expression:1:30: error[E0501]: the regular expression has a bad group name
        http.user_agent matches r"(?<1n>a)"
                                     ^^
        hint: a name is letters, digits and '_'

== a name without an end
expression
    http.user_agent matches r"(?<n"
fails
    expression:1:30: error[E0501]: the regular expression has a bad group name
        http.user_agent matches r"(?<n"
                                     ^
        hint: a name is letters, digits and '_'

== a name of nothing
expression
    http.user_agent matches r"(?<>a)"
fails
    expression:1:30: error[E0501]: the regular expression has a bad group name
        http.user_agent matches r"(?<>a)"
                                     ^
        hint: a name is letters, digits and '_'

== a name that is too long
expression
    http.user_agent matches r"(?<abcdefghijklmnopqrstuvwxyzabcdefghi>a)"
fails
    expression:1:30: error[E0501]: the regular expression has a bad group name
        http.user_agent matches r"(?<abcdefghijklmnopqrstuvwxyzabcdefghi>a)"
                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: a name is letters, digits and '_'

== a condition
expression
    http.user_agent matches r"(?(1)a)"
fails
    expression:1:27: error[E0502]: regular expressions here have no conditions
        http.user_agent matches r"(?(1)a)"
                                  ^^^
        hint: say it with two comparisons joined by or

== a comment
expression
    http.user_agent matches r"a(?#no)b"
fails
    expression:1:28: error[E0502]: regular expressions here have no (?#…) comments
        http.user_agent matches r"a(?#no)b"
                                   ^^^
        hint: begin with (?x) and write # comments

== an atomic group
expression
    http.user_agent matches r"(?>a)b"
fails
    expression:1:27: error[E0502]: regular expressions here have no atomic groups
        http.user_agent matches r"(?>a)b"
                                  ^^^
        hint: a plain group (?:…) does

== a branch reset
expression
    http.user_agent matches r"(?|a|b)"
fails
    expression:1:27: error[E0502]: regular expressions here have no branch reset groups
        http.user_agent matches r"(?|a|b)"
                                  ^^^
        hint: a plain group (?:…) does

== a look ahead
expression
    http.user_agent matches r"a(?=b)"
fails
    expression:1:28: error[E0502]: regular expressions here have no look-ahead
        http.user_agent matches r"a(?=b)"
                                   ^^^
        hint: say it with a second comparison: … and not (… matches …)

== a look ahead for nothing
expression
    http.user_agent matches r"a(?!b)"
fails
    expression:1:28: error[E0502]: regular expressions here have no look-ahead
        http.user_agent matches r"a(?!b)"
                                   ^^^
        hint: say it with a second comparison: … and not (… matches …)

== a look behind
expression
    http.user_agent matches r"(?<=a)b"
fails
    expression:1:27: error[E0502]: regular expressions here have no look-behind
        http.user_agent matches r"(?<=a)b"
                                  ^^^
        hint: say it with a second comparison: … and not (… matches …)

== a look behind for nothing
expression
    http.user_agent matches r"(?<!a)b"
fails
    expression:1:27: error[E0502]: regular expressions here have no look-behind
        http.user_agent matches r"(?<!a)b"
                                  ^^^
        hint: say it with a second comparison: … and not (… matches …)

== hex digits
expression
    http.user_agent matches r"^\x41$"
set
    http.user_agent=A
true

== hex digits in braces
expression
    http.user_agent matches r"^\x{41}$"
set
    http.user_agent=A
true

== hex of no digit
expression
    http.user_agent matches r"\x{}"
fails
    expression:1:27: error[E0501]: the regular expression has a bad \x escape
        http.user_agent matches r"\x{}"
                                  ^^^
        hint: write \xHH with two hex digits

== hex without an end
expression
    http.user_agent matches r"\x{41"
fails
    expression:1:27: error[E0501]: the regular expression has a bad \x escape
        http.user_agent matches r"\x{41"
                                  ^^^^^
        hint: write \xHH with two hex digits

== hex of nine digits
expression
    http.user_agent matches r"\x{123456789}"
fails
    expression:1:27: error[E0501]: the regular expression has a bad \x escape
        http.user_agent matches r"\x{123456789}"
                                  ^^^^^^^^^^^
        hint: write \xHH with two hex digits

== hex over a byte
expression
    http.user_agent matches r"\x{100}"
fails
    expression:1:27: error[E0501]: the regular expression has a bad \x escape
        http.user_agent matches r"\x{100}"
                                  ^^^^^^^
        hint: write \xHH with two hex digits

== octal
expression
    http.user_agent matches r"^\101$"
fails
    expression:1:28: error[E0502]: regular expressions here have no back-references
        http.user_agent matches r"^\101$"
                                   ^^
        hint: write out what may repeat, or compare two fields with eq

== octal in braces
expression
    http.user_agent matches r"^\o{101}$"
fails
    expression:1:28: error[E0502]: regular expressions here have no octal escapes
        http.user_agent matches r"^\o{101}$"
                                   ^^
        hint: write the byte as \xHH

== a NUL by its number
expression
    http.user_agent matches r"^[^\0]$"
fails
    expression:1:30: error[E0502]: regular expressions here have no octal escapes
        http.user_agent matches r"^[^\0]$"
                                     ^^
        hint: write the byte as \xHH

== a control letter
expression
    http.user_agent matches r"\cA"
fails
    expression:1:27: error[E0502]: regular expressions here have no \c and \e
        http.user_agent matches r"\cA"
                                  ^^
        hint: write the byte as \xHH

== a class that begins with its end
expression
    http.user_agent matches r"^[]a]$"
set
    http.user_agent=]
true

== and one that is negated
expression
    http.user_agent matches r"^[^]a]$"
set
    http.user_agent=b
true

== a minus at the end
expression
    http.user_agent matches r"^[a-]$"
set
    http.user_agent=-
true

== a minus in front
expression
    http.user_agent matches r"^[-a]$"
set
    http.user_agent=-
true

== a minus behind a class
expression
    http.user_agent matches r"^[\d-]$"
set
    http.user_agent=-
true

== a range that ends in a class
expression
    http.user_agent matches r"[a-\d]"
fails
    expression:1:30: error[E0501]: the regular expression has an unknown escape
        http.user_agent matches r"[a-\d]"
                                     ^^
        hint: a literal '\' is '\\'

== a range that begins with one
expression
    http.user_agent matches r"[\d-z]"
fails
    expression:1:28: error[E0501]: the regular expression has a range out of order
        http.user_agent matches r"[\d-z]"
                                   ^^
        hint: a literal '-' is '\-'

== a range the wrong way around
expression
    http.user_agent matches r"[z-a]"
fails
    expression:1:28: error[E0501]: the regular expression has a range out of order
        http.user_agent matches r"[z-a]"
                                   ^^^
        hint: a literal '-' is '\-'

== a range to a bracket
expression
    http.user_agent matches r"^[A-\]]$"
set
    http.user_agent=Z
true

== a named class
expression
    http.user_agent matches r"^[[:alpha:]]$"
set
    http.user_agent=a
true

== a negated one
expression
    http.user_agent matches r"^[[:^alpha:]]$"
set
    http.user_agent=1
true

== one nobody knows
expression
    http.user_agent matches r"[[:foo:]]"
fails
    expression:1:28: error[E0501]: the regular expression has an unknown class name
        http.user_agent matches r"[[:foo:]]"
                                   ^^^^^
        hint: the names are alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit

== a named class that is not closed
expression
    http.user_agent matches r"^[[:alpha]+:\]$"
fails
    expression:1:29: error[E0501]: the regular expression has an unknown class name
        http.user_agent matches r"^[[:alpha]+:\]$"
                                    ^^^^^^^
        hint: the names are alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit

== a dot in brackets
expression
    http.user_agent matches r"[[.a.]]"
fails
    expression:1:28: error[E0502]: regular expressions here have no '[' inside [...]
        http.user_agent matches r"[[.a.]]"
                                   ^
        hint: write \[

== an equals sign in brackets
expression
    http.user_agent matches r"[[=a=]]"
fails
    expression:1:28: error[E0502]: regular expressions here have no '[' inside [...]
        http.user_agent matches r"[[=a=]]"
                                   ^
        hint: write \[

== a class without an end
expression
    http.user_agent matches r"[a"
fails
    expression:1:27: error[E0501]: the regular expression has a '[' without its ']'
        http.user_agent matches r"[a"
                                  ^
        hint: a literal '[' is '\['

== an escape in a class
expression
    http.user_agent matches r"^[\bb]$"
fails
    expression:1:29: error[E0501]: the regular expression has an unknown escape
        http.user_agent matches r"^[\bb]$"
                                    ^^
        hint: a literal '\' is '\\'

== an unknown escape
expression
    http.user_agent matches r"\y"
fails
    expression:1:27: error[E0501]: the regular expression has an unknown escape
        http.user_agent matches r"\y"
                                  ^^
        hint: a literal '\' is '\\'

== an unknown escape in a class
expression
    http.user_agent matches r"[\y]"
fails
    expression:1:28: error[E0501]: the regular expression has an unknown escape
        http.user_agent matches r"[\y]"
                                   ^^
        hint: a literal '\' is '\\'

== a backslash at the end
expression
    http.user_agent matches r"a\\\"
fails
    expression:1:30: error[E0501]: the regular expression has a '\' at the end
        http.user_agent matches r"a\\\"
                                     ^
        hint: a literal '\' is '\\'

== a count
expression
    http.user_agent matches r"^a{3}$"
set
    http.user_agent=aaa
true

== a count of two bounds
expression
    http.user_agent matches r"^a{2,4}$"
set
    http.user_agent=aaa
true

== an open count
expression
    http.user_agent matches r"^a{2,}$"
set
    http.user_agent=aaa
true

== a brace that is no count
expression
    http.user_agent matches r"^a{b}$"
fails
    expression:1:29: error[E0501]: the regular expression has a '{' that is no repeat
        http.user_agent matches r"^a{b}$"
                                    ^
        hint: write \{

== a count the wrong way around
expression
    http.user_agent matches r"a{3,2}"
fails
    expression:1:28: error[E0501]: the regular expression has a bad repeat count
        http.user_agent matches r"a{3,2}"
                                   ^^^^
        hint: the second number is not below the first, and neither is over 65535

== a count too large
expression
    http.user_agent matches r"a{70000}"
fails
    expression:1:28: error[E0501]: the regular expression has a bad repeat count
        http.user_agent matches r"a{70000}"
                                   ^^^^^^
        hint: the second number is not below the first, and neither is over 65535

== a range too large
expression
    http.user_agent matches r"a{1,70000}"
fails
    expression:1:28: error[E0501]: the regular expression has a bad repeat count
        http.user_agent matches r"a{1,70000}"
                                   ^^^^^^^^
        hint: the second number is not below the first, and neither is over 65535

== a lazy repeat
expression
    http.user_agent matches r"^a+?a$"
set
    http.user_agent=aaa
true

== a possessive one
expression
    http.user_agent matches r"^a++$"
fails
    expression:1:29: error[E0502]: regular expressions here have no possessive repeats
        http.user_agent matches r"^a++$"
                                    ^^
        hint: leave out the second '+'

== a repeat of nothing
expression
    http.user_agent matches r"*a"
fails
    expression:1:27: error[E0501]: the regular expression has nothing to repeat here
        http.user_agent matches r"*a"
                                  ^
        hint: a literal one needs a backslash

== a repeat of a repeat
expression
    http.user_agent matches r"a**"
fails
    expression:1:29: error[E0501]: the regular expression has nothing to repeat here
        http.user_agent matches r"a**"
                                    ^
        hint: a literal one needs a backslash

== a repeat behind an anchor
expression
    http.user_agent matches r"^*a"
fails
    expression:1:28: error[E0501]: the regular expression has nothing to repeat here
        http.user_agent matches r"^*a"
                                   ^
        hint: a literal one needs a backslash

== a group without an end
expression
    http.user_agent matches r"(a"
fails
    expression:1:27: error[E0501]: the regular expression has a '(' without its ')'
        http.user_agent matches r"(a"
                                  ^
        hint: a literal '(' is '\('

== an end without a group
expression
    http.user_agent matches r"a)"
fails
    expression:1:28: error[E0501]: the regular expression has a ')' without its '('
        http.user_agent matches r"a)"
                                   ^
        hint: a literal ')' is '\)'

== an empty group
expression
    http.user_agent matches r"()a"
set
    http.user_agent=a
true

== an empty alternative
expression
    http.user_agent matches r"^(a|)b$"
set
    http.user_agent=b
true

== an empty class
expression
    http.user_agent matches r"[]"
fails
    expression:1:27: error[E0501]: the regular expression has a '[' without its ']'
        http.user_agent matches r"[]"
                                  ^
        hint: a literal '[' is '\['

== alternatives with anchors
expression
    http.user_agent matches r"^a$|^b$"
set
    http.user_agent=b
true

== newline sequences
expression
    http.user_agent matches r"\Ra"
fails
    expression:1:27: error[E0502]: regular expressions here have no \R
        http.user_agent matches r"\Ra"
                                  ^^
        hint: write \r?\n

== an extended character
expression
    http.user_agent matches r"\Xa"
fails
    expression:1:27: error[E0502]: regular expressions here have no \X, they see bytes
        http.user_agent matches r"\Xa"
                                  ^^
        hint: write . or a class

== one code unit
expression
    http.user_agent matches r"\Ca"
fails
    expression:1:27: error[E0502]: regular expressions here have no \C
        http.user_agent matches r"\Ca"
                                  ^^
        hint: (?s:.) is any byte

== a property
expression
    http.user_agent matches r"\p{L}a"
fails
    expression:1:27: error[E0502]: regular expressions here have no Unicode properties, they see bytes
        http.user_agent matches r"\p{L}a"
                                  ^^
        hint: write a class such as [A-Za-z]

== the beginning of it all
expression
    http.user_agent matches r"\Aa"
set
    http.user_agent=a
true

== the end of it all
expression
    http.user_agent matches r"a\z"
set
    http.user_agent=a
true

== the end but for a newline
expression
    http.user_agent matches r"a\Z"
fails
    expression:1:28: error[E0502]: regular expressions here have no \Z
        http.user_agent matches r"a\Z"
                                   ^^
        hint: \z is the end of the subject

== where the last match ended
expression
    http.user_agent matches r"\Ga"
fails
    expression:1:27: error[E0502]: regular expressions here have no \G
        http.user_agent matches r"\Ga"
                                  ^^
        hint: \A is the begin of the subject

== a reset of the match
expression
    http.user_agent matches r"a\Kb"
fails
    expression:1:28: error[E0502]: regular expressions here have no \K
        http.user_agent matches r"a\Kb"
                                   ^^
        hint: leave it out: only whether it matches counts

== a quoted part
expression
    http.user_agent matches r"^a\Q.\Eb$"
fails
    expression:1:29: error[E0502]: regular expressions here have no \Q…\E
        http.user_agent matches r"^a\Q.\Eb$"
                                    ^^
        hint: put a backslash before each sign

== a horizontal blank
expression
    http.user_agent matches r"a\hb"
fails
    expression:1:28: error[E0502]: regular expressions here have no \h and \H
        http.user_agent matches r"a\hb"
                                   ^^
        hint: write [ \t] or [^ \t]

== no horizontal blank
expression
    http.user_agent matches r"a\Hb"
fails
    expression:1:28: error[E0502]: regular expressions here have no \h and \H
        http.user_agent matches r"a\Hb"
                                   ^^
        hint: write [ \t] or [^ \t]

== a vertical blank
expression
    http.user_agent matches r"a\Vb"
fails
    expression:1:28: error[E0502]: regular expressions here have no \v and \V
        http.user_agent matches r"a\Vb"
                                   ^^
        hint: write \x0b, or [\n-\r] for all of them

== no newline
expression
    http.user_agent matches r"a\Nb"
fails
    expression:1:28: error[E0502]: regular expressions here have no \N
        http.user_agent matches r"a\Nb"
                                   ^^
        hint: write [^\n]

== a word
expression
    http.user_agent matches r"^\w+$"
set
    http.user_agent=a_1
true

== no word
expression
    http.user_agent matches r"^\W+$"
set
    http.user_agent=--
true

== no blank
expression
    http.user_agent matches r"^\S+$"
set
    http.user_agent=ab
true

== no digit
expression
    http.user_agent matches r"^\D+$"
set
    http.user_agent=ab
true
