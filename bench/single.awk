# SPDX-License-Identifier: MIT
#
# awk -f single.awk -v what=policy -v name=NAME: a policy of one rule
# awk -f single.awk -v what=requests -v name=NAME: 512 requests, no two alike,
#	of which every other one matches
# awk -f single.awk -v what=names: the names there are
function add(name, expression) {
	names[++count] = name
	expressions[name] = expression
}

function list(form, n,  i, text) {
	for (i = 0; i < n; i++)
		text = text " " sprintf(form, int(i / 256), i % 256)
	return "{" text " }"
}

function define() {
	add("nothing", "")
	add("bool-and-3-hosts", "ssl and http.host in " \
	    "{\"a.example\" \"b.example\" \"c.example\"}")
	add("1000-networks", "ip.src in " list("10.%d.%d.0/25", 1000))
	add("10000-strings", "http.request.uri.path in " \
	    list("\"/files/%d/%d\"", 10000))
	add("contains", "http.request.uri.path contains \"needle\"")
	add("regex-anchored", "http.request.uri.path matches " \
	    "\"^/api/v[0-9]+/users/\"")
	add("regex-unanchored", "http.request.uri.path matches " \
	    "\"[0-9]{2}[a-f][g-z]\"")
	add("map-look-up", "any(http.request.headers[\"x-tenant\"][*] == " \
	    "\"acme\")")
	add("any-of-ten-names", "any(tls.client_cert.san.dns[*] == " \
	    "\"n9.example\")")
	add("lower-then-compare", "lower(http.user_agent) == \"robot/1.0\"")
	add("one-comparison", "http.request.method == \"POST\"")
}

function repeat(text, n) {
	return n == 0 ? "" : text repeat(text, n - 1)
}

function san(i, hit,  j, text) {
	for (j = 0; j < 10; j++)
		text = text (j > 0 ? "," : "") "\"" (hit ? "n" : "m") \
		    (j == 9 ? 9 : i * 10 + j + 10) ".example\""
	return text
}

function request(i, hit,  host, path, ip, agent) {
	host = hit ? substr("abc", i % 3 + 1, 1) ".example" : i ".example"
	ip = sprintf("10.%d.%d.%d", int(i % 1000 / 256), i % 256, hit ? 7 : 200)
	agent = hit ? "RoBoT/1.0" : "Browser/" i
	path = "/" repeat("abcdefghi/", 18) i
	if (name == "10000-strings")
		path = sprintf("/files/%d/%d%s", i % 39, i % 256, hit ? "" : "x")
	else if (name == "contains" && hit)
		path = path "/needle/x"
	else if (name == "regex-anchored" && hit)
		path = "/api/v" i "/users/" repeat("abcdefghi/", 10)
	else if (name == "regex-unanchored" && hit)
		path = path "10ah"
	printf "{\"host\":\"%s\",\"path\":\"%s\",\"fields\":{\"ip.src\":\"%s\"," \
	    "\"ssl\":true,\"http.user_agent\":\"%s\"," \
	    "\"http.request.method\":\"%s\"," \
	    "\"tls.client_cert.san.dns\":[%s]," \
	    "\"http.request.headers\":{\"accept\":[\"*/*\"]," \
	    "\"host\":[\"%s\"],\"user-agent\":[\"%s\"],\"x-id\":[\"%d\"]," \
	    "\"x-tenant\":[\"%s\"]}}}\n", host, path, ip, agent,
	    hit ? "POST" : "GET", san(i, hit), host, agent, i, hit ? "acme" : "t" i
}

BEGIN {
	define()
	if (what == "names") {
		for (i = 1; i <= count; i++)
			print names[i]
	} else if (what == "policy") {
		if (expressions[name] != "")
			printf "block \"only\" if %s\n", expressions[name]
		print "default block"
	} else {
		for (i = 0; i < 512; i++)
			request(i, i % 2)
	}
}
