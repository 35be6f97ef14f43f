# SPDX-License-Identifier: MIT
#
# awk -f rules.awk -v what=policy -v n=1000 -v fan=16 -v residual=1
#	a policy of n rules of seven kinds, of which `residual` in a hundred ask
#	nothing that an index could know; each host stands in `fan` rules, and
#	a seventh of these can only be told apart by what no index knows
# awk -f rules.awk -v what=requests -v n=1000 -v fan=16 -v residual=1 \
#	-v count=65536 -v part=50 -v first=any
#	as many requests, no two alike; `part` in a hundred match a rule of that
#	policy: any, or one of the first tenth (early) or the last (late)
function is_residual(i) {
	return residual > 0 && i % 100 < residual
}

function rule(i,  kind, host) {
	kind = i % 7
	host = int(i / fan)
	if (is_residual(i))
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
	if (kind == 5)
		return sprintf("cf.tls_client_auth.cert_fingerprint_sha256 == " \
		    "\"%064x\"", host)
	return sprintf("http.host == \"h%d.example\" and " \
	    "http.request.timestamp.msec & %d", host, 1048576 * (1 + i % 512))
}

# What makes rule i true; -1: none.
function request(number, i,  kind, host, name, path, ip, print_, method) {
	kind = i % 7
	host = int(i / fan)
	name = sprintf("www%d.example", int(rand() * 100000))
	path = sprintf("/images/%d/logo.png", number)
	ip = sprintf("192.0.2.%d", int(rand() * 256))
	print_ = sprintf("%064x", 1000000000 + int(rand() * 1000000))
	method = rand() < 0.3 ? "POST" : "GET"
	if (i >= 0 && kind <= 1) {
		name = sprintf("h%d.example", host)
		path = kind == 0 ? sprintf("/api/%d/users/%d", i, number) \
				 : sprintf("/a/x%dy/%d", i, number)
		method = "POST"
	}
	if (i >= 0 && kind == 2)
		ip = sprintf("10.%d.%d.7", int(host / 256) % 256, host % 256)
	if (i >= 0 && kind == 3)
		name = sprintf("a.s%d.example", host)
	if (i >= 0 && kind == 4)
		path = sprintf("/find/needle-%d-/%d", host, number)
	if (i >= 0 && kind == 5)
		print_ = sprintf("%064x", host)
	# All rules of a host that exist, and none of them matches.
	if (i >= 0 && kind == 6)
		name = sprintf("h%d.example", host)
	printf "{\"host\":\"%s\",\"path\":\"%s\",\"at\":" \
	    "\"2026-01-01T00:00:00Z\",\"fields\":{" \
	    "\"http.request.method\":\"%s\",\"ip.src\":\"%s\",\"ssl\":true," \
	    "\"http.request.timestamp.msec\":0," \
	    "\"cf.tls_client_auth.cert_fingerprint_sha256\":\"%s\"}}\n", \
	    name, path, method, ip, print_
}

# One of the tenth that `first` says.
function choose(  tenth, i) {
	tenth = n >= 20 ? int(n / 10) : 2
	i = int(rand() * (first == "early" || first == "late" ? tenth : n))
	if (first == "late")
		i += n - tenth
	while (is_residual(i) || i % 7 == 6)
		i = (i + 1) % n
	return i
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
	for (i = 0; i < count; i++) {
		if (first == "none")
			request(i, int(rand() * n / 7) * 7 + 6)
		else
			request(i, rand() * 100 < part ? choose() : -1)
	}
}
