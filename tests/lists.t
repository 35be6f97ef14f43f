== lists of every type, inline
policy
    list $names string { "alpha" r"be\ta" }
    list $ports int { 80 443 8000..8999 0x10 90s 2026-12-01T00:00:00Z }
    list $office ip { 192.0.2.0/24, 2001:db8::1 198.51.100.7..198.51.100.9 }
    list $lost serial { "0A:0b" "0x00ff" }
    list $prints fingerprint { "AA:bb:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11" }
    list $hosts host { "API.example." "*.iot.example" }
    list $none ip { }
    field s string
    field n int
    block "names" if s in $names
    block "ports" if n in $ports
    block "office" if ip.src in $office
    block "lost" if cf.tls_client_auth.cert_serial in $lost
    block "prints" if cf.tls_client_auth.cert_fingerprint_sha1 in $prints
    block "hosts" if http.host in $hosts
    block "none" if ip.src in $none
    default block
set
    s=be\ta
want
    block by "names"

== a number in a range
set
    n=8123
want
    block by "ports"

== a duration is seconds
set
    n=90
want
    block by "ports"

== an address in a network
set
    ip.src=192.0.2.200
want
    block by "office"

== the mapped form is another address
set
    ip.src=::ffff:192.0.2.200
want
    block by default: no rule allows it

== an address in a range
set
    ip.src=198.51.100.9
want
    block by "office"

== serials are numbers: case, colons and leading zeros do not count
set
    cf.tls_client_auth.cert_serial=000a0B
want
    block by "lost"

== a fingerprint likewise
set
    cf.tls_client_auth.cert_fingerprint_sha1=aabb00112233445566778899aabbccddeeff0011
want
    block by "prints"

== a value that is no serial is not a member
set
    cf.tls_client_auth.cert_serial=
want
    block by default: no rule allows it

== a host, and one label in front of another
host
    x.iot.example:443
want
    block by "hosts"

== two labels are one too many
host
    y.x.iot.example
want
    block by default: no rule allows it

== not in: present and no member
policy
    list $office ip { 192.0.2.0/24 }
    block "outside" if ip.src not in $office
    default block
set
    ip.src=10.0.0.1
want
    block by "outside"

== not in: a missing value is no outsider
want
    block by default: no rule allows it

== lists from files
policy
    list $lost serial from "lists/lost.txt"
    list $windows ip from "lists/windows.txt"
    list $strings string from "lists/strings.txt"
    list $hosts host from "lists/hosts.txt"
    list $later string from "lists/comments.txt" may be empty
    list $empty string from "lists/empty.txt" may be empty
    field s string
    block "lost" if cf.tls_client_auth.cert_serial in $lost
    block "windows" if ip.src in $windows
    block "strings" if s in $strings
    block "hosts" if http.host in $hosts
    block "later" if s in $later or s in $empty
    default block
set
    cf.tls_client_auth.cert_serial=FF
want
    block by "lost"

== line ends as on Windows, and a BOM
set
    ip.src=2001:db8::77
want
    block by "windows"

== blanks around an item do not count, those within do
set
    s=beta gamma
want
    block by "strings"

== a string may hold a number sign
set
    s=a#b
want
    block by "strings"

== a comment is no item
set
    s=# delta
want
    block by default: no rule allows it

== hosts of a file, their comments left out
host
    x.iot.example
want
    block by "hosts"

== a list used before it is given
policy
    block "office" if ip.src in $office
    list $office ip { 192.0.2.0/24 }
    default block
set
    ip.src=192.0.2.1
want
    block by "office"

== two lists of one name, and types there are not
policy
    list $a ip { 10.0.0.1 }
    list $a string { "x" }
    list $b addresses { 10.0.0.1 }
    list $c strings { "x" }
    list $d fingerprints { "aa" }
fails
    policy:2:6: error[E0202]: a second list is called '$a'
        list $a string { "x" }
             ^^
    policy:1:6: note: the other place is here
        list $a ip { 10.0.0.1 }
             ~~
    policy:3:9: error[E0213]: unknown list type 'addresses'
        list $b addresses { 10.0.0.1 }
                ^^^^^^^^^
        hint: the types are string int ip serial fingerprint host
    policy:4:9: error[E0213]: unknown list type 'strings'
        list $c strings { "x" }
                ^^^^^^^
        hint: did you mean 'string'?
    policy:5:9: error[E0213]: unknown list type 'fingerprints'
        list $d fingerprints { "aa" }
                ^^^^^^^^^^^^
        hint: did you mean 'fingerprint'?

== a list of unknown type is reported once, its uses are not
policy
    list $a addresses { 10.0.0.1 }
    list $b numbers { 1 2 }
    block "a" if ip.src in $a
    block "b" if http.request.timestamp.sec not in $b
    block "c" if any(http.request.headers.names[*] in $b)
    default block
fails
    policy:1:9: error[E0213]: unknown list type 'addresses'
        list $a addresses { 10.0.0.1 }
                ^^^^^^^^^
        hint: the types are string int ip serial fingerprint host
    policy:2:9: error[E0213]: unknown list type 'numbers'
        list $b numbers { 1 2 }
                ^^^^^^^
        hint: the types are string int ip serial fingerprint host

== with their types nothing is left to say but what is wrong with a use
policy
    list $a ip { 10.0.0.1 }
    list $b int { 1 2 }
    block "a" if ip.src in $a
    block "b" if http.request.timestamp.sec not in $b
    block "c" if any(http.request.headers.names[*] in $b)
    default block
fails
    policy:5:51: error[E0131]: '$b' is a list of int, and 'http.request.headers.names[*]' is String
        block "c" if any(http.request.headers.names[*] in $b)
                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    ^^

== a broken list is reported once, its uses are not
policy
    list $a ip { 10.0.0 }
    block "a" if ip.src in $a
    block "b" if ip.src in $a
fails
    policy:1:14: error[E0122]: '10.0.0' is no IP
        list $a ip { 10.0.0 }
                     ^^^^^^
        hint: an address is written 192.0.2.1 or 2001:db8::1, a network 192.0.2.0/24

== a list is for values of its type
policy
    list $a ip { 10.0.0.1 }
    list $b serial { "aa" }
    block "a" if http.host in $a
    block "b" if ip.src in $b
fails
    policy:3:27: error[E0131]: '$a' is a list of ip, and 'http.host' is String
        block "a" if http.host in $a
                     ~~~~~~~~~    ^^
    policy:4:24: error[E0131]: '$b' is a list of serial, and 'ip.src' is IP
        block "b" if ip.src in $b
                     ~~~~~~    ^^

== items that are none
policy
    list $a int { 12x "3" 5..4 }
    list $b ip { 10.0.0.1/24 10/8 ::1..10.0.0.1 "10.0.0.1" }
    list $c serial { "0A0G" "" }
    list $d fingerprint { "zz" }
    list $e host { "a..b" "a b" }
    list $f string { 12 }
fails
    policy:1:15: error[E0122]: '12x' is no Int
        list $a int { 12x "3" 5..4 }
                      ^^^
        hint: an Int is written 12, 0x1f, 90s, 15m, 12h, 30d or 2026-12-01T00:00:00Z
    policy:1:19: error[E0122]: '"3"' is no Int
        list $a int { 12x "3" 5..4 }
                          ^^^
        hint: without quotes: 3
    policy:1:23: error[E0125]: '5..4' ends before it begins
        list $a int { 12x "3" 5..4 }
                              ^^^^
    policy:2:14: error[E0124]: '10.0.0.1/24' has bits set behind its prefix
        list $b ip { 10.0.0.1/24 10/8 ::1..10.0.0.1 "10.0.0.1" }
                     ^^^^^^^^^^^
        hint: the network is 10.0.0.0/24
    policy:2:26: error[E0122]: '10/8' is no IP
        list $b ip { 10.0.0.1/24 10/8 ::1..10.0.0.1 "10.0.0.1" }
                                 ^^^^
        hint: an address is written 192.0.2.1 or 2001:db8::1, a network 192.0.2.0/24
    policy:2:31: error[E0126]: '::1..10.0.0.1' mixes IPv4 and IPv6
        list $b ip { 10.0.0.1/24 10/8 ::1..10.0.0.1 "10.0.0.1" }
                                      ^^^^^^^^^^^^^
    policy:2:45: error[E0122]: '"10.0.0.1"' is no IP
        list $b ip { 10.0.0.1/24 10/8 ::1..10.0.0.1 "10.0.0.1" }
                                                    ^^^^^^^^^^
        hint: without quotes: 10.0.0.1
    policy:3:18: error[E0130]: '0A0G' is no serial: a byte that is no hex digit
        list $c serial { "0A0G" "" }
                         ^^^^^^
    policy:3:25: error[E0130]: '' is no serial: no digits
        list $c serial { "0A0G" "" }
                                ^^
    policy:4:23: error[E0130]: 'zz' is no fingerprint: a byte that is no hex digit
        list $d fingerprint { "zz" }
                              ^^^^
    policy:5:16: error[E0130]: 'a..b' is no host: an empty label
        list $e host { "a..b" "a b" }
                       ^^^^^^
    policy:5:23: error[E0130]: 'a b' is no host: a bad character
        list $e host { "a..b" "a b" }
                              ^^^^^
    policy:6:18: error[E0122]: '12' is no String
        list $f string { 12 }
                         ^^
        hint: a string is written "12"

== files: what is in them must be items
policy
    list $a ip from "lists/bad-ip.txt"
    list $b serial from "lists/page.txt"
fails
    lists/bad-ip.txt:2:1: error[E0124]: '10.0.0.1/24' has bits set behind its prefix
        10.0.0.1/24
        ^^^^^^^^^^^
        hint: the network is 10.0.0.0/24
    lists/bad-ip.txt:3:1: error[E0122]: '10.0.0' is no IP
        10.0.0
        ^^^^^^
        hint: an address is written 192.0.2.1 or 2001:db8::1, a network 192.0.2.0/24
    lists/page.txt:1:1: error[E0130]: '<!DOCTYPE html>' is no serial: a byte that is no hex digit
        <!DOCTYPE html>
        ^^^^^^^^^^^^^^^
    lists/page.txt:2:1: error[E0130]: '<html>not found</html>' is no serial: a byte that is no hex digit
        <html>not found</html>
        ^^^^^^^^^^^^^^^^^^^^^^

== files: lines that no list has
policy
    list $a string from "lists/cut.txt"
    list $b string from "lists/control.txt"
    list $c string from "lists/blank-hash.txt"
fails
    lists/cut.txt:2:1: error[E0230]: the last line of a list does not end
        beta
        ^^^^
        hint: is the file complete? then end its last line
    lists/control.txt:2:1: error[E0231]: the line holds a control character
        be\x1b[0mta
        ^^^^^^^^^^^
    lists/blank-hash.txt:2:6: error[E0232]: a comment in a list of strings stands on a line of its own
        beta # not a comment
             ^^^^^^^^^^^^^^^

== files: an empty list does not load unless it says so
policy
    list $a ip from "lists/empty.txt"
    list $b ip from "lists/comments.txt"
fails
    policy:1:17: error[E0229]: the list '$a' is empty
        list $a ip from "lists/empty.txt"
                        ^^^^^^^^^^^^^^^^^
        hint: say 'may be empty' behind the file if it may be
    policy:2:17: error[E0229]: the list '$b' is empty
        list $b ip from "lists/comments.txt"
                        ^^^^^^^^^^^^^^^^^^^^
        hint: say 'may be empty' behind the file if it may be

== files: that cannot be read
policy
    list $a ip from "lists/nowhere.txt" may be empty
    list $b ip from "lists"
    list $c ip from "lists/a\x00b"
fails
    policy:1:17: error[E0401]: cannot read 'lists/nowhere.txt': it does not exist
        list $a ip from "lists/nowhere.txt" may be empty
                        ^^^^^^^^^^^^^^^^^^^
    policy:2:17: error[E0401]: cannot read 'lists': it is a directory
        list $b ip from "lists"
                        ^^^^^^^
    policy:3:17: error[E0401]: cannot read 'lists/a\x00b': it has a NUL byte in its name
        list $c ip from "lists/a\x00b"
                        ^^^^^^^^^^^^^^
