== fields of the body and of the network, set by hand and read back
expression
    any(http.request.body.multipart.names[*][0] == "nobody") or ssl
fields
    {"ssl": true,
     "http.request.body.multipart": {"k": ["v1"]},
     "http.request.body.multipart.names": [["v2"], ["w"]],
     "http.request.body.multipart.values": ["v3", "w"],
     "http.request.body.multipart.content_types": [["v4"], ["w"]],
     "http.request.body.multipart.content_dispositions": [["v5"], ["w"]],
     "http.request.body.multipart.content_transfer_encodings": [["v6"], ["w"]],
     "http.request.body.multipart.filenames": [["v7"], ["w"]],
     "raw.http.request.headers": {"k": ["v8"]},
     "raw.http.request.headers.names": ["v9", "w"],
     "raw.http.request.headers.values": ["v10", "w"],
     "cf.bot_management.signed_agent": true,
     "cf.edge.client_tcp": true,
     "cf.llm.prompt.detected": true,
     "cf.llm.prompt.injection_score": 114,
     "cf.llm.prompt.pii_detected": true,
     "cf.llm.prompt.pii_categories": ["v16", "w"],
     "cf.llm.prompt.token_count": 117,
     "cf.llm.prompt.unsafe_topic_detected": true,
     "cf.llm.prompt.unsafe_topic_categories": ["v19", "w"],
     "cf.llm.prompt.custom_topic_categories": {"k": 120},
     "cf.schema_validation.learned.violated": true,
     "cf.schema_validation.uploaded.violated": true,
     "cf.timings.client_quic_rtt_msec": 123,
     "cf.timings.client_tcp_rtt_msec": 124,
     "cf.timings.edge_msec": 125,
     "cf.timings.origin_ttfb_msec": 126,
     "cf.timings.worker_msec": 127,
     "cf.waf.auth_detected": true,
     "cf.waf.content_scan.has_failed": true,
     "cf.waf.content_scan.num_obj": 130,
     "cf.waf.content_scan.obj_sizes": [131],
     "cf.waf.content_scan.obj_types": ["v32", "w"],
     "cf.waf.content_scan.obj_results": ["v33", "w"],
     "cf.waf.credential_check.username_leaked": true,
     "cf.waf.credential_check.username_password_similar": true,
     "http.request.jwt.claims.aud": {"k": ["v36"]},
     "http.request.jwt.claims.aud.names": ["v37", "w"],
     "http.request.jwt.claims.aud.values": ["v38", "w"],
     "http.request.jwt.claims.iat.sec": {"k": [139]},
     "http.request.jwt.claims.iat.sec.names": ["v40", "w"],
     "http.request.jwt.claims.iat.sec.values": [141],
     "http.request.jwt.claims.iss": {"k": ["v42"]},
     "http.request.jwt.claims.iss.names": ["v43", "w"],
     "http.request.jwt.claims.iss.values": ["v44", "w"],
     "http.request.jwt.claims.jti": {"k": ["v45"]},
     "http.request.jwt.claims.jti.names": ["v46", "w"],
     "http.request.jwt.claims.jti.values": ["v47", "w"],
     "http.request.jwt.claims.nbf.sec": {"k": [148]},
     "http.request.jwt.claims.nbf.sec.names": ["v49", "w"],
     "http.request.jwt.claims.nbf.sec.values": [150],
     "http.request.jwt.claims.sub": {"k": ["v51"]},
     "http.request.jwt.claims.sub.names": ["v52", "w"],
     "http.request.jwt.claims.sub.values": ["v53", "w"]}
show
    http.request.body.multipart
    http.request.body.multipart.names
    http.request.body.multipart.values
    http.request.body.multipart.content_types
    http.request.body.multipart.content_dispositions
    http.request.body.multipart.content_transfer_encodings
    http.request.body.multipart.filenames
    raw.http.request.headers
    raw.http.request.headers.names
    raw.http.request.headers.values
    cf.bot_management.signed_agent
    cf.edge.client_tcp
    cf.llm.prompt.detected
    cf.llm.prompt.injection_score
    cf.llm.prompt.pii_detected
    cf.llm.prompt.pii_categories
    cf.llm.prompt.token_count
    cf.llm.prompt.unsafe_topic_detected
    cf.llm.prompt.unsafe_topic_categories
    cf.llm.prompt.custom_topic_categories
    cf.schema_validation.learned.violated
    cf.schema_validation.uploaded.violated
    cf.timings.client_quic_rtt_msec
    cf.timings.client_tcp_rtt_msec
    cf.timings.edge_msec
    cf.timings.origin_ttfb_msec
    cf.timings.worker_msec
    cf.waf.auth_detected
    cf.waf.content_scan.has_failed
    cf.waf.content_scan.num_obj
    cf.waf.content_scan.obj_sizes
    cf.waf.content_scan.obj_types
    cf.waf.content_scan.obj_results
    cf.waf.credential_check.username_leaked
    cf.waf.credential_check.username_password_similar
    http.request.jwt.claims.aud
    http.request.jwt.claims.aud.names
    http.request.jwt.claims.aud.values
    http.request.jwt.claims.iat.sec
    http.request.jwt.claims.iat.sec.names
    http.request.jwt.claims.iat.sec.values
    http.request.jwt.claims.iss
    http.request.jwt.claims.iss.names
    http.request.jwt.claims.iss.values
    http.request.jwt.claims.jti
    http.request.jwt.claims.jti.names
    http.request.jwt.claims.jti.values
    http.request.jwt.claims.nbf.sec
    http.request.jwt.claims.nbf.sec.names
    http.request.jwt.claims.nbf.sec.values
    http.request.jwt.claims.sub
    http.request.jwt.claims.sub.names
    http.request.jwt.claims.sub.values
prints
    http.request.body.multipart = {"k": ["v1"]}
    http.request.body.multipart.names = [["v2"], ["w"]]
    http.request.body.multipart.values = ["v3", "w"]
    http.request.body.multipart.content_types = [["v4"], ["w"]]
    http.request.body.multipart.content_dispositions = [["v5"], ["w"]]
    http.request.body.multipart.content_transfer_encodings = [["v6"], ["w"]]
    http.request.body.multipart.filenames = [["v7"], ["w"]]
    raw.http.request.headers = {"k": ["v8"]}
    raw.http.request.headers.names = ["v9", "w"]
    raw.http.request.headers.values = ["v10", "w"]
    cf.bot_management.signed_agent = true
    cf.edge.client_tcp = true
    cf.llm.prompt.detected = true
    cf.llm.prompt.injection_score = 114
    cf.llm.prompt.pii_detected = true
    cf.llm.prompt.pii_categories = ["v16", "w"]
    cf.llm.prompt.token_count = 117
    cf.llm.prompt.unsafe_topic_detected = true
    cf.llm.prompt.unsafe_topic_categories = ["v19", "w"]
    cf.llm.prompt.custom_topic_categories = {"k": 120}
    cf.schema_validation.learned.violated = true
    cf.schema_validation.uploaded.violated = true
    cf.timings.client_quic_rtt_msec = 123
    cf.timings.client_tcp_rtt_msec = 124
    cf.timings.edge_msec = 125
    cf.timings.origin_ttfb_msec = 126
    cf.timings.worker_msec = 127
    cf.waf.auth_detected = true
    cf.waf.content_scan.has_failed = true
    cf.waf.content_scan.num_obj = 130
    cf.waf.content_scan.obj_sizes = [131]
    cf.waf.content_scan.obj_types = ["v32", "w"]
    cf.waf.content_scan.obj_results = ["v33", "w"]
    cf.waf.credential_check.username_leaked = true
    cf.waf.credential_check.username_password_similar = true
    http.request.jwt.claims.aud = {"k": ["v36"]}
    http.request.jwt.claims.aud.names = ["v37", "w"]
    http.request.jwt.claims.aud.values = ["v38", "w"]
    http.request.jwt.claims.iat.sec = {"k": [139]}
    http.request.jwt.claims.iat.sec.names = ["v40", "w"]
    http.request.jwt.claims.iat.sec.values = [141]
    http.request.jwt.claims.iss = {"k": ["v42"]}
    http.request.jwt.claims.iss.names = ["v43", "w"]
    http.request.jwt.claims.iss.values = ["v44", "w"]
    http.request.jwt.claims.jti = {"k": ["v45"]}
    http.request.jwt.claims.jti.names = ["v46", "w"]
    http.request.jwt.claims.jti.values = ["v47", "w"]
    http.request.jwt.claims.nbf.sec = {"k": [148]}
    http.request.jwt.claims.nbf.sec.names = ["v49", "w"]
    http.request.jwt.claims.nbf.sec.values = [150]
    http.request.jwt.claims.sub = {"k": ["v51"]}
    http.request.jwt.claims.sub.names = ["v52", "w"]
    http.request.jwt.claims.sub.values = ["v53", "w"]
true

== the older names of where a client is are other names of one field
expression
    ip.geoip.country == "GB" and ip.src.country == "GB" and ip.geoip.asnum == 64496
fields
    {"ip.geoip.country": "GB", "ip.src.asnum": 64496, "cf.tls_client_ciphers_sha1": "x"}
show
    ip.src.country
    ip.geoip.asnum
    cf.tls_ciphers_sha1
prints
    ip.src.country = "GB"
    ip.geoip.asnum = 64496
    cf.tls_ciphers_sha1 = "x"
true

== what nobody set is missing: neither equal nor not equal
expression
    cf.bot_management.score lt 30 or cf.bot_management.score ge 30 or cf.threat_score ne 0
false

== header names are folded, and the fields that follow from headers come with them
expression
    http.user_agent == "curl" and any(http.request.headers["x-tenant"][*] == "acme") and any(raw.http.request.headers.names[*] == "x-tenant") and any(http.request.cookies["a"][*] == "1")
fields
    {"http.request.headers": {"User-Agent": ["curl"], "X-Tenant": ["acme"], "Cookie": ["a=1; b=2"]}}
true

== a host among headers set by hand does not name the host asked for
expression
    hostname == "a.example"
fields
    {"http.request.headers": {"Host": ["a.example"]}}
false

== a target without a query is its path
expression
    http.request.uri == "/a"
fields
    {"http.request.uri.path": "/a"}
true
