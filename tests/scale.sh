#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Large policies load, and eight times the size costs about eight times as much:
# an expression of 1 MiB, a set and a list of a million strings, sets and lists
# of 100,000 networks, 100,000 rules.  Processor time is compared with that of
# an eighth of the size on the same machine; how long is long is nobody's to say
# here.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
cd "$scratch"
status=0

# Eight times the work may take this many times as long; were each item looked
# at for every other one, it would be 64 times.
most=24

# ------------------------------------------------------------------ the texts

# Each prints one text of $1 items.

expression() {
	awk -v n="$1" 'BEGIN {
		printf "block \"x\" if ssl"
		for (i = 0; i < n; i++)
			printf " or\n (ip.src eq 10.0.%d.%d and not (any(http." \
			    "request.headers.names[*] contains \"x%06d\")))",
			    i / 256 % 256, i % 256, i
		print "\ndefault block"
	}'
}

strings() {
	awk -v n="$1" 'BEGIN {
		print "block \"x\" if http.host in {"
		for (i = 0; i < n; i++)
			printf "\"h%07d\"\n", i
		print "}\ndefault block"
	}'
}

networks() {
	awk -v n="$1" 'BEGIN {
		print "block \"x\" if ip.src in {"
		for (i = 0; i < n; i++)
			if (i % 2)
				printf "10.%d.%d.0/25\n", i / 256 % 256, i % 256
			else
				printf "2001:db8:%x:%x::/64\n", i / 65536,
				    i % 65536
		print "}\ndefault block"
	}'
}

rules() {
	awk -v n="$1" 'BEGIN {
		for (i = 0; i < n; i++)
			printf "block \"r%d\" if ip.src eq 10.%d.%d.%d\n", i,
			    i / 65536, i / 256 % 256, i % 256
		print "default block"
	}'
}

string_list() {
	awk -v n="$1" 'BEGIN {
		for (i = 0; i < n; i++)
			printf "host-%d.example\n", (i * 7919) % n
	}' >items.txt
	printf 'list $l string from "items.txt"\nblock "x" if http.host in $l\n'
	echo 'default block'
}

network_list() {
	networks "$1" | grep / >items.txt
	printf 'list $l ip from "items.txt"\nblock "x" if ip.src in $l\n'
	echo 'default block'
}

# ------------------------------------------------------------------ measuring

# Milliseconds of processor time that checking large.rules takes.
cost() (
	"$CERTRULE" check large.rules >out 2>&1 </dev/null || {
		head -n 5 out | cut -c 1-200 >&2
		exit 1
	}
	# Not in a pipe, for that has no children; the second line is theirs.
	times >spent
	tail -n 1 spent | tr 'ms' '  ' |
		awk '{ printf "%d\n", ($1 * 60 + $2 + $3 * 60 + $4) * 1000 }'
)

# grows TEXT ITEMS: the whole size beside the least of three of an eighth.
grows() {
	small=
	for _ in 1 2 3; do
		"$1" $(($2 / 8)) >large.rules
		taken=$(cost)
		[ -n "$small" ] && [ "$small" -le "$taken" ] || small=$taken
	done
	# What cannot be measured is taken as what just can.
	[ "$small" -ge 20 ] || small=20
	"$1" "$2" >large.rules
	bytes=$(wc -c <large.rules)
	large=$(cost)
	echo "$1: $2 items, $bytes bytes: $large ms; an eighth: $small ms"
	[ "$large" -gt 0 ] && [ "$large" -le $((small * most)) ] && return
	echo "$1: grows faster than its size, or was not measured"
	status=1
}

grows expression 11500
[ "$bytes" -ge 1048576 ] || {
	echo "the expression is below 1 MiB: $bytes bytes"
	status=1
}
grows strings 1000000
grows string_list 1000000
grows networks 100000
grows network_list 100000
grows rules 100000
exit $status
