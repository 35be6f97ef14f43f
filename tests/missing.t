== String eq: a missing value makes it false
expression
    http.cookie eq "x"
false

== String ne: a missing value makes it false
expression
    http.cookie ne "x"
false

== String lt: a missing value makes it false
expression
    http.cookie lt "x"
false

== String le: a missing value makes it false
expression
    http.cookie le "x"
false

== String gt: a missing value makes it false
expression
    http.cookie gt ""
false

== String ge: a missing value makes it false
expression
    http.cookie ge ""
false

== String contains: a missing value makes it false
expression
    http.cookie contains ""
false

== String matches: a missing value makes it false
expression
    http.cookie matches ""
false

== String wildcard: a missing value makes it false
expression
    http.cookie wildcard "*"
false

== String strict wildcard: a missing value makes it false
expression
    http.cookie strict wildcard "*"
false

== String in: a missing value makes it false
expression
    http.cookie in {"x"}
false

== String not in: a missing value makes it false
expression
    http.cookie not in {"x"}
false

== Int: false, all of them
expression
    tls.client_cert.verify_depth eq 1 or tls.client_cert.verify_depth ne 1 or tls.client_cert.verify_depth lt 1 or tls.client_cert.verify_depth le 1 or tls.client_cert.verify_depth gt 1 or tls.client_cert.verify_depth ge 1 or tls.client_cert.verify_depth & 1 or tls.client_cert.verify_depth in {1} or tls.client_cert.verify_depth not in {1}
false

== IP: false, all of them
expression
    ip.src eq 192.0.2.1 or ip.src ne 192.0.2.1 or ip.src lt 192.0.2.1 or ip.src le 192.0.2.1 or ip.src gt 192.0.2.1 or ip.src ge 192.0.2.1 or ip.src in {192.0.2.1} or ip.src not in {192.0.2.1}
false

== not turns it round
expression
    not http.cookie ne "x" and not http.cookie eq "x"
true

== a missing Bool is false
expression
    ssl
false

== and its not is true
expression
    not ssl
true

== missing on the right
expression
    http.host == http.cookie or http.host ne http.cookie or http.host contains http.cookie
fields
    {"http.host": "www.example.com"}
false

== missing on both sides
expression
    http.cookie == http.user_agent
false

== an absent key
expression
    http.request.headers["x"][0] ne "a"
fields
    {"http.request.headers": {"accept": ["text/html", "text/plain"], "x-empty": [], "te": ["trailers"]}}
false

== an absent element
expression
    http.request.headers["accept"][2] ne "a"
fields
    {"http.request.headers": {"accept": ["text/html", "text/plain"], "x-empty": [], "te": ["trailers"]}}
false

== an element of an absent key
expression
    not http.request.headers["x"][0] == "a"
fields
    {"http.request.headers": {"accept": ["text/html", "text/plain"], "x-empty": [], "te": ["trailers"]}}
true

== [*] over a missing array is empty: any
expression
    any(tls.client_cert.san.dns[*] ne "a")
false

== [*] over a missing array is empty: all
expression
    all(tls.client_cert.san.dns[*] == "a")
true

== an absent inner element makes that comparison false
expression
    all(http.request.headers[*][0] ne "a")
fields
    {"http.request.headers": {"accept": ["text/html", "text/plain"], "x-empty": [], "te": ["trailers"]}}
false

== one of them is there
expression
    any(http.request.headers[*][1] == "text/plain")
fields
    {"http.request.headers": {"accept": ["text/html", "text/plain"], "x-empty": [], "te": ["trailers"]}}
true

== a function of a missing argument yields nothing
expression
    lower(http.cookie) ne "a" or len(http.cookie) ne 1
false

== a Bool function of a missing argument is false
expression
    starts_with(http.cookie, "") or has_key(http.request.headers, "a")
false

== concat takes a missing argument as empty
expression
    concat(http.host, http.cookie) == "www.example.com"
fields
    {"http.host": "www.example.com"}
true

== concat of missing arguments alone is missing
expression
    concat(http.cookie, http.user_agent) ne "a"
false

== a computed empty right side is contained in nothing
expression
    http.host contains http.user_agent or starts_with(http.host, http.user_agent) or ends_with(http.host, http.user_agent)
fields
    {"http.host": "www.example.com", "http.user_agent": ""}
false

== a written one is in everything
expression
    http.host contains "" and starts_with(http.host, "") and ends_with(http.host, "")
fields
    {"http.host": "www.example.com"}
true

== a missing argument beside [*] leaves no array
expression
    any(starts_with(tls.client_cert.san.dns[*], http.cookie)) or all(starts_with(tls.client_cert.san.dns[*], http.cookie))
fields
    {"tls.client_cert.san.dns": ["a.example", "b.example", "c.test"]}
false

== null in JSON is missing
expression
    http.cookie ne "x"
fields
    {"http.cookie": null}
false
