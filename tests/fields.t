== every field can be set by hand, and is read back
expression
    ssl
fields
    {"cf.tls_client_auth.cert_presented": true,
     "cf.tls_client_auth.cert_verified": true,
     "cf.tls_client_auth.cert_revoked": true,
     "cf.tls_client_auth.cert_issuer_dn": "v3",
     "cf.tls_client_auth.cert_subject_dn": "v4",
     "cf.tls_client_auth.cert_issuer_dn_rfc2253": "v5",
     "cf.tls_client_auth.cert_subject_dn_rfc2253": "v6",
     "cf.tls_client_auth.cert_issuer_dn_legacy": "v7",
     "cf.tls_client_auth.cert_subject_dn_legacy": "v8",
     "cf.tls_client_auth.cert_serial": "v9",
     "cf.tls_client_auth.cert_issuer_serial": "v10",
     "cf.tls_client_auth.cert_issuer_ski": "v11",
     "cf.tls_client_auth.cert_fingerprint_sha256": "v12",
     "cf.tls_client_auth.cert_fingerprint_sha1": "v13",
     "cf.tls_client_auth.cert_not_before": "v14",
     "cf.tls_client_auth.cert_not_after": "v15",
     "cf.tls_client_auth.cert_ski": "v16",
     "cf.tls_client_auth.cert_rfc9440": "v17",
     "cf.tls_client_auth.cert_rfc9440_too_large": true,
     "cf.tls_client_auth.cert_chain_rfc9440": "v19",
     "cf.tls_client_auth.cert_chain_rfc9440_too_large": true,
     "tls.client_cert.verify_result": "v21",
     "tls.client_cert.verify_reason": "v22",
     "tls.client_cert.verify_code": 123,
     "tls.client_cert.verify_depth": 124,
     "tls.client_cert.verify_errors": ["v25", "w"],
     "tls.client_cert.revocation_status": "v26",
     "tls.client_cert.revocation_reason": "v27",
     "tls.client_cert.revocation_time": 128,
     "tls.client_cert.crl_age_sec": 129,
     "tls.client_cert.crl_stale": true,
     "tls.client_cert.trust.block": "v31",
     "tls.client_cert.trust.generation": 132,
     "tls.client_cert.trust.revision": "v33",
     "tls.client_cert.verify_time": 134,
     "tls.client_cert.lint": ["v35", "w"],
     "tls.client_cert.not_before_sec": 136,
     "tls.client_cert.not_after_sec": 137,
     "tls.client_cert.seconds_to_expiry": 138,
     "tls.client_cert.lifetime_sec": 139,
     "tls.client_cert.san.dns": ["v40", "w"],
     "tls.client_cert.san.email": ["v41", "w"],
     "tls.client_cert.san.uri": ["v42", "w"],
     "tls.client_cert.san.upn": ["v43", "w"],
     "tls.client_cert.san.dirname": ["v44", "w"],
     "tls.client_cert.san.ip": ["192.0.2.45"],
     "tls.client_cert.san.count": 146,
     "tls.client_cert.san.malformed": 147,
     "tls.client_cert.subject.cn": ["v48", "w"],
     "tls.client_cert.subject.o": ["v49", "w"],
     "tls.client_cert.subject.ou": ["v50", "w"],
     "tls.client_cert.subject.c": ["v51", "w"],
     "tls.client_cert.subject.uid": ["v52", "w"],
     "tls.client_cert.subject.dc": ["v53", "w"],
     "tls.client_cert.subject.email": ["v54", "w"],
     "tls.client_cert.subject.serial_number": ["v55", "w"],
     "tls.client_cert.issuer.cn": ["v56", "w"],
     "tls.client_cert.issuer.o": ["v57", "w"],
     "tls.client_cert.issuer.ou": ["v58", "w"],
     "tls.client_cert.issuer.c": ["v59", "w"],
     "tls.client_cert.issuer.uid": ["v60", "w"],
     "tls.client_cert.issuer.dc": ["v61", "w"],
     "tls.client_cert.issuer.email": ["v62", "w"],
     "tls.client_cert.issuer.serial_number": ["v63", "w"],
     "tls.client_cert.spiffe.id": "v64",
     "tls.client_cert.spiffe.trust_domain": "v65",
     "tls.client_cert.spiffe.path": "v66",
     "tls.client_cert.key_type": "v67",
     "tls.client_cert.key_curve": "v68",
     "tls.client_cert.sig_alg": "v69",
     "tls.client_cert.sig_hash": "v70",
     "tls.client_cert.key_bits": 171,
     "tls.client_cert.spki_sha256": "v72",
     "tls.client_cert.version": 173,
     "tls.client_cert.eku": ["v74", "w"],
     "tls.client_cert.policies": ["v75", "w"],
     "tls.client_cert.ext_oids": ["v76", "w"],
     "tls.client_cert.key_usage": ["v77", "w"],
     "tls.client_cert.is_ca": true,
     "tls.client_cert.self_signed": true,
     "tls.client_cert.must_staple": true,
     "tls.client_cert.aki": "v81",
     "tls.client_cert.size": 182,
     "tls.client_cert.chain.sent": 183,
     "tls.client_cert.chain.depth": 184,
     "tls.client_cert.chain.min_not_after_sec": 185,
     "tls.client_cert.chain.fingerprints_sha256": ["v86", "w"],
     "tls.client_cert.chain.subjects_dn": ["v87", "w"],
     "tls.client_cert.anchor.name": "v88",
     "tls.client_cert.anchor.fingerprint_sha256": "v89",
     "tls.client_cert.anchor.spki_sha256": "v90",
     "tls.client_cert.anchor.subject_dn": "v91",
     "tls.client_cert.issuer.fingerprint_sha256": "v92",
     "ssl": true,
     "cf.tls_version": "v94",
     "cf.tls_cipher": "v95",
     "tls.sni": "v96",
     "tls.alpn": "v97",
     "tls.resumed": true,
     "ip.src": "192.0.2.99",
     "hostname": "api.example.com",
     "http.request.uri.path": "/a",
     "http.request.uri.path.extension": "v102",
     "http.request.uri": "v103",
     "http.request.uri.query": "v104",
     "http.request.uri.args": {"k": ["v105"]},
     "http.request.uri.args.names": ["v106", "w"],
     "http.request.uri.args.values": ["v107", "w"],
     "http.request.full_uri": "v108",
     "http.request.method": "v109",
     "http.request.version": "v110",
     "http.request.headers": {"k": ["v111"]},
     "http.request.headers.names": ["v112", "w"],
     "http.request.headers.values": ["v113", "w"],
     "http.request.headers.truncated": true,
     "http.request.cookies": {"k": ["v115"]},
     "http.cookie": "v116",
     "http.referer": "v117",
     "http.user_agent": "v118",
     "http.x_forwarded_for": "v119",
     "http.request.accepted_languages": ["v120", "w"],
     "http.request.timestamp.sec": 221,
     "http.request.timestamp.msec": 222,
     "http.request.body.raw": "v123",
     "http.request.body.size": 224,
     "http.request.body.truncated": true,
     "http.request.body.mime": "v126",
     "http.request.body.form": {"k": ["v127"]},
     "http.request.body.form.names": ["v128", "w"],
     "http.request.body.form.values": ["v129", "w"],
     "raw.http.host": "v130",
     "raw.http.request.uri": "v131",
     "raw.http.request.uri.path": "v132",
     "raw.http.request.uri.path.extension": "v133",
     "raw.http.request.uri.query": "v134",
     "raw.http.request.uri.args": {"k": ["v135"]},
     "raw.http.request.uri.args.names": ["v136", "w"],
     "raw.http.request.uri.args.values": ["v137", "w"],
     "raw.http.request.full_uri": "v138",
     "ip.src.asnum": 239,
     "ip.src.city": "v140",
     "ip.src.continent": "v141",
     "ip.src.country": "v142",
     "ip.src.is_in_european_union": true,
     "ip.src.lat": "v144",
     "ip.src.lon": "v145",
     "ip.src.metro_code": "v146",
     "ip.src.postal_code": "v147",
     "ip.src.region": "v148",
     "ip.src.region_code": "v149",
     "ip.src.subdivision_1_iso_code": "v150",
     "ip.src.subdivision_2_iso_code": "v151",
     "ip.src.timezone.name": "v152",
     "cf.bot_management.score": 259,
     "cf.bot_management.verified_bot": true,
     "cf.bot_management.static_resource": true,
     "cf.bot_management.corporate_proxy": true,
     "cf.bot_management.ja3_hash": "v163",
     "cf.bot_management.ja4": "v164",
     "cf.bot_management.js_detection.passed": true,
     "cf.bot_management.detection_ids": [166],
     "cf.client.bot": true,
     "cf.verified_bot_category": "v168",
     "cf.threat_score": 269,
     "cf.edge.server_ip": "192.0.2.170",
     "cf.edge.server_port": 271,
     "cf.edge.client_port": 272,
     "cf.edge.l4.delivery_rate": 273,
     "cf.metal.id": "v174",
     "cf.ray_id": "v175",
     "cf.random_seed": "v176",
     "cf.worker.upstream_zone": "v177",
     "cf.zone.name": "v178",
     "cf.zone.plan": "v179",
     "cf.colo.name": "v180",
     "cf.colo.region": "v181",
     "cf.response.error_type": "v182",
     "cf.hostname.metadata": "v183",
     "cf.api_gateway.auth_id_present": true,
     "cf.api_gateway.fallthrough_detected": true,
     "cf.api_gateway.request_violates_schema": true,
     "cf.tls_ciphers_sha1": "v187",
     "cf.tls_client_extensions_sha1": "v188",
     "cf.tls_client_extensions_sha1_le": "v189",
     "cf.tls_client_hello_length": 290,
     "cf.tls_client_random": "v191",
     "cf.waf.score": 292,
     "cf.waf.score.class": "v193",
     "cf.waf.score.sqli": 294,
     "cf.waf.score.xss": 295,
     "cf.waf.score.rce": 296,
     "cf.waf.content_scan.has_obj": true,
     "cf.waf.content_scan.has_malicious_obj": true,
     "cf.waf.content_scan.num_malicious_obj": 299,
     "cf.waf.credential_check.password_leaked": true,
     "cf.waf.credential_check.username_and_password_leaked": true}
show
    cf.tls_client_auth.cert_presented
    cf.tls_client_auth.cert_verified
    cf.tls_client_auth.cert_revoked
    cf.tls_client_auth.cert_issuer_dn
    cf.tls_client_auth.cert_subject_dn
    cf.tls_client_auth.cert_issuer_dn_rfc2253
    cf.tls_client_auth.cert_subject_dn_rfc2253
    cf.tls_client_auth.cert_issuer_dn_legacy
    cf.tls_client_auth.cert_subject_dn_legacy
    cf.tls_client_auth.cert_serial
    cf.tls_client_auth.cert_issuer_serial
    cf.tls_client_auth.cert_issuer_ski
    cf.tls_client_auth.cert_fingerprint_sha256
    cf.tls_client_auth.cert_fingerprint_sha1
    cf.tls_client_auth.cert_not_before
    cf.tls_client_auth.cert_not_after
    cf.tls_client_auth.cert_ski
    cf.tls_client_auth.cert_rfc9440
    cf.tls_client_auth.cert_rfc9440_too_large
    cf.tls_client_auth.cert_chain_rfc9440
    cf.tls_client_auth.cert_chain_rfc9440_too_large
    tls.client_cert.verify_result
    tls.client_cert.verify_reason
    tls.client_cert.verify_code
    tls.client_cert.verify_depth
    tls.client_cert.verify_errors
    tls.client_cert.revocation_status
    tls.client_cert.revocation_reason
    tls.client_cert.revocation_time
    tls.client_cert.crl_age_sec
    tls.client_cert.crl_stale
    tls.client_cert.trust.block
    tls.client_cert.trust.generation
    tls.client_cert.trust.revision
    tls.client_cert.verify_time
    tls.client_cert.lint
    tls.client_cert.not_before_sec
    tls.client_cert.not_after_sec
    tls.client_cert.seconds_to_expiry
    tls.client_cert.lifetime_sec
    tls.client_cert.san.dns
    tls.client_cert.san.email
    tls.client_cert.san.uri
    tls.client_cert.san.upn
    tls.client_cert.san.dirname
    tls.client_cert.san.ip
    tls.client_cert.san.count
    tls.client_cert.san.malformed
    tls.client_cert.subject.cn
    tls.client_cert.subject.o
    tls.client_cert.subject.ou
    tls.client_cert.subject.c
    tls.client_cert.subject.uid
    tls.client_cert.subject.dc
    tls.client_cert.subject.email
    tls.client_cert.subject.serial_number
    tls.client_cert.issuer.cn
    tls.client_cert.issuer.o
    tls.client_cert.issuer.ou
    tls.client_cert.issuer.c
    tls.client_cert.issuer.uid
    tls.client_cert.issuer.dc
    tls.client_cert.issuer.email
    tls.client_cert.issuer.serial_number
    tls.client_cert.spiffe.id
    tls.client_cert.spiffe.trust_domain
    tls.client_cert.spiffe.path
    tls.client_cert.key_type
    tls.client_cert.key_curve
    tls.client_cert.sig_alg
    tls.client_cert.sig_hash
    tls.client_cert.key_bits
    tls.client_cert.spki_sha256
    tls.client_cert.version
    tls.client_cert.eku
    tls.client_cert.policies
    tls.client_cert.ext_oids
    tls.client_cert.key_usage
    tls.client_cert.is_ca
    tls.client_cert.self_signed
    tls.client_cert.must_staple
    tls.client_cert.aki
    tls.client_cert.size
    tls.client_cert.chain.sent
    tls.client_cert.chain.depth
    tls.client_cert.chain.min_not_after_sec
    tls.client_cert.chain.fingerprints_sha256
    tls.client_cert.chain.subjects_dn
    tls.client_cert.anchor.name
    tls.client_cert.anchor.fingerprint_sha256
    tls.client_cert.anchor.spki_sha256
    tls.client_cert.anchor.subject_dn
    tls.client_cert.issuer.fingerprint_sha256
    ssl
    cf.tls_version
    cf.tls_cipher
    tls.sni
    tls.alpn
    tls.resumed
    ip.src
    hostname
    http.request.uri.path
    http.request.uri.path.extension
    http.request.uri
    http.request.uri.query
    http.request.uri.args
    http.request.uri.args.names
    http.request.uri.args.values
    http.request.full_uri
    http.request.method
    http.request.version
    http.request.headers
    http.request.headers.names
    http.request.headers.values
    http.request.headers.truncated
    http.request.cookies
    http.cookie
    http.referer
    http.user_agent
    http.x_forwarded_for
    http.request.accepted_languages
    http.request.timestamp.sec
    http.request.timestamp.msec
    http.request.body.raw
    http.request.body.size
    http.request.body.truncated
    http.request.body.mime
    http.request.body.form
    http.request.body.form.names
    http.request.body.form.values
    raw.http.host
    raw.http.request.uri
    raw.http.request.uri.path
    raw.http.request.uri.path.extension
    raw.http.request.uri.query
    raw.http.request.uri.args
    raw.http.request.uri.args.names
    raw.http.request.uri.args.values
    raw.http.request.full_uri
    ip.src.asnum
    ip.src.city
    ip.src.continent
    ip.src.country
    ip.src.is_in_european_union
    ip.src.lat
    ip.src.lon
    ip.src.metro_code
    ip.src.postal_code
    ip.src.region
    ip.src.region_code
    ip.src.subdivision_1_iso_code
    ip.src.subdivision_2_iso_code
    ip.src.timezone.name
    ip.geoip.asnum
    ip.geoip.continent
    ip.geoip.country
    ip.geoip.is_in_european_union
    ip.geoip.subdivision_1_iso_code
    ip.geoip.subdivision_2_iso_code
    cf.bot_management.score
    cf.bot_management.verified_bot
    cf.bot_management.static_resource
    cf.bot_management.corporate_proxy
    cf.bot_management.ja3_hash
    cf.bot_management.ja4
    cf.bot_management.js_detection.passed
    cf.bot_management.detection_ids
    cf.client.bot
    cf.verified_bot_category
    cf.threat_score
    cf.edge.server_ip
    cf.edge.server_port
    cf.edge.client_port
    cf.edge.l4.delivery_rate
    cf.metal.id
    cf.ray_id
    cf.random_seed
    cf.worker.upstream_zone
    cf.zone.name
    cf.zone.plan
    cf.colo.name
    cf.colo.region
    cf.response.error_type
    cf.hostname.metadata
    cf.api_gateway.auth_id_present
    cf.api_gateway.fallthrough_detected
    cf.api_gateway.request_violates_schema
    cf.tls_ciphers_sha1
    cf.tls_client_extensions_sha1
    cf.tls_client_extensions_sha1_le
    cf.tls_client_hello_length
    cf.tls_client_random
    cf.waf.score
    cf.waf.score.class
    cf.waf.score.sqli
    cf.waf.score.xss
    cf.waf.score.rce
    cf.waf.content_scan.has_obj
    cf.waf.content_scan.has_malicious_obj
    cf.waf.content_scan.num_malicious_obj
    cf.waf.credential_check.password_leaked
    cf.waf.credential_check.username_and_password_leaked
prints
    cf.tls_client_auth.cert_presented = true
    cf.tls_client_auth.cert_verified = true
    cf.tls_client_auth.cert_revoked = true
    cf.tls_client_auth.cert_issuer_dn = "v3"
    cf.tls_client_auth.cert_subject_dn = "v4"
    cf.tls_client_auth.cert_issuer_dn_rfc2253 = "v5"
    cf.tls_client_auth.cert_subject_dn_rfc2253 = "v6"
    cf.tls_client_auth.cert_issuer_dn_legacy = "v7"
    cf.tls_client_auth.cert_subject_dn_legacy = "v8"
    cf.tls_client_auth.cert_serial = "v9"
    cf.tls_client_auth.cert_issuer_serial = "v10"
    cf.tls_client_auth.cert_issuer_ski = "v11"
    cf.tls_client_auth.cert_fingerprint_sha256 = "v12"
    cf.tls_client_auth.cert_fingerprint_sha1 = "v13"
    cf.tls_client_auth.cert_not_before = "v14"
    cf.tls_client_auth.cert_not_after = "v15"
    cf.tls_client_auth.cert_ski = "v16"
    cf.tls_client_auth.cert_rfc9440 = "v17"
    cf.tls_client_auth.cert_rfc9440_too_large = true
    cf.tls_client_auth.cert_chain_rfc9440 = "v19"
    cf.tls_client_auth.cert_chain_rfc9440_too_large = true
    tls.client_cert.verify_result = "v21"
    tls.client_cert.verify_reason = "v22"
    tls.client_cert.verify_code = 123
    tls.client_cert.verify_depth = 124
    tls.client_cert.verify_errors = ["v25", "w"]
    tls.client_cert.revocation_status = "v26"
    tls.client_cert.revocation_reason = "v27"
    tls.client_cert.revocation_time = 128
    tls.client_cert.crl_age_sec = 129
    tls.client_cert.crl_stale = true
    tls.client_cert.trust.block = "v31"
    tls.client_cert.trust.generation = 132
    tls.client_cert.trust.revision = "v33"
    tls.client_cert.verify_time = 134
    tls.client_cert.lint = ["v35", "w"]
    tls.client_cert.not_before_sec = 136
    tls.client_cert.not_after_sec = 137
    tls.client_cert.seconds_to_expiry = 138
    tls.client_cert.lifetime_sec = 139
    tls.client_cert.san.dns = ["v40", "w"]
    tls.client_cert.san.email = ["v41", "w"]
    tls.client_cert.san.uri = ["v42", "w"]
    tls.client_cert.san.upn = ["v43", "w"]
    tls.client_cert.san.dirname = ["v44", "w"]
    tls.client_cert.san.ip = [192.0.2.45]
    tls.client_cert.san.count = 146
    tls.client_cert.san.malformed = 147
    tls.client_cert.subject.cn = ["v48", "w"]
    tls.client_cert.subject.o = ["v49", "w"]
    tls.client_cert.subject.ou = ["v50", "w"]
    tls.client_cert.subject.c = ["v51", "w"]
    tls.client_cert.subject.uid = ["v52", "w"]
    tls.client_cert.subject.dc = ["v53", "w"]
    tls.client_cert.subject.email = ["v54", "w"]
    tls.client_cert.subject.serial_number = ["v55", "w"]
    tls.client_cert.issuer.cn = ["v56", "w"]
    tls.client_cert.issuer.o = ["v57", "w"]
    tls.client_cert.issuer.ou = ["v58", "w"]
    tls.client_cert.issuer.c = ["v59", "w"]
    tls.client_cert.issuer.uid = ["v60", "w"]
    tls.client_cert.issuer.dc = ["v61", "w"]
    tls.client_cert.issuer.email = ["v62", "w"]
    tls.client_cert.issuer.serial_number = ["v63", "w"]
    tls.client_cert.spiffe.id = "v64"
    tls.client_cert.spiffe.trust_domain = "v65"
    tls.client_cert.spiffe.path = "v66"
    tls.client_cert.key_type = "v67"
    tls.client_cert.key_curve = "v68"
    tls.client_cert.sig_alg = "v69"
    tls.client_cert.sig_hash = "v70"
    tls.client_cert.key_bits = 171
    tls.client_cert.spki_sha256 = "v72"
    tls.client_cert.version = 173
    tls.client_cert.eku = ["v74", "w"]
    tls.client_cert.policies = ["v75", "w"]
    tls.client_cert.ext_oids = ["v76", "w"]
    tls.client_cert.key_usage = ["v77", "w"]
    tls.client_cert.is_ca = true
    tls.client_cert.self_signed = true
    tls.client_cert.must_staple = true
    tls.client_cert.aki = "v81"
    tls.client_cert.size = 182
    tls.client_cert.chain.sent = 183
    tls.client_cert.chain.depth = 184
    tls.client_cert.chain.min_not_after_sec = 185
    tls.client_cert.chain.fingerprints_sha256 = ["v86", "w"]
    tls.client_cert.chain.subjects_dn = ["v87", "w"]
    tls.client_cert.anchor.name = "v88"
    tls.client_cert.anchor.fingerprint_sha256 = "v89"
    tls.client_cert.anchor.spki_sha256 = "v90"
    tls.client_cert.anchor.subject_dn = "v91"
    tls.client_cert.issuer.fingerprint_sha256 = "v92"
    ssl = true
    cf.tls_version = "v94"
    cf.tls_cipher = "v95"
    tls.sni = "v96"
    tls.alpn = "v97"
    tls.resumed = true
    ip.src = 192.0.2.99
    hostname = "api.example.com"
    http.request.uri.path = "/a"
    http.request.uri.path.extension = "v102"
    http.request.uri = "v103"
    http.request.uri.query = "v104"
    http.request.uri.args = {"k": ["v105"]}
    http.request.uri.args.names = ["v106", "w"]
    http.request.uri.args.values = ["v107", "w"]
    http.request.full_uri = "v108"
    http.request.method = "v109"
    http.request.version = "v110"
    http.request.headers = {"k": ["v111"]}
    http.request.headers.names = ["v112", "w"]
    http.request.headers.values = ["v113", "w"]
    http.request.headers.truncated = true
    http.request.cookies = {"k": ["v115"]}
    http.cookie = "v116"
    http.referer = "v117"
    http.user_agent = "v118"
    http.x_forwarded_for = "v119"
    http.request.accepted_languages = ["v120", "w"]
    http.request.timestamp.sec = 221
    http.request.timestamp.msec = 222
    http.request.body.raw = "v123"
    http.request.body.size = 224
    http.request.body.truncated = true
    http.request.body.mime = "v126"
    http.request.body.form = {"k": ["v127"]}
    http.request.body.form.names = ["v128", "w"]
    http.request.body.form.values = ["v129", "w"]
    raw.http.host = "v130"
    raw.http.request.uri = "v131"
    raw.http.request.uri.path = "v132"
    raw.http.request.uri.path.extension = "v133"
    raw.http.request.uri.query = "v134"
    raw.http.request.uri.args = {"k": ["v135"]}
    raw.http.request.uri.args.names = ["v136", "w"]
    raw.http.request.uri.args.values = ["v137", "w"]
    raw.http.request.full_uri = "v138"
    ip.src.asnum = 239
    ip.src.city = "v140"
    ip.src.continent = "v141"
    ip.src.country = "v142"
    ip.src.is_in_european_union = true
    ip.src.lat = "v144"
    ip.src.lon = "v145"
    ip.src.metro_code = "v146"
    ip.src.postal_code = "v147"
    ip.src.region = "v148"
    ip.src.region_code = "v149"
    ip.src.subdivision_1_iso_code = "v150"
    ip.src.subdivision_2_iso_code = "v151"
    ip.src.timezone.name = "v152"
    ip.geoip.asnum = 239
    ip.geoip.continent = "v141"
    ip.geoip.country = "v142"
    ip.geoip.is_in_european_union = true
    ip.geoip.subdivision_1_iso_code = "v150"
    ip.geoip.subdivision_2_iso_code = "v151"
    cf.bot_management.score = 259
    cf.bot_management.verified_bot = true
    cf.bot_management.static_resource = true
    cf.bot_management.corporate_proxy = true
    cf.bot_management.ja3_hash = "v163"
    cf.bot_management.ja4 = "v164"
    cf.bot_management.js_detection.passed = true
    cf.bot_management.detection_ids = [166]
    cf.client.bot = true
    cf.verified_bot_category = "v168"
    cf.threat_score = 269
    cf.edge.server_ip = 192.0.2.170
    cf.edge.server_port = 271
    cf.edge.client_port = 272
    cf.edge.l4.delivery_rate = 273
    cf.metal.id = "v174"
    cf.ray_id = "v175"
    cf.random_seed = "v176"
    cf.worker.upstream_zone = "v177"
    cf.zone.name = "v178"
    cf.zone.plan = "v179"
    cf.colo.name = "v180"
    cf.colo.region = "v181"
    cf.response.error_type = "v182"
    cf.hostname.metadata = "v183"
    cf.api_gateway.auth_id_present = true
    cf.api_gateway.fallthrough_detected = true
    cf.api_gateway.request_violates_schema = true
    cf.tls_ciphers_sha1 = "v187"
    cf.tls_client_extensions_sha1 = "v188"
    cf.tls_client_extensions_sha1_le = "v189"
    cf.tls_client_hello_length = 290
    cf.tls_client_random = "v191"
    cf.waf.score = 292
    cf.waf.score.class = "v193"
    cf.waf.score.sqli = 294
    cf.waf.score.xss = 295
    cf.waf.score.rce = 296
    cf.waf.content_scan.has_obj = true
    cf.waf.content_scan.has_malicious_obj = true
    cf.waf.content_scan.num_malicious_obj = 299
    cf.waf.credential_check.password_leaked = true
    cf.waf.credential_check.username_and_password_leaked = true
true

== http.host is hostname
expression
    http.host == "api.example.com" and hostname == "api.example.com"
fields
    {"http.host": "API.example.com."}
show
    http.host
    hostname
prints
    http.host = "api.example.com"
    hostname = "api.example.com"
true

== by hand, what was not set of a certificate is missing
expression
    len(tls.client_cert.lint) == 0
fields
    {"cf.tls_client_auth.cert_presented": true}
false

== with no certificate at all there is nothing to complain of
expression
    len(tls.client_cert.lint) == 0
fields
    {"http.user_agent": "x"}
true
