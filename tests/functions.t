== lower
expression
    lower(http.user_agent) == "mozilla/5.0 (x11)"
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== lower: not
expression
    lower(http.user_agent) == "Mozilla/5.0 (X11)"
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== upper
expression
    upper(http.user_agent) == "MOZILLA/5.0 (X11)"
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== upper: not
expression
    upper("\xe4") == "\xc4"
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== len
expression
    len(http.user_agent) == 17 and len(tls.client_cert.san.dns) == 2 and len(http.request.headers) == 1
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== len: not
expression
    len(http.user_agent) == 16 or len("") ne 0
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== starts_with
expression
    starts_with(http.user_agent, "Mozilla/") and starts_with(http.user_agent, "")
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== starts_with: not
expression
    starts_with(http.user_agent, "mozilla")
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== ends_with
expression
    ends_with(http.user_agent, "(X11)") and ends_with(http.user_agent, "")
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== ends_with: not
expression
    ends_with(http.user_agent, "(x11)")
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== concat
expression
    concat("<", http.user_agent, ">") == "<Mozilla/5.0 (X11)>" and len(concat(tls.client_cert.san.dns, tls.client_cert.san.dns)) == 4
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== concat: not
expression
    concat("a", "b") == "ba"
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== concat: missing is empty
expression
    concat("<", http.cookie, ">") == "<>"
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== concat: missing is empty: not
expression
    concat(http.cookie) == ""
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== substring
expression
    substring(http.user_agent, 0, 7) == "Mozilla" and substring(http.user_agent, 8) == "5.0 (X11)"
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== substring: not
expression
    substring(http.user_agent, 1) == http.user_agent
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== substring: from the end
expression
    substring(http.user_agent, -5) == "(X11)" and substring(http.user_agent, -4, -1) == "X11"
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== substring: from the end: not
expression
    substring(http.user_agent, -1) == "1"
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== substring: past the ends
expression
    substring(http.user_agent, 99) == "" and substring(http.user_agent, -99, 99) == http.user_agent
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== substring: past the ends: not
expression
    substring(http.user_agent, 5, 2) ne ""
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== to_string
expression
    to_string(http.request.timestamp.sec) == "-42" and to_string(ssl) == "true" and to_string(ip.src) == "192.0.2.77"
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== to_string: not
expression
    to_string(2001:DB8::0:1) == "2001:DB8::0:1"
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== has_key
expression
    has_key(http.request.headers, "accept")
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== has_key: not
expression
    has_key(http.request.headers, "Accept")
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== has_value
expression
    has_value(tls.client_cert.san.dns, "A.example") and has_value(http.request.headers["accept"], "b")
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== has_value: not
expression
    has_value(tls.client_cert.san.dns, "a.example")
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== cidr
expression
    cidr(ip.src, 24, 64) == 192.0.2.0 and cidr(ip.src, 32, 128) == ip.src
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== cidr: not
expression
    cidr(ip.src, 25, 64) == 192.0.2.64
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== cidr6: IPv4 stays as it is
expression
    cidr6(ip.src, 64) == ip.src
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== cidr6: IPv4 stays as it is: not
expression
    cidr6(ip.src, 24) == 192.0.2.0
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== cidr and cidr6 of IPv6
expression
    cidr(ip.src, 8, 32) == 2001:db8:: and cidr6(ip.src, 48) == 2001:db8:1::
fields
    {"ip.src": "2001:db8:1:2::3"}
true

== path_under
expression
    path_under(http.request.uri.path, "/api") and path_under(http.request.uri.path, "/api/users")
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== path_under: not
expression
    path_under(http.request.uri.path, "/ap") or path_under(http.request.uri.path, "/api/users/1")
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== over [*]
expression
    any(lower(tls.client_cert.san.dns[*])[*] == "b.example") and all(ends_with(lower(tls.client_cert.san.dns[*])[*], ".example"))
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== over [*]: not
expression
    any(tls.client_cert.san.dns[*] == "b.example")
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== a comparison over [*] as an argument
expression
    len(tls.client_cert.san.dns[*] == "A.example") == 2 and has_value(tls.client_cert.san.dns[*] == "A.example", ssl)
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== a comparison over [*] as an argument: not
expression
    has_value(tls.client_cert.san.dns[*] == "x", ssl)
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== a comparison as an argument
expression
    to_string(ssl or tls.resumed) == "true"
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== a comparison as an argument: not
expression
    to_string(http.user_agent == "x") == "true"
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== calls in calls
expression
    upper(substring(concat(http.user_agent, http.request.uri.path), -5)) == "USERS"
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
true

== calls in calls: not
expression
    len(lower(upper(http.user_agent))) == 0
fields
    {"http.user_agent": "Mozilla/5.0 (X11)", "http.request.uri.path": "/api/users", "ip.src": "192.0.2.77", "ssl": true, "http.request.timestamp.sec": -42, "tls.client_cert.san.dns": ["A.example", "b.EXAMPLE"], "http.request.headers": {"accept": ["a", "b"]}}
false

== remove_bytes: all of them, wherever they stand
expression
    remove_bytes(http.user_agent, "-. ") == "abc"
fields
    {"http.user_agent": "a-.b c."}
true

== remove_bytes: a byte that is not there
expression
    remove_bytes(http.user_agent, "x") == "abc"
fields
    {"http.user_agent": "a-b"}
false

== remove_bytes: nothing to remove
expression
    remove_bytes(http.user_agent, "") == "a-b"
fields
    {"http.user_agent": "a-b"}
true

== remove_bytes: nothing left
expression
    remove_bytes(http.user_agent, "ab") == ""
fields
    {"http.user_agent": "abba"}
true

== remove_bytes: of nothing
expression
    remove_bytes(http.user_agent, "a") ne "x"
fields
    {}
false

== decode_base64: padded
expression
    decode_base64(http.user_agent) == "any carnal pleas"
fields
    {"http.user_agent": "YW55IGNhcm5hbCBwbGVhcw=="}
true

== decode_base64: not padded
expression
    decode_base64(http.user_agent) == "any carnal pleas"
fields
    {"http.user_agent": "YW55IGNhcm5hbCBwbGVhcw"}
true

== decode_base64: bytes of any kind
expression
    decode_base64(http.user_agent) == "\xfb\xff\x00"
fields
    {"http.user_agent": "+/8A"}
true

== decode_base64: of an empty text
expression
    decode_base64(http.user_agent) == ""
fields
    {"http.user_agent": ""}
true

== decode_base64: half a padding yields nothing
expression
    decode_base64(http.user_agent) ne "x"
fields
    {"http.user_agent": "YQ="}
false

== decode_base64: padding alone yields nothing
expression
    decode_base64(http.user_agent) ne "x"
fields
    {"http.user_agent": "===="}
false

== decode_base64: one digit alone yields nothing
expression
    decode_base64(http.user_agent) ne "x"
fields
    {"http.user_agent": "A"}
false

== decode_base64: a sign of another alphabet yields nothing
expression
    decode_base64(http.user_agent) ne "x"
fields
    {"http.user_agent": "-_8A"}
false

== decode_base64: white space yields nothing
expression
    decode_base64(http.user_agent) ne "x"
fields
    {"http.user_agent": "YW 5"}
false

== decode_base64: bits left over yields nothing
expression
    decode_base64(http.user_agent) ne "x"
fields
    {"http.user_agent": "YR=="}
false

== decode_base64: padding inside yields nothing
expression
    decode_base64(http.user_agent) ne "x"
fields
    {"http.user_agent": "YQ==YQ=="}
false

== bit_slice: the first nibble
expression
    bit_slice(http.user_agent, 0, 4) == 6
fields
    {"http.user_agent": "abcdef"}
true

== bit_slice: over a border
expression
    bit_slice(http.user_agent, 4, 12) == 0x16
fields
    {"http.user_agent": "abcdef"}
true

== bit_slice: as wide as it may be
expression
    bit_slice(http.user_agent, 8, 40) == 0x62636465
fields
    {"http.user_agent": "abcdef"}
true

== bit_slice: another number
expression
    bit_slice(http.user_agent, 0, 8) == 0x62
fields
    {"http.user_agent": "abcdef"}
false

== bit_slice: to the last bit
expression
    bit_slice(http.user_agent, 40, 48) == 0x66
fields
    {"http.user_agent": "abcdef"}
true

== bit_slice: a bit too far yields nothing
expression
    bit_slice(http.user_agent, 41, 49) ge 0
fields
    {"http.user_agent": "abcdef"}
false

== bit_slice: too wide yields nothing
expression
    bit_slice(http.user_agent, 0, 33) ge 0
fields
    {"http.user_agent": "abcdef"}
false

== bit_slice: no width yields nothing
expression
    bit_slice(http.user_agent, 4, 4) ge 0
fields
    {"http.user_agent": "abcdef"}
false

== uuidv4: version and variant over the bytes
expression
    uuidv4(http.user_agent) == "30313233-3435-4637-b839-616263646566"
fields
    {"http.user_agent": "0123456789abcdef"}
true

== uuidv4: bytes after the sixteenth do not matter
expression
    uuidv4(http.user_agent) == "30313233-3435-4637-b839-616263646566"
fields
    {"http.user_agent": "0123456789abcdefgh"}
true

== uuidv4: fifteen bytes yield nothing
expression
    uuidv4(http.user_agent) ne "x"
fields
    {"http.user_agent": "0123456789abcde"}
false

== sha256: 32 bytes
expression
    sha256(http.user_agent) == ba:78:16:bf:8f:01:cf:ea:41:41:40:de:5d:ae:22:23:b0:03:61:a3:96:17:7a:9c:b4:10:ff:61:f2:00:15:ad
fields
    {"http.user_agent": "abc"}
true

== sha256: of another text
expression
    sha256(http.user_agent) == ba:78:16:bf:8f:01:cf:ea:41:41:40:de:5d:ae:22:23:b0:03:61:a3:96:17:7a:9c:b4:10:ff:61:f2:00:15:ad
fields
    {"http.user_agent": "abd"}
false

== sha256: of nothing
expression
    len(sha256(http.user_agent)) == 32
fields
    {}
false

# split
== split: the parts
expression
    split(http.user_agent, ",", 9)[1] == "green" and len(split(http.user_agent, ",", 9)) == 4
fields
    {"http.user_agent": "red,green,,blue"}
true

== split: the parts: not
expression
    split(http.user_agent, ",", 9)[0] == "green"
fields
    {"http.user_agent": "red,green,,blue"}
false

== split: between two separators stands an empty part
expression
    split(http.user_agent, ",", 9)[2] == ""
fields
    {"http.user_agent": "red,green,,blue"}
true

== split: between two separators stands an empty part: not
expression
    split(http.user_agent, ",", 9)[2] == "blue"
fields
    {"http.user_agent": "red,green,,blue"}
false

== split: the last part keeps the rest
expression
    split(http.user_agent, ",", 2)[1] == "green,,blue"
fields
    {"http.user_agent": "red,green,,blue"}
true

== split: the last part keeps the rest: not
expression
    split(http.user_agent, ",", 2)[2] == ""
fields
    {"http.user_agent": "red,green,,blue"}
false

== split: one part is all of it
expression
    split(http.user_agent, ",", 1)[0] == http.user_agent
fields
    {"http.user_agent": "red,green"}
true

== split: no separator there
expression
    len(split(http.user_agent, ";", 128)) == 1
fields
    {"http.user_agent": "red,green"}
true

== split: an empty text has one empty part
expression
    split(http.user_agent, ",", 128)[0] == "" and len(split(http.user_agent, ",", 128)) == 1
fields
    {"http.user_agent": ""}
true

== split: separators alone
expression
    len(split(http.user_agent, ",", 128)) == 4
fields
    {"http.user_agent": ",,,"}
true

== split: a separator of several bytes is found from the left
expression
    split(http.user_agent, "--", 9)[1] == "-b"
fields
    {"http.user_agent": "a---b"}
true

== split: a NUL separates like any byte
expression
    split(http.user_agent, "\x00", 9)[1] == "b"
fields
    {"http.user_agent": {"hex": "610062"}}
true

== split: of nothing is nothing
expression
    len(split(http.user_agent, ",", 9)) ge 0
fields
    {}
false

== split: of an error
expression
    len(split(http.host, ",", 9)) == 1
fields
    {"http.host": "a..b"}
error

== split: its parts under any
expression
    any(split(http.user_agent, ", ", 9)[*] == "admin")
fields
    {"http.user_agent": "user, admin, ops"}
true

== split: its parts under any: not
expression
    any(split(http.user_agent, ", ", 9)[*] == "adm")
fields
    {"http.user_agent": "user, admin, ops"}
false

== split: over [*], an Array of Arrays
expression
    any(split(http.request.headers["accept"][*], ";", 2)[*][0] == "c/d")
fields
    {"http.request.headers": {"x-tags": ["red,green,,blue"], "accept": ["a/b;q=1", "c/d"]}}
true

== split: over [*], an Array of Arrays: not
expression
    all(split(http.request.headers["accept"][*], ";", 2)[*][*] contains "/")
fields
    {"http.request.headers": {"x-tags": ["red,green,,blue"], "accept": ["a/b;q=1", "c/d"]}}
false

== split: as many parts as there may be
expression
    len(split(http.user_agent, ",", 128)) == 128
fields
    {"http.user_agent": ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,"}
true

# join
== join: with the separator between
expression
    join(tls.client_cert.san.dns, ", ") == "a.example, b.example, c.test"
fields
    {"tls.client_cert.san.dns": ["a.example", "b.example", "c.test"]}
true

== join: with the separator between: not
expression
    join(tls.client_cert.san.dns, ",") == "a.example"
fields
    {"tls.client_cert.san.dns": ["a.example", "b.example", "c.test"]}
false

== join: no elements
expression
    join(tls.client_cert.san.dns, ",") == ""
fields
    {"tls.client_cert.san.dns": []}
true

== join: one element is as it was
expression
    join(tls.client_cert.san.dns, ",") == "a.example"
fields
    {"tls.client_cert.san.dns": ["a.example"]}
true

== join: an empty separator
expression
    join(tls.client_cert.san.dns, "") == "ab"
fields
    {"tls.client_cert.san.dns": ["a", "b"]}
true

== join: empty elements count
expression
    join(tls.client_cert.san.dns, "-") == "--"
fields
    {"tls.client_cert.san.dns": ["", "", ""]}
true

== join: a missing array
expression
    join(tls.client_cert.san.dns, ",") ne "x"
fields
    {}
false

== join: a missing separator
expression
    join(http.request.headers["accept"], http.user_agent) ne "x"
fields
    {"http.request.headers": {"x-tags": ["red,green,,blue"], "accept": ["a/b;q=1", "c/d"]}}
false

== join: a computed separator
expression
    join(http.request.headers["accept"], http.user_agent) == "a/b;q=1+c/d"
fields
    {"http.request.headers": {"x-tags": ["red,green,,blue"], "accept": ["a/b;q=1", "c/d"]}, "http.user_agent": "+"}
true

== join: undoes split
expression
    join(split(http.user_agent, ",", 128), ",") == http.user_agent
fields
    {"http.user_agent": "red,green,,blue"}
true

== join: undoes split: not
expression
    join(split(http.user_agent, ",", 128), ";") == http.user_agent
fields
    {"http.user_agent": "red,green,,blue"}
false

== join: over [*] of a map of arrays
expression
    any(join(http.request.headers[*], "|")[*] == "a/b;q=1|c/d")
fields
    {"http.request.headers": {"x-tags": ["red,green,,blue"], "accept": ["a/b;q=1", "c/d"]}}
true

== join: over [*] of a map of arrays: not
expression
    all(join(http.request.headers[*], "|")[*] contains "|")
fields
    {"http.request.headers": {"x-tags": ["red,green,,blue"], "accept": ["a/b;q=1", "c/d"]}}
false

# encode_base64
== encode_base64: not padded
expression
    encode_base64(http.user_agent) == "YW55IGNhcm5hbCBwbGVhcw"
fields
    {"http.user_agent": "any carnal pleas"}
true

== encode_base64: not padded: not
expression
    encode_base64(http.user_agent) == "YW55IGNhcm5hbCBwbGVhcw=="
fields
    {"http.user_agent": "any carnal pleas"}
false

== encode_base64: p pads
expression
    encode_base64(http.user_agent, "p") == "YW55IGNhcm5hbCBwbGVhcw=="
fields
    {"http.user_agent": "any carnal pleas"}
true

== encode_base64: p pads: not
expression
    encode_base64(http.user_agent, "p") == encode_base64(http.user_agent)
fields
    {"http.user_agent": "any carnal pleas"}
false

== encode_base64: nothing to pad
expression
    encode_base64(http.user_agent, "p") == "YWJj"
fields
    {"http.user_agent": "abc"}
true

== encode_base64: bytes of any kind
expression
    encode_base64(http.user_agent, "p") == "+//+AA=="
fields
    {"http.user_agent": {"hex": "fbfffe00"}}
true

== encode_base64: u is the alphabet of URLs
expression
    encode_base64(http.user_agent, "u") == "-__-AA" and encode_base64(http.user_agent, "up") == "-__-AA=="
fields
    {"http.user_agent": {"hex": "fbfffe00"}}
true

== encode_base64: of an empty text
expression
    encode_base64("") == "" and encode_base64("", "p") == ""
fields
    {}
true

== encode_base64: of a literal
expression
    encode_base64("hello world") == "aGVsbG8gd29ybGQ"
fields
    {}
true

== encode_base64: of nothing
expression
    encode_base64(http.user_agent) ne "x"
fields
    {}
false

== encode_base64: undone by decode_base64
expression
    decode_base64(encode_base64(http.user_agent)) == http.user_agent
fields
    {"http.user_agent": {"hex": "fbfffe00"}}
true

== encode_base64: of a hash, 43 digits
expression
    len(encode_base64(sha256(http.user_agent), "u")) == 43
fields
    {"http.user_agent": "x"}
true

# url_decode
== url_decode: escapes and plus
expression
    url_decode(http.user_agent) == "John Doe/a b"
fields
    {"http.user_agent": "John%20Doe%2fa+b"}
true

== url_decode: escapes and plus: not
expression
    url_decode(http.user_agent) == http.user_agent
fields
    {"http.user_agent": "John%20Doe%2fa+b"}
false

== url_decode: bytes are bytes
expression
    url_decode(http.user_agent) == "\xe4\xbd\x00"
fields
    {"http.user_agent": "%E4%bd%00"}
true

== url_decode: once only
expression
    url_decode(http.user_agent) == "%20"
fields
    {"http.user_agent": "%2520"}
true

== url_decode: once only: not
expression
    url_decode(http.user_agent) == " "
fields
    {"http.user_agent": "%2520"}
false

== url_decode: r again and again
expression
    url_decode(http.user_agent, "r") == " "
fields
    {"http.user_agent": "%2520"}
true

== url_decode: r again and again: not
expression
    url_decode(http.user_agent, "r") == "%20"
fields
    {"http.user_agent": "%2520"}
false

== url_decode: r however deep
expression
    url_decode(http.user_agent, "r") == "<"
fields
    {"http.user_agent": "%25252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525252525253c"}
true

== url_decode: r of escapes made of escapes
expression
    url_decode(http.user_agent, "r") == "A A"
fields
    {"http.user_agent": "%4%31%2B%%34%31"}
true

== url_decode: a bad escape stays as it is
expression
    url_decode(http.user_agent) == "%zz % %4 %" and url_decode(http.user_agent, "ru") == "%zz % %4 %"
fields
    {"http.user_agent": "%zz+%+%4 %"}
true

== url_decode: what an escape gave makes no new one
expression
    url_decode(http.user_agent) == "%41 %41"
fields
    {"http.user_agent": "%2541 %%341"}
true

== url_decode: %u only with u
expression
    url_decode(http.user_agent, "u") == "\xe2\x98\x81A"
fields
    {"http.user_agent": "%u2601%u0041"}
true

== url_decode: %u only with u: not
expression
    url_decode(http.user_agent) == "\xe2\x98\x81A"
fields
    {"http.user_agent": "%u2601%u0041"}
false

== url_decode: %u in two, three and four bytes
expression
    url_decode(http.user_agent, "u") == "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80"
fields
    {"http.user_agent": "%u00e4%u20AC%uD83D%uDE00"}
true

== url_decode: half a pair stays as it is
expression
    url_decode(http.user_agent, "u") == "%uD83Dx%uDE00 %uDE00%uD83D"
fields
    {"http.user_agent": "%uD83Dx%uDE00+%uDE00%uD83D"}
true

== url_decode: a plus alone is a space
expression
    url_decode(http.user_agent, "r") == " "
fields
    {"http.user_agent": "+"}
true

== url_decode: a plus alone that was escaped, too, when asked again and again
expression
    url_decode(http.user_agent, "r") == " "
fields
    {"http.user_agent": "%2B"}
true

== url_decode: the first and the last character of each length in UTF-8
expression
    url_decode(http.user_agent, "u") == "\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"
fields
    {"http.user_agent": "%u007f%u0080%u07ff%u0800%ud7ff%ue000%uffff%ud800%udc00%udbff%udfff"}
true

== url_decode: two first halves, and two second halves, stay as they are
expression
    url_decode(http.user_agent, "u") == "%uD83D%uD83D %uDE00%uDE00"
fields
    {"http.user_agent": "%uD83D%uD83D+%uDE00%uDE00"}
true

== url_decode: %u of an escape, again and again
expression
    url_decode(http.user_agent, "ur") == "<"
fields
    {"http.user_agent": "%25u003c"}
true

== url_decode: a short %u stays as it is
expression
    url_decode(http.user_agent, "u") == "%u12"
fields
    {"http.user_agent": "%u12"}
true

== url_decode: of an empty text
expression
    url_decode(http.user_agent) == ""
fields
    {"http.user_agent": ""}
true

== url_decode: of nothing
expression
    url_decode(http.user_agent) ne "x"
fields
    {}
false

== url_decode: over [*]
expression
    any(url_decode(http.request.headers["accept"][*], "r")[*] contains "<script")
fields
    {"http.request.headers": {"accept": ["x", "%253cscript"]}}
true

== url_decode: over [*]: not
expression
    any(url_decode(http.request.headers["accept"][*])[*] contains "<script")
fields
    {"http.request.headers": {"accept": ["x", "%253cscript"]}}
false

# remove_query_args
== remove_query_args: one of two
expression
    remove_query_args(http.request.uri.query, "country") == "order=asc"
fields
    {"http.request.uri.query": "order=asc&country=GB"}
true

== remove_query_args: one of two: not
expression
    remove_query_args(http.request.uri.query, "country") == http.request.uri.query
fields
    {"http.request.uri.query": "order=asc&country=GB"}
false

== remove_query_args: the first
expression
    remove_query_args(http.request.uri.query, "order") == "country=GB"
fields
    {"http.request.uri.query": "order=asc&country=GB"}
true

== remove_query_args: one that is not there
expression
    remove_query_args(http.request.uri.query, "search") == http.request.uri.query
fields
    {"http.request.uri.query": "order=asc&country=GB"}
true

== remove_query_args: every one of that name
expression
    remove_query_args(http.request.uri.query, "c") == "o=1"
fields
    {"http.request.uri.query": "c=a&o=1&c&c="}
true

== remove_query_args: several names
expression
    remove_query_args(http.request.uri.query, "a", "c") == "b=2"
fields
    {"http.request.uri.query": "a=1&b=2&c=3"}
true

== remove_query_args: all of it
expression
    remove_query_args(http.request.uri.query, "a") == ""
fields
    {"http.request.uri.query": "a=1&a=2"}
true

== remove_query_args: names in this case, and whole
expression
    remove_query_args(http.request.uri.query, "ab") == "AB=1&abc=2&a=ab"
fields
    {"http.request.uri.query": "AB=1&abc=2&ab=3&a=ab"}
true

== remove_query_args: empty arguments stay
expression
    remove_query_args(http.request.uri.query, "a") == "&&b"
fields
    {"http.request.uri.query": "&&a=1&b"}
true

== remove_query_args: no name at all
expression
    remove_query_args(http.request.uri.query, "") == "a=1"
fields
    {"http.request.uri.query": "=x&a=1&"}
true

== remove_query_args: of an empty query
expression
    remove_query_args(http.request.uri.query, "a") == ""
fields
    {"http.request.uri.query": ""}
true

== remove_query_args: of nothing
expression
    remove_query_args(http.request.uri.query, "a") ne "x"
fields
    {}
false

# regex_replace
== regex_replace: the first match
expression
    regex_replace(http.user_agent, "/a", "/b") == "/b/a"
fields
    {"http.user_agent": "/a/a"}
true

== regex_replace: the first match: not
expression
    regex_replace(http.user_agent, "/a", "/b") == "/b/b"
fields
    {"http.user_agent": "/a/a"}
false

== regex_replace: groups
expression
    regex_replace(http.user_agent, "^/foo/([^/]*)/(.*)$", "/bar/${2}/${1}") == "/bar/path/a"
fields
    {"http.user_agent": "/foo/a/path"}
true

== regex_replace: groups: not
expression
    regex_replace(http.user_agent, "^/foo/([^/]*)/(.*)$", "/bar/${1}/${2}") == "/bar/path/a"
fields
    {"http.user_agent": "/foo/a/path"}
false

== regex_replace: no match leaves it as it is
expression
    regex_replace("/foo", "^/FOO$", "/x") == "/foo"
fields
    {}
true

== regex_replace: in any case
expression
    regex_replace("/foo", "(?i)^/FOO$", "/x") == "/x"
fields
    {}
true

== regex_replace: two dollars are one
expression
    regex_replace("/b", "^/b$", "/b$$") == "/b$" and regex_replace("b", "b", "$${1}$$$$") == "${1}$$"
fields
    {}
true

== regex_replace: a group that took no part is empty
expression
    regex_replace(http.user_agent, "(a)|(b)", "<${1}${2}>") == "<b>"
fields
    {"http.user_agent": "b"}
true

== regex_replace: the same group twice
expression
    regex_replace(http.user_agent, "([a-z])", "${1}${1}") == "aa1"
fields
    {"http.user_agent": "a1"}
true

== regex_replace: eight groups of nine
expression
    regex_replace(http.user_agent, "(.)(.)(.)(.)(.)(.)(.)(.)(.)", "${8}${1}") == "81"
fields
    {"http.user_agent": "123456789"}
true

== regex_replace: groups that are not asked for are none
expression
    regex_replace(http.user_agent, "(?:a)(b)", "${1}") == "b"
fields
    {"http.user_agent": "ab"}
true

== regex_replace: an empty match stands before the first byte
expression
    regex_replace(http.user_agent, "^", "x") == "xab"
fields
    {"http.user_agent": "ab"}
true

== regex_replace: a replacement of nothing
expression
    regex_replace(http.user_agent, "b+", "") == "ac"
fields
    {"http.user_agent": "abbbc"}
true

== regex_replace: in an empty text
expression
    regex_replace(http.user_agent, "^$", "x") == "x"
fields
    {"http.user_agent": ""}
true

== regex_replace: NULs
expression
    regex_replace(http.user_agent, r"\x00", "0") == "a0b"
fields
    {"http.user_agent": {"hex": "610062"}}
true

== regex_replace: of nothing
expression
    regex_replace(http.user_agent, "a", "b") ne "x"
fields
    {}
false

== regex_replace: one pattern with matches and with groups
expression
    http.user_agent matches "(a)b" and regex_replace(http.user_agent, "(a)b", "${1}") == "a"
fields
    {"http.user_agent": "ab"}
true

== regex_replace: over [*]
expression
    any(regex_replace(http.request.headers["accept"][*], "^([^;]*);.*$", "${1}")[*] == "a/b")
fields
    {"http.request.headers": {"x-tags": ["red,green,,blue"], "accept": ["a/b;q=1", "c/d"]}}
true

== regex_replace: over [*]: not
expression
    any(regex_replace(http.request.headers["accept"][*], "^([^;]*);x$", "${1}")[*] == "a/b")
fields
    {"http.request.headers": {"x-tags": ["red,green,,blue"], "accept": ["a/b;q=1", "c/d"]}}
false

# wildcard_replace
== wildcard_replace: each star is a group
expression
    wildcard_replace(http.user_agent, "https://*.example.com/*/*", "https://example.com/${1}/${2}/${3}") == "https://example.com/apps/calendar/admin?expand=true"
fields
    {"http.user_agent": "https://apps.example.com/calendar/admin?expand=true"}
true

== wildcard_replace: each star is a group: not
expression
    wildcard_replace(http.user_agent, "https://*.example.com/*/*", "https://example.com/${1}/${3}") == http.user_agent
fields
    {"http.user_agent": "https://apps.example.com/calendar/admin?expand=true"}
false

== wildcard_replace: the whole value or nothing
expression
    wildcard_replace(http.user_agent, "/applications/*", "/apps/${1}") == http.user_agent
fields
    {"http.user_agent": "https://example.com/applications/app1"}
true

== wildcard_replace: in any case, unless s
expression
    wildcard_replace(http.user_agent, "/apps/*", "/${1}") == "/calendar" and wildcard_replace(http.user_agent, "/apps/*", "/${1}", "s") == "/Apps/calendar"
fields
    {"http.user_agent": "/Apps/calendar"}
true

== wildcard_replace: in any case, unless s: not
expression
    wildcard_replace(http.user_agent, "/apps/*", "/${1}", "") == "/Apps/calendar"
fields
    {"http.user_agent": "/Apps/calendar"}
false

== wildcard_replace: what a star stands for keeps its case
expression
    wildcard_replace(http.user_agent, "*@EXAMPLE.com", "${1}") == "Ada"
fields
    {"http.user_agent": "Ada@example.COM"}
true

== wildcard_replace: a star takes as little as it can
expression
    wildcard_replace(http.user_agent, "*-*", "${1}|${2}") == "a|b-c"
fields
    {"http.user_agent": "a-b-c"}
true

== wildcard_replace: the end is the end
expression
    wildcard_replace(http.user_agent, "/apps/*/login", "/${1}/login") == "/a/login/login"
fields
    {"http.user_agent": "/apps/a/login/login"}
true

== wildcard_replace: a star that stands for nothing
expression
    wildcard_replace(http.user_agent, "a*", "<${1}>") == "<>"
fields
    {"http.user_agent": "a"}
true

== wildcard_replace: no star
expression
    wildcard_replace(http.user_agent, "/calendar", "/apps$$") == "/apps$"
fields
    {"http.user_agent": "/Calendar"}
true

== wildcard_replace: a star that is meant as such
expression
    wildcard_replace(http.user_agent, r"a\**", "${1}") == "b"
fields
    {"http.user_agent": "a*b"}
true

== wildcard_replace: eight groups of nine
expression
    wildcard_replace(http.user_agent, "*1*2*3*4*5*6*7*8*", "${8}${1}") == "ha"
fields
    {"http.user_agent": "a1b2c3d4e5f6g7h8i"}
true

== wildcard_replace: of an empty text
expression
    wildcard_replace(http.user_agent, "*", "x${1}") == "x"
fields
    {"http.user_agent": ""}
true

== wildcard_replace: of nothing
expression
    wildcard_replace(http.user_agent, "*", "x") ne "y"
fields
    {}
false

# lookup_json_string and lookup_json_integer
== lookup_json_string: by name
expression
    lookup_json_string(http.user_agent, "company") == "initech"
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
true

== lookup_json_string: by name: not
expression
    lookup_json_string(http.user_agent, "company") == "Initech"
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
false

== lookup_json_string: name in name
expression
    lookup_json_string(http.user_agent, "n", "name") == "core"
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
true

== lookup_json_string: position in name
expression
    lookup_json_string(http.user_agent, "list", 1) == "b"
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
true

== lookup_json_string: name in position
expression
    lookup_json_string(http.user_agent, 1, "k") == "v"
fields
    {"http.user_agent": "[{\"k\":\"u\"},{\"k\":\"v\"}]"}
true

== lookup_json_string: an empty string is one
expression
    lookup_json_string(http.user_agent, "empty") == ""
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
true

== lookup_json_string: a computed name
expression
    lookup_json_string(http.user_agent, lower("COMPANY")) == "initech"
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
true

== lookup_json_string: escapes and NULs
expression
    lookup_json_string(http.user_agent, "k") == "\x00\xc3\xa4\""
fields
    {"http.user_agent": "{\"k\":\"\\u0000\\u00e4\\\"\"}"}
true

== lookup_json_string: absent yields nothing
expression
    lookup_json_string(http.user_agent, "absent") ne "x"
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
false

== lookup_json_string: of another type yields nothing
expression
    lookup_json_string(http.user_agent, "n", "id") ne "x"
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
false

== lookup_json_string: past the end yields nothing
expression
    lookup_json_string(http.user_agent, "list", 3) ne "x"
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
false

== lookup_json_string: of an object yields nothing
expression
    lookup_json_string(http.user_agent, "n") ne "x"
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
false

== lookup_json_string: inside a string yields nothing
expression
    lookup_json_string(http.user_agent, "company", "x") ne "x"
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
false

== lookup_json_string: a position in an object yields nothing
expression
    lookup_json_string(http.user_agent, 0) ne "x"
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
false

== lookup_json_string: a name in an array yields nothing
expression
    lookup_json_string(http.user_agent, "list", "0") ne "x"
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
false

== lookup_json_string: null yields nothing
expression
    lookup_json_string(http.user_agent, "null") ne "x"
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
false

== lookup_json_string: a missing key yields nothing
expression
    lookup_json_string(http.user_agent, http.cookie) ne "x"
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
false

== lookup_json_string: of nothing
expression
    lookup_json_string(http.user_agent, "k") ne "x"
fields
    {}
false

== lookup_json_string: bad JSON yields nothing: an empty text
expression
    lookup_json_string(http.user_agent, "k") ne "x"
fields
    {"http.user_agent": ""}
false

== lookup_json_string: bad JSON yields nothing: half a text
expression
    lookup_json_string(http.user_agent, "k") ne "x"
fields
    {"http.user_agent": "{\"k\":\"v\""}
false

== lookup_json_string: bad JSON yields nothing: something behind it
expression
    lookup_json_string(http.user_agent, "k") ne "x"
fields
    {"http.user_agent": "{\"k\":\"v\"} x"}
false

== lookup_json_string: bad JSON yields nothing: a comma too many
expression
    lookup_json_string(http.user_agent, "k") ne "x"
fields
    {"http.user_agent": "{\"k\":\"v\",}"}
false

== lookup_json_string: bad JSON yields nothing: a key twice
expression
    lookup_json_string(http.user_agent, "k") ne "x"
fields
    {"http.user_agent": "{\"k\":\"u\",\"k\":\"v\"}"}
false

== lookup_json_string: bad JSON yields nothing: single quotes
expression
    lookup_json_string(http.user_agent, "k") ne "x"
fields
    {"http.user_agent": "{'k':'v'}"}
false

== lookup_json_string: bad JSON yields nothing: a string alone
expression
    lookup_json_string(http.user_agent, "k") ne "x"
fields
    {"http.user_agent": "\"v\""}
false

== lookup_json_string: bad JSON yields nothing: bytes that are no UTF-8
expression
    lookup_json_string(http.user_agent, "k") ne "x"
fields
    {"http.user_agent": {"hex": "7b226b223a22ff227d"}}
false

== lookup_json_string: bad JSON yields nothing: a raw NUL
expression
    lookup_json_string(http.user_agent, "k") ne "x"
fields
    {"http.user_agent": {"hex": "7b226b223a2200227d"}}
false

== lookup_json_string: the LOOKUP_DEPTH is not that of the keys
expression
    lookup_json_string(http.user_agent, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) == "x"
fields
    {"http.user_agent": "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"x\"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"}
true

== lookup_json_string: 63 levels of nesting are looked into
expression
    lookup_json_string(http.user_agent, 0) ne "x"
fields
    {"http.user_agent": "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"x\"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"}
false

== lookup_json_string: 64 levels of nesting are looked into
expression
    lookup_json_string(http.user_agent, 0) ne "x"
fields
    {"http.user_agent": "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"x\"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"}
false

== lookup_json_string: 65 are an error
expression
    lookup_json_string(http.user_agent, 0) ne "x"
fields
    {"http.user_agent": "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"x\"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"}
error
    the JSON nests deeper than 64

== lookup_json_string: brackets inside a string do not nest
expression
    lookup_json_string(http.user_agent, "k") ne "x"
fields
    {"http.user_agent": "{\"k\": \"\\\\\\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"}"}
true

== lookup_json_integer: by name
expression
    lookup_json_integer(http.user_agent, "n", "id") == 356
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
true

== lookup_json_integer: by name: not
expression
    lookup_json_integer(http.user_agent, "n", "id") == 355
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
false

== lookup_json_integer: by position, and negative
expression
    lookup_json_integer(http.user_agent, 1) == -234
fields
    {"http.user_agent": "[\"first\", -234]"}
true

== lookup_json_integer: from end to end
expression
    lookup_json_integer(http.user_agent, 0) == -9223372036854775808 and lookup_json_integer(http.user_agent, 1) == 9223372036854775807
fields
    {"http.user_agent": "[-9223372036854775808, 9223372036854775807]"}
true

== lookup_json_integer: a number that does not fit yields nothing
expression
    lookup_json_integer(http.user_agent, 0) ge 0
fields
    {"http.user_agent": "[9223372036854775808]"}
false

== lookup_json_integer: a fraction, zero or not, is no integer
expression
    lookup_json_integer(http.user_agent, "half") ne 1
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
false

== lookup_json_integer: a string is no integer
expression
    lookup_json_integer(http.user_agent, "company") ne 1
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
false

== lookup_json_integer: a Bool is no integer
expression
    lookup_json_integer(http.user_agent, "flag") ne 1
fields
    {"http.user_agent": "{\"company\": \"initech\", \"n\": {\"name\": \"core\", \"id\": 356}, \"list\": [\"a\", \"b\", 7], \"empty\": \"\", \"flag\": true, \"half\": 42.0, \"null\": null}"}
false

== lookup_json_integer: a computed position
expression
    lookup_json_integer(http.user_agent, len("ab")) == 30
fields
    {"http.user_agent": "[10, 20, 30]"}
true

== lookup_json_integer: a computed position before the first yields nothing
expression
    lookup_json_integer(http.user_agent, http.request.timestamp.sec) ge 0
fields
    {"http.user_agent": "[10]", "http.request.timestamp.sec": -1}
false

== lookup_json_integer: over [*]
expression
    any(lookup_json_integer(http.request.headers["accept"][*], "v")[*] ge 2)
fields
    {"http.request.headers": {"accept": ["{\"v\":1}", "no", "{\"v\":2}"]}}
true

== lookup_json_integer: over [*]: not
expression
    len(lookup_json_integer(http.request.headers["accept"][*], "v")) == 3
fields
    {"http.request.headers": {"accept": ["{\"v\":1}", "no", "{\"v\":2}"]}}
false

# is_timed_hmac_valid_v0
== is_timed_hmac_valid_v0: a token and its separator
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 8)
fields
    {"http.request.uri": "/download/cat.jpg?verify=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D", "http.request.timestamp.sec": 1700000005}
true

== is_timed_hmac_valid_v0: a token and its separator: not
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 7)
fields
    {"http.request.uri": "/download/cat.jpg?verify=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D", "http.request.timestamp.sec": 1700000005}
false

== is_timed_hmac_valid_v0: it is valid to the last second
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 8)
fields
    {"http.request.uri": "/download/cat.jpg?verify=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D", "http.request.timestamp.sec": 1700010799}
true

== is_timed_hmac_valid_v0: and not a second longer
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 8)
fields
    {"http.request.uri": "/download/cat.jpg?verify=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D", "http.request.timestamp.sec": 1700010800}
false

== is_timed_hmac_valid_v0: another key
expression
    is_timed_hmac_valid_v0("a secret of theirs", http.request.uri, 3h, http.request.timestamp.sec, 8)
fields
    {"http.request.uri": "/download/cat.jpg?verify=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: another message
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 8)
fields
    {"http.request.uri": "/download/dog.jpg?verify=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: a later time than was signed
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 8)
fields
    {"http.request.uri": "/download/cat.jpg?verify=1700000001-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: one bit of the mac
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 8)
fields
    {"http.request.uri": "/download/cat.jpg?verify=1700000000-Aw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: another separator of that length does not matter
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 8)
fields
    {"http.request.uri": "/download/cat.jpg&token_=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D", "http.request.timestamp.sec": 1700000000}
true

== is_timed_hmac_valid_v0: no separator
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec)
fields
    {"http.request.uri": "/download/cat.jpg1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D", "http.request.timestamp.sec": 1700000000}
true

== is_timed_hmac_valid_v0: base64 as it is, without escapes
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec)
fields
    {"http.request.uri": "/f/71700000000-g7vbbv8FITfQqmhSa2pOgOguNhw3+z4V7o4dIM2JO/s=", "http.request.timestamp.sec": 1700000000}
true

== is_timed_hmac_valid_v0: base64 without padding
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec)
fields
    {"http.request.uri": "/f/71700000000-g7vbbv8FITfQqmhSa2pOgOguNhw3+z4V7o4dIM2JO/s", "http.request.timestamp.sec": 1700000000}
true

== is_timed_hmac_valid_v0: URL-safe with s, dashes inside
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 0, "s")
fields
    {"http.request.uri": "/f/71700000000-g7vbbv8FITfQqmhSa2pOgOguNhw3-z4V7o4dIM2JO_s", "http.request.timestamp.sec": 1700000000}
true

== is_timed_hmac_valid_v0: URL-safe with s, dashes inside: not
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 0, "")
fields
    {"http.request.uri": "/f/71700000000-g7vbbv8FITfQqmhSa2pOgOguNhw3-z4V7o4dIM2JO_s", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: the other alphabet with s
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 0, "s")
fields
    {"http.request.uri": "/f/71700000000-g7vbbv8FITfQqmhSa2pOgOguNhw3+z4V7o4dIM2JO/s", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: padding with s
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 0, "s")
fields
    {"http.request.uri": "/f/71700000000-g7vbbv8FITfQqmhSa2pOgOguNhw3-z4V7o4dIM2JO_s=", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: something behind the mac
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 8)
fields
    {"http.request.uri": "/download/cat.jpg?verify=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D&x=1", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: no message
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec)
fields
    {"http.request.uri": "1700000000-FIH0DJXlrLAmfKwPU%2B2ty%2BNs%2BpihPbV%2FUwD%2BzuN11VQ%3D", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: nine digits of time
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec)
fields
    {"http.request.uri": "/download/cat.jpgx170000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: no dash
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec)
fields
    {"http.request.uri": "/download/cat.jpg1700000000fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: a bad escape in the mac
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 8)
fields
    {"http.request.uri": "/download/cat.jpg?verify=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%zz", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: a mac of 42 digits
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec)
fields
    {"http.request.uri": "/download/cat.jpg1700000000-fw1jFyL-BOg1ZD_MLRpwwwWTIl9BBXobHWL0fzzg76", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: no token: ''
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec)
fields
    {"http.request.uri": "", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: no token: '-'
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec)
fields
    {"http.request.uri": "-", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: no token: '1700000000-'
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec)
fields
    {"http.request.uri": "1700000000-", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: no token: 'x1700000000-'
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec)
fields
    {"http.request.uri": "x1700000000-", "http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: of nothing
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec)
fields
    {"http.request.timestamp.sec": 1700000000}
false

== is_timed_hmac_valid_v0: without a clock
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 8)
fields
    {"http.request.uri": "/download/cat.jpg?verify=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D"}
false

== is_timed_hmac_valid_v0: put together of parts
expression
    is_timed_hmac_valid_v0("a secret of ours", concat(http.request.uri.path, http.request.headers["t"][0], "-", http.request.headers["mac"][0]), 60, http.request.timestamp.sec)
fields
    {"http.request.uri.path": "/download/cat.jpg", "http.request.headers": {"t": ["1700000000"], "mac": ["fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D"]}, "http.request.timestamp.sec": 1700000059}
true

# missing and error
== a function with an argument in error is in error
expression
    lower(http.host) == "x"
    or upper(http.host) == "x"
    or concat("a", http.host) == "x"
    or substring(http.host, 0) == "x"
    or remove_bytes(http.host, "a") == "x"
    or decode_base64(http.host) == "x"
    or encode_base64(http.host) == "x"
    or uuidv4(http.host) == "x"
    or sha256(http.host) == "x"
    or url_decode(http.host) == "x"
    or remove_query_args(http.host, "a") == "x"
    or regex_replace(http.host, "a", "b") == "x"
    or wildcard_replace(http.host, "a", "b") == "x"
    or lookup_json_string(http.host, "a") == "x"
    or join(split(http.host, ",", 3), ",") == "x"
fields
    {"http.host": "a..b"}
error

== lower of an error
expression
    lower(http.host) ne "x"
fields
    {"http.host": "a..b"}
error

== upper of an error
expression
    upper(http.host) ne "x"
fields
    {"http.host": "a..b"}
error

== concat of an error
expression
    concat("a", http.host) ne "x"
fields
    {"http.host": "a..b"}
error

== substring of an error
expression
    substring(http.host, 0) ne "x"
fields
    {"http.host": "a..b"}
error

== remove_bytes of an error
expression
    remove_bytes(http.host, "a") ne "x"
fields
    {"http.host": "a..b"}
error

== decode_base64 of an error
expression
    decode_base64(http.host) ne "x"
fields
    {"http.host": "a..b"}
error

== encode_base64 of an error
expression
    encode_base64(http.host) ne "x"
fields
    {"http.host": "a..b"}
error

== uuidv4 of an error
expression
    uuidv4(http.host) ne "x"
fields
    {"http.host": "a..b"}
error

== sha256 of an error
expression
    sha256(http.host) ne "x"
fields
    {"http.host": "a..b"}
error

== url_decode of an error
expression
    url_decode(http.host) ne "x"
fields
    {"http.host": "a..b"}
error

== remove_query_args of an error
expression
    remove_query_args(http.host, "a") ne "x"
fields
    {"http.host": "a..b"}
error

== regex_replace of an error
expression
    regex_replace(http.host, "a", "b") ne "x"
fields
    {"http.host": "a..b"}
error

== wildcard_replace of an error
expression
    wildcard_replace(http.host, "a", "b") ne "x"
fields
    {"http.host": "a..b"}
error

== lookup_json_string of an error
expression
    lookup_json_string(http.host, "a") ne "x"
fields
    {"http.host": "a..b"}
error

== join of an error
expression
    join(split(http.host, ",", 3), ",") ne "x"
fields
    {"http.host": "a..b"}
error

== len of an error
expression
    len(http.host) == 1
fields
    {"http.host": "a..b", "http.request.headers": {"a": ["b"]}, "tls.client_cert.san.dns": ["a"]}
error

== to_string of an error
expression
    to_string(len(http.host)) == "1"
fields
    {"http.host": "a..b", "http.request.headers": {"a": ["b"]}, "tls.client_cert.san.dns": ["a"]}
error

== bit_slice of an error
expression
    bit_slice(http.host, 0, 1) == 1
fields
    {"http.host": "a..b", "http.request.headers": {"a": ["b"]}, "tls.client_cert.san.dns": ["a"]}
error

== lookup_json_integer of an error
expression
    lookup_json_integer(http.host, "a") == 1
fields
    {"http.host": "a..b", "http.request.headers": {"a": ["b"]}, "tls.client_cert.san.dns": ["a"]}
error

== starts_with of an error
expression
    starts_with(http.host, "a")
fields
    {"http.host": "a..b", "http.request.headers": {"a": ["b"]}, "tls.client_cert.san.dns": ["a"]}
error

== ends_with of an error
expression
    ends_with(http.host, "a")
fields
    {"http.host": "a..b", "http.request.headers": {"a": ["b"]}, "tls.client_cert.san.dns": ["a"]}
error

== path_under of an error
expression
    path_under(http.host, "/a")
fields
    {"http.host": "a..b", "http.request.headers": {"a": ["b"]}, "tls.client_cert.san.dns": ["a"]}
error

== is_timed_hmac_valid_v0 of an error
expression
    is_timed_hmac_valid_v0("k", http.host, 1, 1)
fields
    {"http.host": "a..b", "http.request.headers": {"a": ["b"]}, "tls.client_cert.san.dns": ["a"]}
error

== has_key of an error
expression
    has_key(http.request.headers, http.host)
fields
    {"http.host": "a..b", "http.request.headers": {"a": ["b"]}, "tls.client_cert.san.dns": ["a"]}
error

== has_value of an error
expression
    has_value(tls.client_cert.san.dns, http.host)
fields
    {"http.host": "a..b", "http.request.headers": {"a": ["b"]}, "tls.client_cert.san.dns": ["a"]}
error

== an error beside a missing argument
expression
    substring(http.cookie, len(http.host)) ne "x"
fields
    {"http.host": "a..b"}
error

== results that do not fit are an error, not cut
expression
    len(regex_replace(regex_replace(regex_replace(http.user_agent, "^(.*)$", "${1}${1}${1}${1}${1}${1}${1}${1}"), "^(.*)$", "${1}${1}${1}${1}${1}${1}${1}${1}"), "^(.*)$", "${1}${1}${1}${1}${1}${1}${1}${1}")) ge 0
fields
    {"http.user_agent": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}
error
    function results exceed their limit

== and those that fit are whole
expression
    len(regex_replace(regex_replace(regex_replace(http.user_agent, "^(.*)$", "${1}${1}${1}${1}${1}${1}${1}${1}"), "^(.*)$", "${1}${1}${1}${1}${1}${1}${1}${1}"), "^(.*)$", "${1}${1}${1}${1}${1}${1}${1}${1}")) == 204800
fields
    {"http.user_agent": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}
true

== the options of a function are letters it knows
expression
    url_decode(http.request.uri.query, "rx") == "a"
fails
    expression:1:36: error[E0133]: 'x' is no option of url_decode()
        url_decode(http.request.uri.query, "rx") == "a"
        ~~~~~~~~~~                         ^^^^
        hint: url_decode(String[, literal options]) String

== letters it knows
expression
    url_decode(http.request.uri.query, "ru") == "a"
fields
    {"http.request.uri.query": "%u0061"}
true

== a separator that is empty
expression
    split(http.user_agent, "", 3)[0] == "a"
fails
    expression:1:24: error[E0134]: argument 2 of split() must not be empty
        split(http.user_agent, "", 3)[0] == "a"
        ~~~~~                  ^^
        hint: split(String, literal separator, literal limit) Array<String>

== a separator of one byte
expression
    split(http.user_agent, ",", 3)[0] == "a"
fields
    {"http.user_agent": "a,b"}
true

== a secret that is empty
expression
    is_timed_hmac_valid_v0("", http.request.uri, 60, http.request.timestamp.sec)
fails
    expression:1:24: error[E0134]: argument 1 of is_timed_hmac_valid_v0() must not be empty
        is_timed_hmac_valid_v0("", http.request.uri, 60, http.request.timestamp.sec)
        ~~~~~~~~~~~~~~~~~~~~~~ ^^
        hint: is_timed_hmac_valid_v0(literal key, String token, literal ttl, Int now[, literal separator length[, literal flags]]) Bool

== a dollar alone in a replacement
expression
    regex_replace(http.user_agent, "(a)", "$1") == "a"
fails
    expression:1:39: error[E0135]: a dollar in a replacement is neither $$ nor ${1} to ${8}
        regex_replace(http.user_agent, "(a)", "$1") == "a"
                                              ^^^^

== in braces it is a group
expression
    regex_replace(http.user_agent, "(a)", "${1}${1}") == "aa"
fields
    {"http.user_agent": "a"}
true

== the ninth group
expression
    regex_replace(http.user_agent, "(.)(.)(.)(.)(.)(.)(.)(.)(.)", "${9}") == "a"
fails
    expression:1:63: error[E0135]: a dollar in a replacement is neither $$ nor ${1} to ${8}
        regex_replace(http.user_agent, "(.)(.)(.)(.)(.)(.)(.)(.)(.)", "${9}") == "a"
                                                                      ^^^^^^

== a group that the pattern does not have
expression
    regex_replace(http.user_agent, "a(?:b)c", "${1}") == "a"
fails
    expression:1:43: error[E0136]: the replacement asks for ${1}, and the pattern has none
        regex_replace(http.user_agent, "a(?:b)c", "${1}") == "a"
                                                  ^^^^^^
        hint: groups are (...) of a regular expression, or the stars of a wildcard pattern

== a group that it has
expression
    regex_replace(http.user_agent, "a(b)c", "${1}") == "b"
fields
    {"http.user_agent": "abc"}
true

== a star that the pattern does not have
expression
    wildcard_replace(http.user_agent, "*-*", "${3}${2}") == "a"
fails
    expression:1:42: error[E0136]: the replacement asks for ${3}, and the pattern has 2
        wildcard_replace(http.user_agent, "*-*", "${3}${2}") == "a"
                                                 ^^^^^^^^^^
        hint: groups are (...) of a regular expression, or the stars of a wildcard pattern

== a wildcard pattern in a call is judged like any other
expression
    wildcard_replace(http.user_agent, "a**", "b") == "a"
fails
    expression:1:35: error[E0129]: '**' in a wildcard pattern
        wildcard_replace(http.user_agent, "a**", "b") == "a"
                                          ^^^^^
        hint: one * is any run of bytes

== a regular expression in a call goes through the same gate
expression
    regex_replace(http.user_agent, "(a+)+$", "b") == "a"
fails
    expression:1:32: error[E0510]: a repeat inside a repeat: 'a' over and over takes exponential time
        regex_replace(http.user_agent, "(a+)+$", "b") == "a"
                                       ^^^^^^^^
        hint: let every round of the outer repeat begin with something the inner one cannot match

== and may hold nothing that is refused there
expression
    regex_replace(http.user_agent, r"(a)\1", "b") == "a"
fails
    expression:1:37: error[E0502]: regular expressions here have no back-references
        regex_replace(http.user_agent, r"(a)\1", "b") == "a"
                                            ^^
        hint: write out what may repeat, or compare two fields with eq

== a pattern that is computed
expression
    regex_replace(http.user_agent, http.host, "b") == "a"
fails
    expression:1:32: error[E0118]: argument 2 of regex_replace() must be a literal
        regex_replace(http.user_agent, http.host, "b") == "a"
        ~~~~~~~~~~~~~                  ^^^^^^^^^
        hint: regex_replace(String, literal regex, literal replacement) String

== a limit out of bounds
expression
    split(http.user_agent, ",", 129)[0] == "a"
fails
    expression:1:29: error[E0120]: argument 3 of split() must be 1..128
        split(http.user_agent, ",", 129)[0] == "a"
        ~~~~~                       ^^^
        hint: split(String, literal separator, literal limit) Array<String>

== a position below the first
expression
    lookup_json_string(http.user_agent, -1) == "a"
fails
    expression:1:37: error[E0120]: argument 2 of lookup_json_string() must be 0..9223372036854775807
        lookup_json_string(http.user_agent, -1) == "a"
        ~~~~~~~~~~~~~~~~~~                  ^^
        hint: lookup_json_string(String, key...) String

== join takes strings
expression
    join(http.user_agent, ",") == "a"
fails
    expression:1:6: error[E0117]: argument 1 of join() must be Array<String>, not String
        join(http.user_agent, ",") == "a"
        ~~~~ ^^^^^^^^^^^^^^^
        hint: join(Array<String>, String separator) String

== join takes no elements of another type
expression
    join(tls.client_cert.san.ip, ",") == "a"
fails
    expression:1:6: error[E0117]: argument 1 of join() must be Array<String>, not Array<IP>
        join(tls.client_cert.san.ip, ",") == "a"
        ~~~~ ^^^^^^^^^^^^^^^^^^^^^^
        hint: join(Array<String>, String separator) String
