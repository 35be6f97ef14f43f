# SPDX-License-Identifier: MIT
#
# awk -f rules.awk -v what=policy -v n=1000 -v fan=16 -v residual=1
#	a policy of n rules of six kinds, of which `residual` in a hundred ask
#	nothing that an index could know; each host stands in `fan` rules
# awk -f rules.awk -v what=requests -v n=1000 -v fan=16 -v count=65536 -v part=50
#	as many requests; `part` in a hundred match a rule of that policy
function rule(i,  kind, host) {
	kind = i % 6
	host = int(i / fan)
	if (residual > 0 && i % 100 < residual)
		return sprintf("http.request.timestamp.msec & %d and " \
		    "not http.host == \"h%d.example\"", 1048576 * (1 + i % 512), host)
	if (kind == 0)
		return sprintf("http.host == \"h%d.example\" and " \
		    "starts_with(http.request.uri.path, \"/api/%d/\")", host, i)
	if (kind == 1)
		return sprintf("http.host == \"h%d.example\" and " \
		    "http.request.method == \"POST\" and " \
		    "http.request.uri.path contains \"x%dy\"", host, i)
	if (kind == 2)
		return sprintf("ip.src in {10.%d.%d.0/24}", int(host / 256) % 256, \
		    host % 256)
	if (kind == 3)
		return sprintf("ends_with(http.host, \".s%d.example\") and ssl", \
		    host)
	if (kind == 4)
		return sprintf("http.request.uri.path contains \"needle-%d-\"", host)
	return sprintf("cf.tls_client_auth.cert_fingerprint_sha256 == " \
	    "\"%064x\"", host)
}

# What makes rule i true.
function request(i,  kind, host, name, path, ip, print_, method) {
	kind = i % 6
	host = int(i / fan)
	name = sprintf("www%d.example", int(rand() * 100000))
	path = sprintf("/images/%d/logo.png", int(rand() * 100000))
	ip = sprintf("192.0.2.%d", int(rand() * 256))
	print_ = sprintf("%064x", 1000000000 + int(rand() * 1000000))
	method = rand() < 0.3 ? "POST" : "GET"
	if (i >= 0 && kind <= 1) {
		name = sprintf("h%d.example", host)
		path = kind == 0 ? sprintf("/api/%d/users", i) \
				 : sprintf("/a/x%dy/b", i)
		method = "POST"
	}
	if (i >= 0 && kind == 2)
		ip = sprintf("10.%d.%d.7", int(host / 256) % 256, host % 256)
	if (i >= 0 && kind == 3)
		name = sprintf("a.s%d.example", host)
	if (i >= 0 && kind == 4)
		path = sprintf("/find/needle-%d-/x", host)
	if (i >= 0 && kind == 5)
		print_ = sprintf("%064x", host)
	printf "{\"host\":\"%s\",\"path\":\"%s\",\"at\":" \
	    "\"2026-01-01T00:00:00Z\",\"fields\":{" \
	    "\"http.request.method\":\"%s\",\"ip.src\":\"%s\",\"ssl\":true," \
	    "\"http.request.timestamp.msec\":0," \
	    "\"cf.tls_client_auth.cert_fingerprint_sha256\":\"%s\"}}\n", \
	    name, path, method, ip, print_
}

BEGIN {
	srand(1)
	if (fan == "")
		fan = 1
	if (what == "policy") {
		for (i = 0; i < n; i++)
			printf "block \"r%d\" if %s\n", i, rule(i)
		exit
	}
	for (i = 0; i < count; i++)
		request(rand() * 100 < part ? int(rand() * n) : -1)
}
