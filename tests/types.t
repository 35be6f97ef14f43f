== an unknown field, and the nearest name
expression
    http.hots == "a"
fails
    expression:1:1: error[E0101]: unknown field 'http.hots'
        http.hots == "a"
        ^^^^^^^^^
        hint: did you mean 'http.host'?

== a word that is no field
expression
    nonsense == "a"
fails
    expression:1:1: error[E0101]: unknown field 'nonsense'
        nonsense == "a"
        ^^^^^^^^

== a string that lost its quotes
expression
    http.host == apple
fails
    expression:1:14: error[E0101]: unknown field 'apple'
        http.host == apple
                     ^^^^^
        hint: a string is written "apple"

== a function without its arguments
expression
    lower == "a"
fails
    expression:1:1: error[E0101]: unknown field 'lower'
        lower == "a"
        ^^^^^
        hint: it is a function: lower(String) String

== an unknown function, and the nearest name
expression
    starts_wit(http.host, "a")
fails
    expression:1:1: error[E0102]: unknown function 'starts_wit'
        starts_wit(http.host, "a")
        ^^^^^^^^^^
        hint: did you mean 'starts_with'?

== a field called like a function
expression
    http.host("a")
fails
    expression:1:1: error[E0102]: unknown function 'http.host'
        http.host("a")
        ^^^^^^^^^
        hint: it is a field: write 'http.host'

== functions of the hosted service are refused by name
expression
    is_jwt_valid(http.cookie)
fails
    expression:1:1: error[E0105]: 'is_jwt_valid' belongs to Cloudflare's hosted service and cannot run here
        is_jwt_valid(http.cookie)
        ^^^^^^^^^^^^

== a list nobody made
expression
    ip.src in $office
fails
    expression:1:11: error[E0103]: unknown list '$office'
        ip.src in $office
                  ^^^^^^^

== an Int alone is no condition
expression
    http.request.timestamp.sec
fails
    expression:1:1: error[E0106]: 'http.request.timestamp.sec' is Int and needs an operator
        http.request.timestamp.sec
        ^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: Int takes eq ne lt le gt ge in &

== a String alone is no condition
expression
    not http.host
fails
    expression:1:5: error[E0106]: 'http.host' is String and needs an operator
        not http.host
            ^^^^^^^^^
        hint: String takes eq ne lt le gt ge in contains matches wildcard strict wildcard

== an operator that an Int has not
expression
    http.request.timestamp.sec contains "12"
fails
    expression:1:28: error[E0107]: cannot compare Int with String using 'contains'
        http.request.timestamp.sec contains "12"
        ~~~~~~~~~~~~~~~~~~~~~~~~~~ ^^^^^^^^
        hint: Int takes eq ne lt le gt ge in &

== an Int beside a string
expression
    http.request.timestamp.sec == "12"
fails
    expression:1:28: error[E0107]: cannot compare Int with String using '=='
        http.request.timestamp.sec == "12"
        ~~~~~~~~~~~~~~~~~~~~~~~~~~ ^^
        hint: without quotes: 12

== a String beside a number
expression
    http.host == 12
fails
    expression:1:11: error[E0107]: cannot compare String with Int using '=='
        http.host == 12
        ~~~~~~~~~ ^^
        hint: a string is written "12"

== an IP beside a string
expression
    ip.src == "192.0.2.1"
fails
    expression:1:8: error[E0107]: cannot compare IP with String using '=='
        ip.src == "192.0.2.1"
        ~~~~~~ ^^
        hint: without quotes: 192.0.2.1

== a String beside an address
expression
    http.host == ::1
fails
    expression:1:11: error[E0107]: cannot compare String with IP using '=='
        http.host == ::1
        ~~~~~~~~~ ^^
        hint: a string is written "::1"

== two fields of two types
expression
    http.host == ip.src
fails
    expression:1:11: error[E0107]: cannot compare String with IP using '=='
        http.host == ip.src
        ~~~~~~~~~ ^^

== an order that an IP has, a pattern it has not
expression
    ip.src matches "^10"
fails
    expression:1:8: error[E0107]: cannot compare IP with String using 'matches'
        ip.src matches "^10"
        ~~~~~~ ^^^^^^^
        hint: IP takes eq ne lt le gt ge in

== a mask is an Int literal
expression
    http.request.timestamp.sec & "1"
fails
    expression:1:28: error[E0107]: cannot compare Int with String using '&'
        http.request.timestamp.sec & "1"
        ~~~~~~~~~~~~~~~~~~~~~~~~~~ ^
        hint: a mask is an Int literal

== a Bool takes no operator
expression
    ssl == tls.resumed
fails
    expression:1:5: error[E0108]: 'ssl' is Bool and takes no operator
        ssl == tls.resumed
        ~~~ ^^
        hint: ssl, or not ssl

== a bare list is refused, and both sides are shown
expression
    tls.client_cert.san.dns == "a.example"
fails
    expression:1:1: error[E0109]: 'tls.client_cert.san.dns' is Array<String>; say any() or all()
        tls.client_cert.san.dns == "a.example"
        ^^^^^^^^^^^^^^^^^^^^^^^    ~~~~~~~~~~~
        hint: any(tls.client_cert.san.dns[*] == "a.example")

== an array in an array
expression
    http.request.headers == "a"
fails
    expression:1:1: error[E0109]: 'http.request.headers' is Map<Array<String>>; say any() or all()
        http.request.headers == "a"
        ^^^^^^^^^^^^^^^^^^^^    ~~~
        hint: any(http.request.headers[*][*] == "a")

== the map of headers has arrays in it
expression
    http.request.headers["host"] contains "a"
fails
    expression:1:1: error[E0109]: 'http.request.headers["host"]' is Array<String>; say any() or all()
        http.request.headers["host"] contains "a"
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^          ~~~
        hint: any(http.request.headers["host"][*] contains "a")

== a comparison over [*] stands under any or all
expression
    tls.client_cert.san.dns[*] == "a.example"
fails
    expression:1:1: error[E0109]: 'tls.client_cert.san.dns[*] == "a.example"' is Array<Bool>; say any() or all()
        tls.client_cert.san.dns[*] == "a.example"
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(tls.client_cert.san.dns[*] == "a.example")

== a function over [*] gives an array
expression
    ends_with(tls.client_cert.san.dns[*], ".example")
fails
    expression:1:1: error[E0109]: 'ends_with(tls.client_cert.san.dns[*], ".example")' is Array<Bool>; say any() or all()
        ends_with(tls.client_cert.san.dns[*], ".example")
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: any(ends_with(tls.client_cert.san.dns[*], ".example"))

== its result is an array again
expression
    lower(tls.client_cert.san.dns[*]) == "a.example"
fails
    expression:1:1: error[E0109]: 'lower(tls.client_cert.san.dns[*])' is Array<String>; say any() or all()
        lower(tls.client_cert.san.dns[*]) == "a.example"
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^    ~~~~~~~~~~~
        hint: any(lower(tls.client_cert.san.dns[*])[*] == "a.example")

== any around an array without [*]
expression
    any(tls.client_cert.san.dns == "a.example")
fails
    expression:1:5: error[E0110]: 'tls.client_cert.san.dns' is Array<String>; put [*] behind it
        any(tls.client_cert.san.dns == "a.example")
            ^^^^^^^^^^^^^^^^^^^^^^^    ~~~~~~~~~~~
        hint: tls.client_cert.san.dns[*] == "a.example"

== one [*] too few
expression
    any(http.request.headers[*] == "a")
fails
    expression:1:5: error[E0110]: 'http.request.headers[*]' is Array<String>; put [*] behind it
        any(http.request.headers[*] == "a")
            ^^^^^^^^^^^^^^^^^^^^^^^    ~~~
        hint: http.request.headers[*][*] == "a"

== any around one Bool
expression
    any(ssl)
fails
    expression:1:5: error[E0111]: any() takes Array<Bool>, and this is one Bool
        any(ssl)
        ~~~ ^^^
        hint: [*] behind an array or map makes one comparison an element

== all around a plain comparison
expression
    all(http.host == "a" and ssl)
fails
    expression:1:5: error[E0111]: all() takes Array<Bool>, and this is one Bool
        all(http.host == "a" and ssl)
        ~~~ ^^^^^^^^^^^^^^^^^^^^^^^^
        hint: [*] behind an array or map makes one comparison an element

== Bool and Array<Bool> do not mix
expression
    any(tls.client_cert.san.dns[*] == "a" and ssl)
fails
    expression:1:43: error[E0112]: 'and' cannot join Bool and Array<Bool>
        any(tls.client_cert.san.dns[*] == "a" and ssl)
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~     ^^^
        hint: close any() or all() before the 'and'

== an index of a String
expression
    http.host[0] == "a"
fails
    expression:1:11: error[E0113]: 'http.host' is String and has no elements
        http.host[0] == "a"
        ~~~~~~~~~ ^

== a key of an array
expression
    tls.client_cert.san.dns["a"] == "b"
fails
    expression:1:25: error[E0114]: the index of Array<String> is a number from 0 or [*]
        tls.client_cert.san.dns["a"] == "b"
        ~~~~~~~~~~~~~~~~~~~~~~~ ^^^

== a position in a map
expression
    http.request.headers[0] == "b"
fails
    expression:1:22: error[E0114]: the index of Map<Array<String>> is a string or [*]
        http.request.headers[0] == "b"
        ~~~~~~~~~~~~~~~~~~~~ ^

== a position that is no number of an element
expression
    tls.client_cert.san.dns[99999999999999999999] == "b"
fails
    expression:1:25: error[E0114]: the index of Array<String> is a number from 0 or [*]
        tls.client_cert.san.dns[99999999999999999999] == "b"
        ~~~~~~~~~~~~~~~~~~~~~~~ ^^^^^^^^^^^^^^^^^^^^

== [*] on the right
expression
    any(http.host == tls.client_cert.san.dns[*])
fails
    expression:1:18: error[E0115]: [*] stands left of an operator or in the first argument only
        any(http.host == tls.client_cert.san.dns[*])
                      ~~ ^^^^^^^^^^^^^^^^^^^^^^^^^^

== [*] in a second argument
expression
    any(concat(http.host, tls.client_cert.san.dns[*])[*] == "a")
fails
    expression:1:23: error[E0115]: [*] stands left of an operator or in the first argument only
        any(concat(http.host, tls.client_cert.san.dns[*])[*] == "a")
            ~~~~~~            ^^^^^^^^^^^^^^^^^^^^^^^^^^

== too few arguments
expression
    substring(http.host) == "a"
fails
    expression:1:1: error[E0116]: substring() takes at least 2 arguments, not 1
        substring(http.host) == "a"
        ^^^^^^^^^^^^^^^^^^^^
        hint: substring(String, Int start[, Int end]) String

== too many
expression
    lower(http.host, http.host) == "a"
fails
    expression:1:1: error[E0116]: lower() takes 1 argument, not 2
        lower(http.host, http.host) == "a"
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: lower(String) String

== an argument of another type
expression
    lower(ip.src) == "a"
fails
    expression:1:7: error[E0117]: argument 1 of lower() must be String, not IP
        lower(ip.src) == "a"
        ~~~~~ ^^^^^^
        hint: lower(String) String

== an argument of several types
expression
    len(ip.src) == 1
fails
    expression:1:5: error[E0117]: argument 1 of len() must be String or Array or Map, not IP
        len(ip.src) == 1
        ~~~ ^^^^^^
        hint: len(String or Array or Map) Int

== a value of another type than the elements
expression
    has_value(tls.client_cert.san.dns, 1)
fails
    expression:1:36: error[E0117]: argument 2 of has_value() must be String, not Int
        has_value(tls.client_cert.san.dns, 1)
        ~~~~~~~~~                          ^
        hint: has_value(Map or Array, value) Bool

== the prefix of path_under is a literal
expression
    path_under(http.request.uri.path, http.host)
fails
    expression:1:35: error[E0118]: argument 2 of path_under() must be a literal
        path_under(http.request.uri.path, http.host)
        ~~~~~~~~~~                        ^^^^^^^^^
        hint: path_under(String path, literal prefix) Bool

== the path of path_under is none
expression
    path_under("/a", "/a")
fails
    expression:1:12: error[E0119]: argument 1 of path_under() cannot be a literal
        path_under("/a", "/a")
        ~~~~~~~~~~ ^^^^
        hint: path_under(String path, literal prefix) Bool

== bits out of bounds
expression
    cidr(ip.src, 33, 64) == 192.0.2.0
fails
    expression:1:14: error[E0120]: argument 2 of cidr() must be 1..32
        cidr(ip.src, 33, 64) == 192.0.2.0
        ~~~~         ^^
        hint: cidr(IP, Int v4, Int v6) IP

== a prefix that ends in a slash
expression
    path_under(http.request.uri.path, "/api/")
fails
    expression:1:35: error[E0121]: '/api/' is no path prefix
        path_under(http.request.uri.path, "/api/")
                                          ^^^^^^^
        hint: a prefix begins with / and does not end with one: "/api"

== a prefix without one in front
expression
    path_under(http.request.uri.path, "api")
fails
    expression:1:35: error[E0121]: 'api' is no path prefix
        path_under(http.request.uri.path, "api")
                                          ^^^^^
        hint: a prefix begins with / and does not end with one: "/api"

== a range with a dash
expression
    http.request.timestamp.sec in {8000-9000}
fails
    expression:1:32: error[E0122]: '8000-9000' is no Int
        http.request.timestamp.sec in {8000-9000}
        ~~~~~~~~~~~~~~~~~~~~~~~~~~     ^^^^^^^^^
        hint: a range is written 8000..9000

== a date without its time
expression
    http.request.timestamp.sec lt 2026-12-01
fails
    expression:1:31: error[E0122]: '2026-12-01' is no Int
        http.request.timestamp.sec lt 2026-12-01
        ~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^^^
        hint: a time is written 2026-12-01T00:00:00Z, in UTC

== a day there is not
expression
    http.request.timestamp.sec lt 2026-02-30T00:00:00Z
fails
    expression:1:31: error[E0122]: '2026-02-30T00:00:00Z' is no Int
        http.request.timestamp.sec lt 2026-02-30T00:00:00Z
        ~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^^^^^^^^^^^^^
        hint: a time is written 2026-12-01T00:00:00Z, in UTC

== 8 is no octal digit
expression
    http.request.timestamp.sec == 08
fails
    expression:1:31: error[E0122]: '08' is no Int
        http.request.timestamp.sec == 08
        ~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^
        hint: 0 in front makes it octal, 0x hexadecimal

== no Int at all
expression
    http.request.timestamp.sec == 12q
fails
    expression:1:31: error[E0122]: '12q' is no Int
        http.request.timestamp.sec == 12q
        ~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^
        hint: an Int is written 12, 0x1f, 90s, 15m, 12h, 30d or 2026-12-01T00:00:00Z

== a network of one number
expression
    ip.src in {10/8}
fails
    expression:1:12: error[E0122]: '10/8' is no IP
        ip.src in {10/8}
        ~~~~~~     ^^^^
        hint: an address is written 192.0.2.1 or 2001:db8::1, a network 192.0.2.0/24

== an octet with a zero in front
expression
    ip.src == 10.1.2.03
fails
    expression:1:11: error[E0122]: '10.1.2.03' is no IP
        ip.src == 10.1.2.03
        ~~~~~~    ^^^^^^^^^
        hint: an address is written 192.0.2.1 or 2001:db8::1, a network 192.0.2.0/24

== a quoted address in a set
expression
    ip.src in {"192.0.2.1"}
fails
    expression:1:12: error[E0122]: '"192.0.2.1"' is no IP
        ip.src in {"192.0.2.1"}
        ~~~~~~     ^^^^^^^^^^^
        hint: without quotes: 192.0.2.1

== a number in a set of strings
expression
    http.host in {"a" 1}
fails
    expression:1:19: error[E0122]: '1' is no String
        http.host in {"a" 1}
        ~~~~~~~~~         ^
        hint: a string is written "1"

== an Int past 64 bits
expression
    http.request.timestamp.sec == 9223372036854775808
fails
    expression:1:31: error[E0123]: '9223372036854775808' does not fit into 64 bits
        http.request.timestamp.sec == 9223372036854775808
        ~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^^^^^^^^^^^^^^^^

== a network with host bits
expression
    ip.src in {192.0.2.1/24}
fails
    expression:1:12: error[E0124]: '192.0.2.1/24' has bits set behind its prefix
        ip.src in {192.0.2.1/24}
        ~~~~~~     ^^^^^^^^^^^^
        hint: the network is 192.0.2.0/24

== a range backwards
expression
    http.request.timestamp.sec in {5..1}
fails
    expression:1:32: error[E0125]: '5..1' ends before it begins
        http.request.timestamp.sec in {5..1}
        ~~~~~~~~~~~~~~~~~~~~~~~~~~     ^^^^

== a range of two families
expression
    ip.src in {192.0.2.1..::1}
fails
    expression:1:12: error[E0126]: '192.0.2.1..::1' mixes IPv4 and IPv6
        ip.src in {192.0.2.1..::1}
        ~~~~~~     ^^^^^^^^^^^^^^

== a network outside of a set
expression
    ip.src == 192.0.2.0/24
fails
    expression:1:11: error[E0127]: '192.0.2.0/24' is a range, which stands in a set only
        ip.src == 192.0.2.0/24
        ~~~~~~    ^^^^^^^^^^^^
        hint: in {192.0.2.0/24}

== a range outside of a set
expression
    http.request.timestamp.sec == 1..5
fails
    expression:1:31: error[E0127]: '1..5' is a range, which stands in a set only
        http.request.timestamp.sec == 1..5
        ~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^^^
        hint: in {1..5}

== a backslash in a wildcard pattern
expression
    http.host wildcard "a\\b"
fails
    expression:1:20: error[E0128]: a backslash in a wildcard pattern goes before * or another one
        http.host wildcard "a\\b"
                           ^^^^^^
        hint: in a quoted string a backslash is written \\; r"..." takes it as it is

== two stars
expression
    http.host wildcard "**.example"
fails
    expression:1:20: error[E0129]: '**' in a wildcard pattern
        http.host wildcard "**.example"
                           ^^^^^^^^^^^^
        hint: one * is any run of bytes

== a list of addresses for a String
policy
    list $office ip { 192.0.2.0/24 }
    block "x" if http.host in $office
fails
    policy:2:27: error[E0131]: '$office' is a list of ip, and 'http.host' is String
        block "x" if http.host in $office
                     ~~~~~~~~~    ^^^^^^^

== a list with a name like it
policy
    list $office ip { 192.0.2.0/24 }
    block "x" if ip.src in $offices
fails
    policy:2:24: error[E0103]: unknown list '$offices'
        block "x" if ip.src in $offices
                               ^^^^^^^^
        hint: did you mean '$office'?

== what is no serial
policy
    list $lost serial { "01:ab" "zz" "" }
    block "x" if cf.tls_client_auth.cert_serial in $lost
fails
    policy:1:29: error[E0130]: 'zz' is no serial: a byte that is no hex digit
        list $lost serial { "01:ab" "zz" "" }
                                    ^^^^
    policy:1:34: error[E0130]: '' is no serial: no digits
        list $lost serial { "01:ab" "zz" "" }
                                         ^^

== what is no fingerprint, no host, no address
policy
    list $a fingerprint { "0011" }
    list $b host { "a..example" "*.example" }
    list $c ip { "192.0.2.1" }
    list $d int { 8000-9000 }
    block "x" if http.host in $b and ip.src in $c
fails
    policy:1:23: error[E0130]: '0011' is no fingerprint: neither 40 nor 64 digits
        list $a fingerprint { "0011" }
                              ^^^^^^
    policy:2:16: error[E0130]: 'a..example' is no host: an empty label
        list $b host { "a..example" "*.example" }
                       ^^^^^^^^^^^^
    policy:3:14: error[E0122]: '"192.0.2.1"' is no IP
        list $c ip { "192.0.2.1" }
                     ^^^^^^^^^^^
        hint: without quotes: 192.0.2.1
    policy:4:15: error[E0122]: '8000-9000' is no Int
        list $d int { 8000-9000 }
                      ^^^^^^^^^
        hint: a range is written 8000..9000

== everything that is wrong is said at once
expression
    nonsense == 1 and (http.host == 12 or not ssl == 1) and any(http.host == "a")
fails
    expression:1:1: error[E0101]: unknown field 'nonsense'
        nonsense == 1 and (http.host == 12 or not ssl == 1) and any(http.host == "a")
        ^^^^^^^^
    expression:1:30: error[E0107]: cannot compare String with Int using '=='
        nonsense == 1 and (http.host == 12 or not ssl == 1) and any(http.host == "a")
                           ~~~~~~~~~ ^^
        hint: a string is written "12"
    expression:1:47: error[E0108]: 'ssl' is Bool and takes no operator
        nonsense == 1 and (http.host == 12 or not ssl == 1) and any(http.host == "a")
                                                  ~~~ ^^
        hint: ssl, or not ssl
    expression:1:61: error[E0111]: any() takes Array<Bool>, and this is one Bool
        nonsense == 1 and (http.host == 12 or not ssl == 1) and any(http.host == "a")
                                                                ~~~ ^^^^^^^^^^^^^^^^
        hint: [*] behind an array or map makes one comparison an element
