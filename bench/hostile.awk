# SPDX-License-Identifier: MIT
#
# Policies and requests of somebody who wants decisions to take long.
# awk -f hostile.awk -v what=policy|requests -v kind=KIND -v n=COUNT
#	mixed	  a set of n strings of 32 bytes, half of the requests hit it
#	hash31	  the same, but all are equal to every hash that goes h * 31 + c
#	low-bits  the same, equal in all but 17 bits of a few bytes
#	regexes	  n rules of ten regular expressions each, a subject of 64 KiB
#	candidates  n rules that all are candidates, and all are false
function bits(i,  j, text) {
	for (j = 0; j < 16; j++) {
		text = text (i % 2 ? "Aa" : "BB")
		i = int(i / 2)
	}
	return text
}

function key(i) {
	if (kind == "hash31")
		return bits(i)
	if (kind == "low-bits")
		return sprintf("aaaaaaaaaaaaaaaaaaaa%08x0000", i)
	return sprintf("%08x%08x%08x%08x", i * 48271 % 2147483647, \
	    i * 69621 % 2147483647, i * 16807 % 2147483647, i)
}

function set(  i) {
	printf "block \"set\" if http.request.uri.query in {"
	for (i = 0; i < n; i++)
		printf " \"%s\"", key(i)
	print " }"
}

function pattern(i) {
	return sprintf("http.request.uri.query matches \"[xX][a-k]{%d}[yY]{%d}\"", \
	    1 + i % 100, 1 + int(i / 100))
}

function rule(i,  j, text) {
	if (kind == "candidates")
		return sprintf("http.host == \"h.example\" and " \
		    "http.request.timestamp.msec & %d", 1024 * (1 + i))
	for (j = 0; j < 10; j++)
		text = text (j > 0 ? " or " : "") pattern(i * 10 + j)
	return text
}

function request(i,  query, j) {
	query = key(int(rand() * n))
	if (i % 2)
		query = substr(query, 1, 30) "zz"
	if (kind == "regexes")
		for (query = "k" i; length(query) < 65536; query = query query)
			;
	query = substr(query, 1, 65536)
	printf "{\"host\":\"h.example\",\"path\":\"/\",\"fields\":{" \
	    "\"http.request.timestamp.msec\":%d," \
	    "\"http.request.uri.query\":\"%s\"}}\n", i % 1000, query
}

BEGIN {
	srand(3)
	if (what == "requests") {
		for (i = 0; i < (kind == "regexes" ? 4 : 512); i++)
			request(i)
		exit
	}
	if (kind == "regexes" || kind == "candidates")
		for (i = 0; i < n; i++)
			printf "block \"r%d\" if %s\n", i, rule(i)
	else
		set()
	print "default block"
}
