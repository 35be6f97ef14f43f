== a code is explained, with an example and its correction
run
    explain-code E0107
prints
    E0107: cannot compare these types

    The operator does not take these two types together. Nothing is converted
    silently: a number in quotes is text and an address in quotes is no address.
    The hint shows the other form, or the operators that the left side takes.

    wrong:
        ip.src == "192.0.2.1"

    right:
        ip.src == 192.0.2.1

== a letter in lower case will do
run
    explain-code e0107
holds
    E0107: cannot compare these types

== and so will the number alone
run
    explain-code 107
holds
    E0107: cannot compare these types

== of a warning, too
run
    explain-code 1012
holds
    W1012: a list that nothing uses

== several at once
run
    explain-code E0001 W3001
holds
    E0001: a NUL byte
    W3001: a CA that can verify nobody

== quotes and backslashes stand as they are
run
    explain-code E0009
holds
    '\\', '\xHH' with two hex digits
        http.cookie == "a\nb"

== a code there is not: those near it are named
run
    explain-code E0000
prints
    certrule: no diagnostic has the code 'E0000'; near it:
        E0001  a NUL byte
        E0002  a bidirectional control character
exit
    2

== the other letter
run
    explain-code E1012
holds
    certrule: no diagnostic has the code 'E1012'; near it:
        W1012  a list that nothing uses
exit
    2

== what is no code
run
    explain-code grammar E12345 E01x7 E ""
prints
    certrule: 'grammar' is no code; codes look like E0107
    certrule: 'E12345' is no code; codes look like E0107
    certrule: 'E01x7' is no code; codes look like E0107
    certrule: 'E' is no code; codes look like E0107
    certrule: '' is no code; codes look like E0107
exit
    2

== none at all
run
    explain-code
prints
    certrule: explain-code needs CODE...; certrule explain-code --help says more
exit
    2
