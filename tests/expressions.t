== eq
expression
    http.host eq "www.example.com" and http.host == "www.example.com"
fields
    {"http.host": "www.example.com"}
true

== eq: not
expression
    http.host eq "WWW.example.com"
fields
    {"http.host": "www.example.com"}
false

== ne
expression
    http.host ne "www" and http.host != "www"
fields
    {"http.host": "www.example.com"}
true

== ne: not
expression
    http.host ne "www.example.com"
fields
    {"http.host": "www.example.com"}
false

== lt, bytewise
expression
    http.host lt "x" and http.host < "www.example.com."
fields
    {"http.host": "www.example.com"}
true

== lt, bytewise: not
expression
    http.host lt "WWW"
fields
    {"http.host": "www.example.com"}
false

== le
expression
    http.host le "www.example.com" and http.host <= "x"
fields
    {"http.host": "www.example.com"}
true

== le: not
expression
    http.host le "ww"
fields
    {"http.host": "www.example.com"}
false

== gt, capitals come first
expression
    http.host gt "WWW" and http.host > ""
fields
    {"http.host": "www.example.com"}
true

== gt, capitals come first: not
expression
    http.host gt "www.example.com"
fields
    {"http.host": "www.example.com"}
false

== ge
expression
    http.host ge "www.example.com" and http.host >= "a"
fields
    {"http.host": "www.example.com"}
true

== ge: not
expression
    http.host ge "x"
fields
    {"http.host": "www.example.com"}
false

== contains
expression
    http.host contains "example" and http.host contains ""
fields
    {"http.host": "www.example.com"}
true

== contains: not
expression
    http.host contains "Example"
fields
    {"http.host": "www.example.com"}
false

== matches, unanchored
expression
    http.host matches "ex[a-z]+" and http.host ~ "^www"
fields
    {"http.host": "www.example.com"}
true

== matches, unanchored: not
expression
    http.host matches "^example"
fields
    {"http.host": "www.example.com"}
false

== matches takes \" and brackets
expression
    http.user_agent matches "a\"[\"]b"
fields
    {"http.user_agent": "a\"\"b"}
true

== matches takes \" and brackets: not
expression
    http.user_agent matches "^\"$"
fields
    {"http.user_agent": "a\"\"b"}
false

== wildcard, the whole value in any case
expression
    http.host wildcard "WWW.*.com" and http.host wildcard "*"
fields
    {"http.host": "www.example.com"}
true

== wildcard, the whole value in any case: not
expression
    http.host wildcard "example"
fields
    {"http.host": "www.example.com"}
false

== strict wildcard, in this case
expression
    http.host strict wildcard "www.*"
fields
    {"http.host": "www.example.com"}
true

== strict wildcard, in this case: not
expression
    http.host strict wildcard "WWW.*"
fields
    {"http.host": "www.example.com"}
false

== a star of its own
expression
    http.user_agent wildcard r"a\*b" and http.user_agent wildcard "a\\*b"
fields
    {"http.user_agent": "A*b"}
true

== a star of its own: not
expression
    http.user_agent wildcard r"a\*c"
fields
    {"http.user_agent": "A*b"}
false

== in
expression
    http.host in {"a" "www.example.com"} and http.host in <"a", "www.example.com">
fields
    {"http.host": "www.example.com"}
true

== in: not
expression
    http.host in {"a" "b"}
fields
    {"http.host": "www.example.com"}
false

== not in
expression
    http.host not in {"a"} and not http.host in {"a"}
fields
    {"http.host": "www.example.com"}
true

== not in: not
expression
    http.host not in {"www.example.com"}
fields
    {"http.host": "www.example.com"}
false

== nothing is in an empty set
expression
    http.host not in {}
fields
    {"http.host": "www.example.com"}
true

== nothing is in an empty set: not
expression
    http.host in {}
fields
    {"http.host": "www.example.com"}
false

== strings as bytes
expression
    http.user_agent == 61:62:00 and http.user_agent in {61-62-00}
fields
    {"http.user_agent": {"hex": "616200"}}
true

== strings as bytes: not
expression
    http.user_agent == 61:62
fields
    {"http.user_agent": {"hex": "616200"}}
false

== a name that is bytes
expression
    http.user_agent == ab.cd
fields
    {"http.user_agent": {"hex": "abcd"}}
true

== a name that is bytes: not
expression
    http.user_agent == ab.ce
fields
    {"http.user_agent": {"hex": "abcd"}}
false

== escapes
expression
    http.user_agent == "a\x00\"\\\101"
fields
    {"http.user_agent": {"hex": "6100225c41"}}
true

== escapes: not
expression
    http.user_agent == r"a\x00"
fields
    {"http.user_agent": {"hex": "6100225c41"}}
false

== raw strings
expression
    http.user_agent == r#"a"\b"#
fields
    {"http.user_agent": "a\"\\b"}
true

== raw strings: not
expression
    http.user_agent == r"a"
fields
    {"http.user_agent": "a\"\\b"}
false

== Int: eq ne lt le gt ge
expression
    http.request.timestamp.sec eq 8443 and http.request.timestamp.sec ne 0 and http.request.timestamp.sec lt 8444 and http.request.timestamp.sec le 8443 and http.request.timestamp.sec gt 8442 and http.request.timestamp.sec ge 8443
fields
    {"http.request.timestamp.sec": 8443}
true

== Int: eq ne lt le gt ge: not
expression
    http.request.timestamp.sec eq 0 or http.request.timestamp.sec ne 8443 or http.request.timestamp.sec lt 8443 or http.request.timestamp.sec le 8442 or http.request.timestamp.sec gt 8443 or http.request.timestamp.sec ge 8444
fields
    {"http.request.timestamp.sec": 8443}
false

== Int: hexadecimal and octal
expression
    http.request.timestamp.sec == 0x20fb and http.request.timestamp.sec == 020373
fields
    {"http.request.timestamp.sec": 8443}
true

== Int: hexadecimal and octal: not
expression
    http.request.timestamp.sec == 0x20fa or http.request.timestamp.sec == -8443
fields
    {"http.request.timestamp.sec": 8443}
false

== Int: sets and ranges
expression
    http.request.timestamp.sec in {80 443 8000..9000} and http.request.timestamp.sec in {80, 443, 8443}
fields
    {"http.request.timestamp.sec": 8443}
true

== Int: sets and ranges: not
expression
    http.request.timestamp.sec in {80 443 8000..8442 8444..9000}
fields
    {"http.request.timestamp.sec": 8443}
false

== Int: not in
expression
    http.request.timestamp.sec not in {80}
fields
    {"http.request.timestamp.sec": 8443}
true

== Int: not in: not
expression
    http.request.timestamp.sec not in {8000..9000}
fields
    {"http.request.timestamp.sec": 8443}
false

== Int: a mask
expression
    http.request.timestamp.sec & 1 and http.request.timestamp.sec bitwise_and 0x8
fields
    {"http.request.timestamp.sec": 8443}
true

== Int: a mask: not
expression
    http.request.timestamp.sec & 4
fields
    {"http.request.timestamp.sec": 8443}
false

== Int: times
expression
    http.request.timestamp.sec lt 2026-12-01T00:00:00Z and http.request.timestamp.sec in {1970-01-01T00:00:00Z..1970-01-02T00:00:00Z}
fields
    {"http.request.timestamp.sec": 8443}
true

== Int: times: not
expression
    http.request.timestamp.sec ge 1970-01-01T02:20:44Z
fields
    {"http.request.timestamp.sec": 8443}
false

== Int: durations
expression
    http.request.timestamp.sec gt 90s and http.request.timestamp.sec gt 15m and http.request.timestamp.sec gt 2h and http.request.timestamp.sec lt 30d
fields
    {"http.request.timestamp.sec": 8443}
true

== Int: durations: not
expression
    http.request.timestamp.sec gt 3h
fields
    {"http.request.timestamp.sec": 8443}
false

== IP: eq ne lt le gt ge
expression
    ip.src eq 192.0.2.77 and ip.src ne 192.0.2.78 and ip.src lt 192.0.2.78 and ip.src le 192.0.2.77 and ip.src gt 9.0.0.0 and ip.src ge 192.0.2.77
fields
    {"ip.src": "192.0.2.77"}
true

== IP: eq ne lt le gt ge: not
expression
    ip.src eq 192.0.2.7 or ip.src ne 192.0.2.77 or ip.src lt 192.0.2.77 or ip.src le 192.0.2.76 or ip.src gt 192.0.2.77 or ip.src ge 192.0.2.78
fields
    {"ip.src": "192.0.2.77"}
false

== IP: networks and ranges
expression
    ip.src in {10.0.0.0/8 192.0.2.0/24} and ip.src in {192.0.2.70..192.0.2.79}
fields
    {"ip.src": "192.0.2.77"}
true

== IP: networks and ranges: not
expression
    ip.src in {192.0.2.0/26 192.0.2.78..192.0.3.0}
fields
    {"ip.src": "192.0.2.77"}
false

== IP: not in
expression
    ip.src not in {10.0.0.0/8}
fields
    {"ip.src": "192.0.2.77"}
true

== IP: not in: not
expression
    ip.src not in {192.0.2.0/24}
fields
    {"ip.src": "192.0.2.77"}
false

== IP: the families never meet
expression
    ip.src ne ::ffff:192.0.2.77 and ip.src not in {::/0}
fields
    {"ip.src": "192.0.2.77"}
true

== IP: the families never meet: not
expression
    ip.src == ::ffff:192.0.2.77 or ip.src in {::/0} or ip.src lt :: or ip.src gt :: or ip.src le ffff:: or ip.src ge ::
fields
    {"ip.src": "192.0.2.77"}
false

== IP: a mapped address is IPv6
expression
    ip.src in {::/0} and ip.src == ::ffff:192.0.2.77
fields
    {"ip.src": "::ffff:192.0.2.77"}
true

== IP: a mapped address is IPv6: not
expression
    ip.src in {0.0.0.0/0} or ip.src == 192.0.2.77
fields
    {"ip.src": "::ffff:192.0.2.77"}
false

== Bool
expression
    ssl and not tls.resumed and !tls.resumed
fields
    {"ssl": true, "tls.resumed": false}
true

== Bool: not
expression
    tls.resumed or not ssl
fields
    {"ssl": true, "tls.resumed": false}
false

== constants
expression
    true
true

== constants: not
expression
    false
false

== and before xor before or
expression
    true or true xor true and false
true

== and before xor before or: not
expression
    (true or true) and false
false

== not binds closest
expression
    not false and true
true

== not binds closest: not
expression
    not (false or true)
false

== signs of the connectives
expression
    !false && (true ^^ false) || false
true

== signs of the connectives: not
expression
    true && false || false ^^ false
false

== a value on the right
expression
    http.host == hostname and http.host contains http.user_agent
fields
    {"http.host": "www.example.com", "http.user_agent": "example"}
true

== a value on the right: not
expression
    http.host == http.user_agent
fields
    {"http.host": "www.example.com", "http.user_agent": "example"}
false

== an element
expression
    tls.client_cert.san.dns[1] == "b.example"
fields
    {"tls.client_cert.san.dns": ["a.example", "b.example", "c.test"]}
true

== an element: not
expression
    tls.client_cert.san.dns[0] == "b.example"
fields
    {"tls.client_cert.san.dns": ["a.example", "b.example", "c.test"]}
false

== any and all
expression
    any(tls.client_cert.san.dns[*] == "a.example") and all(tls.client_cert.san.dns[*] contains ".")
fields
    {"tls.client_cert.san.dns": ["a.example", "b.example", "c.test"]}
true

== any and all: not
expression
    any(tls.client_cert.san.dns[*] == "d.example") or all(tls.client_cert.san.dns[*] contains "example")
fields
    {"tls.client_cert.san.dns": ["a.example", "b.example", "c.test"]}
false

== any with or inside
expression
    any(tls.client_cert.san.dns[*] == "x" or tls.client_cert.san.dns[*] == "c.test")
fields
    {"tls.client_cert.san.dns": ["a.example", "b.example", "c.test"]}
true

== any with or inside: not
expression
    any(tls.client_cert.san.dns[*] == "x" or tls.client_cert.san.dns[*] == "y")
fields
    {"tls.client_cert.san.dns": ["a.example", "b.example", "c.test"]}
false

== element by element
expression
    any(tls.client_cert.san.dns[*] contains "example" and tls.client_cert.san.dns[*] contains "b")
fields
    {"tls.client_cert.san.dns": ["a.example", "b.example", "c.test"]}
true

== element by element: not
expression
    any(tls.client_cert.san.dns[*] == "a.example" and tls.client_cert.san.dns[*] == "b.example")
fields
    {"tls.client_cert.san.dns": ["a.example", "b.example", "c.test"]}
false

== not, element by element
expression
    any(not tls.client_cert.san.dns[*] contains "example")
fields
    {"tls.client_cert.san.dns": ["a.example", "b.example", "c.test"]}
true

== not, element by element: not
expression
    all(not tls.client_cert.san.dns[*] contains "example")
fields
    {"tls.client_cert.san.dns": ["a.example", "b.example", "c.test"]}
false

== sets, patterns and values under any
expression
    any(tls.client_cert.san.dns[*] in {"c.test"}) and any(tls.client_cert.san.dns[*] matches "^c") and any(tls.client_cert.san.dns[*] wildcard "c.*")
fields
    {"tls.client_cert.san.dns": ["a.example", "b.example", "c.test"]}
true

== sets, patterns and values under any: not
expression
    any(tls.client_cert.san.dns[*] in {"x"}) or any(tls.client_cert.san.dns[*] matches "^x") or any(tls.client_cert.san.dns[*] wildcard "x*")
fields
    {"tls.client_cert.san.dns": ["a.example", "b.example", "c.test"]}
false

== a key and a position
expression
    http.request.headers["accept"][1] == "text/plain"
fields
    {"http.request.headers": {"accept": ["text/html", "text/plain"], "x-empty": [], "te": ["trailers"]}}
true

== a key and a position: not
expression
    http.request.headers["accept"][0] == "text/plain"
fields
    {"http.request.headers": {"accept": ["text/html", "text/plain"], "x-empty": [], "te": ["trailers"]}}
false

== [*] over a map and its arrays
expression
    any(http.request.headers[*][*] == "trailers")
fields
    {"http.request.headers": {"accept": ["text/html", "text/plain"], "x-empty": [], "te": ["trailers"]}}
true

== [*] over a map and its arrays: not
expression
    any(http.request.headers[*][*] == "absent")
fields
    {"http.request.headers": {"accept": ["text/html", "text/plain"], "x-empty": [], "te": ["trailers"]}}
false

== the first of each
expression
    any(http.request.headers[*][0] == "trailers") and any(http.request.headers["accept"][*] contains "html")
fields
    {"http.request.headers": {"accept": ["text/html", "text/plain"], "x-empty": [], "te": ["trailers"]}}
true

== the first of each: not
expression
    all(http.request.headers[*][0] contains "t")
fields
    {"http.request.headers": {"accept": ["text/html", "text/plain"], "x-empty": [], "te": ["trailers"]}}
false

== the shorter ends it
expression
    len(http.request.headers["accept"][*] == "a" and http.request.headers["te"][*] == "b") == 1
fields
    {"http.request.headers": {"accept": ["text/html", "text/plain"], "x-empty": [], "te": ["trailers"]}}
true

== the shorter ends it: not
expression
    all(http.request.headers["accept"][*] == "x" or http.request.headers["te"][*] == "x")
fields
    {"http.request.headers": {"accept": ["text/html", "text/plain"], "x-empty": [], "te": ["trailers"]}}
false

== nothing: any is false, all is true
expression
    all(http.request.headers["x-empty"][*] == "x")
fields
    {"http.request.headers": {"accept": ["text/html", "text/plain"], "x-empty": [], "te": ["trailers"]}}
true

== nothing: any is false, all is true: not
expression
    any(http.request.headers["x-empty"][*] == "x")
fields
    {"http.request.headers": {"accept": ["text/html", "text/plain"], "x-empty": [], "te": ["trailers"]}}
false

== comments and tabs
expression
    http.host # the host
    	== "www.example.com"
fields
    {"http.host": "www.example.com"}
true

== comments and tabs: not
expression
    # nothing
    http.host == "a"
fields
    {"http.host": "www.example.com"}
false

# values on the right of a comparison

== a value on the right: each operator that takes one
expression
    http.host eq hostname and http.host == tls.sni and http.host le tls.sni and http.host ge tls.sni and
    not http.host ne tls.sni and not http.host lt tls.sni and not http.host gt tls.sni and http.host contains tls.sni
fields
    {"http.host": "a.example", "tls.sni": "a.example"}
true

== a value on the right: each of them the other way
expression
    http.host == tls.sni or http.host ge tls.sni or http.host gt tls.sni or http.host contains tls.sni
fields
    {"http.host": "a.example", "tls.sni": "b.example"}
false

== a value on the right: Int and IP
expression
    tls.client_cert.verify_depth lt http.request.timestamp.sec and ip.src == cidr(ip.src, 32, 128) and ip.src ge cidr(ip.src, 24, 64)
fields
    {"tls.client_cert.verify_depth": 1, "http.request.timestamp.sec": 2, "ip.src": "192.0.2.77"}
true

== a value on the right: a call, an element, a key
expression
    http.host == lower(http.user_agent) and http.host == tls.client_cert.san.dns[1] and http.host == http.request.headers["x-host"][0]
fields
    {"http.host": "a.example", "http.user_agent": "A.Example", "tls.client_cert.san.dns": ["b.example", "a.example"], "http.request.headers": {"x-host": ["a.example"]}}
true

== a value on the right: under any it is the same for each element
expression
    any(tls.client_cert.san.dns[*] == http.host) and not all(tls.client_cert.san.dns[*] == http.host)
fields
    {"http.host": "a.example", "tls.client_cert.san.dns": ["b.example", "a.example"]}
true

== a value on the right: in error, however few elements there are
expression
    any(tls.client_cert.san.dns[*] == http.host)
fields
    {"http.host": "a..b", "tls.client_cert.san.dns": []}
error

== a value on the right: missing, for each element
expression
    any(tls.client_cert.san.dns[*] ne http.cookie)
fields
    {"tls.client_cert.san.dns": ["a"]}
false

== a value on the right: two families never meet
expression
    ip.src lt cidr6(ip.src, 1) or ip.src gt cidr6(ip.src, 1)
fields
    {"ip.src": "192.0.2.1"}
false

# arrays, maps, and what nests in them

== [*] depth first: arrays of a map one after the other
expression
    concat(http.request.headers["a"], http.request.headers["b"])[2] == "3" and len(lower(http.request.headers[*][*])) == 3
fields
    {"http.request.headers": {"a": ["1", "2"], "b": ["3"]}}
true

== [*] depth first: the third of them all
expression
    lower(http.request.headers[*][*])[2] == "x" and lower(http.request.headers[*][*])[0] == "y"
fields
    {"http.request.headers": {"a": ["Y", "2"], "b": ["X"]}}
true

== [*] depth first: not the second of the second
expression
    lower(http.request.headers[*][*])[1] == "x"
fields
    {"http.request.headers": {"a": ["Y", "2"], "b": ["X"]}}
false

== [*] of a map, and a position in each
expression
    any(http.request.headers[*][1] == "2") and not all(http.request.headers[*][1] == "2")
fields
    {"http.request.headers": {"a": ["1", "2"], "b": ["3"]}}
true

== [*] of an empty map
expression
    any(http.request.headers[*][*] ne "x") or not all(http.request.headers[*][*] == "x")
fields
    {"http.request.headers": {}}
false

== [*] over an empty array inside is no element
expression
    all(http.request.headers[*][*] == "1") and len(lower(http.request.headers[*][*])) == 1
fields
    {"http.request.headers": {"a": [], "b": ["1"]}}
true

== a call over [*] is an Array, to be indexed again
expression
    any(split(http.request.headers["a"][*], ",", 9)[*][*] == "4") and split(http.request.headers["a"][*], ",", 9)[1][0] == "3"
fields
    {"http.request.headers": {"a": ["1,2", "3,4"]}}
true

== a call over [*]: past its end
expression
    split(http.request.headers["a"][*], ",", 9)[2][0] ne "3" or split(http.request.headers["a"][*], ",", 9)[0][2] ne "3"
fields
    {"http.request.headers": {"a": ["1,2", "3,4"]}}
false

== a call over [*] in a call over [*]
expression
    any(upper(substring(http.request.headers["a"][*], 1)[*])[*] == "BC")
fields
    {"http.request.headers": {"a": ["x", "abc"]}}
true

== elements for which a function yields nothing are dropped
expression
    len(decode_base64(http.request.headers["a"][*])) == 2 and decode_base64(http.request.headers["a"][*])[1] == "b"
fields
    {"http.request.headers": {"a": ["YQ", "%", "Yg=="]}}
true

== all of them dropped leaves an empty Array
expression
    len(decode_base64(http.request.headers["a"][*])) == 0 and all(decode_base64(http.request.headers["a"][*])[*] == "x")
fields
    {"http.request.headers": {"a": ["%", "%%"]}}
true

== a call over [*] of a missing array is an empty Array
expression
    len(lower(http.request.headers["absent"][*])) == 0
fields
    {"http.request.headers": {"a": ["x"]}}
true

== an array given whole to a function
expression
    len(http.request.headers["a"]) == 3 and has_value(http.request.headers["a"], "2") and len(http.request.headers) == 1
fields
    {"http.request.headers": {"a": ["1", "2", "3"]}}
true

# logic, element by element

== and, or, xor and not, element by element
expression
    any(http.request.headers["a"][*] == "1" and http.request.headers["b"][*] == "x") and
    all(http.request.headers["a"][*] == "1" or http.request.headers["b"][*] == "y") and
    all(http.request.headers["a"][*] == "1" xor http.request.headers["b"][*] == "y") and
    any(not http.request.headers["a"][*] == "1")
fields
    {"http.request.headers": {"a": ["1", "2"], "b": ["x", "y"]}}
true

== and, or, xor, element by element: the other way
expression
    any(http.request.headers["a"][*] == "1" and http.request.headers["b"][*] == "y") or
    all(http.request.headers["a"][*] == "1" or http.request.headers["b"][*] == "x") or
    any(http.request.headers["a"][*] == "1" xor http.request.headers["b"][*] == "x") or
    all(not http.request.headers["a"][*] == "2")
fields
    {"http.request.headers": {"a": ["1", "2"], "b": ["x", "y"]}}
false

== the shorter of three ends it
expression
    len(http.request.headers["a"][*] == "1" or http.request.headers["b"][*] == "1" or http.request.headers["c"][*] == "1") == 1
fields
    {"http.request.headers": {"a": ["1", "1", "1"], "b": ["1", "1"], "c": ["1"]}}
true

== beside a missing array there is nothing: any is false, all is true
expression
    any(http.request.headers["a"][*] == "1" or http.request.headers["absent"][*] == "1") or
    not all(http.request.headers["a"][*] == "2" or http.request.headers["absent"][*] == "2")
fields
    {"http.request.headers": {"a": ["1"]}}
false

== three deep in parentheses, element by element
expression
    any((http.request.headers["a"][*] == "1" or http.request.headers["a"][*] == "2") and not (http.request.headers["b"][*] == "x"))
fields
    {"http.request.headers": {"a": ["1", "2"], "b": ["x", "y"]}}
true

== an element absent under an inner index makes that comparison false
expression
    any(http.request.headers[*][1] ne "1" xor http.request.headers[*][0] == "1")
fields
    {"http.request.headers": {"a": ["2"], "b": ["3"]}}
false

== an Array<Bool> of a function beside one of a comparison
expression
    any(starts_with(http.request.headers["a"][*], "1") and http.request.headers["b"][*] == "y")
fields
    {"http.request.headers": {"a": ["0", "12"], "b": ["x", "y"]}}
true

== an error in one element decides where nothing else does
expression
    any(lower(http.request.headers["a"][*])[*] == "x" or http.request.headers["b"][*] == tls.sni)
fields
    {"http.request.headers": {"a": ["1"], "b": ["1"]}, "tls.sni": {"error": "a broken field"}}
error
