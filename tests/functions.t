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
