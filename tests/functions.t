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
