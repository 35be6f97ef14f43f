#!/bin/sh
# SPDX-License-Identifier: MIT
#
# What doc/deploying.md shows is true: its commands print what stands below
# them, its configuration of nginx is one, its units are units, and the
# directives, variables and functions that it names are there.
set -eu
LC_ALL=C
export LC_ALL
top=$(cd "${srcdir:-.}" && pwd)
build=$(cd "${builddir:-.}" && pwd)
page=$top/doc/deploying.md
command -v openssl >/dev/null 2>&1 || {
	echo "openssl is not installed"
	exit 77
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
status=0

fail() {
	echo "$*"
	status=1
}

site=$scratch/site
sh "$top/examples/first/make-pki.sh" "$site" 2>"$scratch/log" || {
	cat "$scratch/log"
	exit 1
}
cp "$top/examples/first/access.rules" "$site/"
chmod u+w "$site/access.rules"
openssl ca -config "$site/fleet/ca.conf" -gencrl -out "$site/new.crl" \
	2>"$scratch/log" || {
	cat "$scratch/log"
	exit 1
}
mkdir "$scratch/bin"
ln -s "$CERTRULE" "$scratch/bin/certrule"
PATH=$scratch/bin:$PATH

# texts TAG FIRST FILE: the block of that tag that begins with that line.
texts() {
	awk -v tag="$1" -v first="$2" '
	{ line = $0; sub(/^ +/, "", line) }
	!fenced && line == "```" tag { fenced = 1; begins = 1; next }
	!fenced && line ~ /^```/ { fenced = 2; next }
	fenced && line == "```" { fenced = shown = 0; next }
	fenced == 1 && begins { begins = 0; shown = line == first }
	fenced == 1 && shown { print }' "$page" >"$3"
	[ -s "$3" ] || fail "no block begins with '$2'"
}
texts text '#!/bin/sh' "$site/fetch-crl"

# ------------------------------------------------------------------ commands
# Each with what should come of it, as blocks of NUMBER.command, NUMBER.wanted.
awk -v folder="$scratch" '
{ line = $0 }
!fenced && /^ *```console$/ {
	fenced = 1
	indent = match($0, /`/) - 1
	next
}
fenced && /^ *```$/ { fenced = 0; next }
!fenced { next }
{ line = substr(line, indent + 1) }
line ~ /^\$ / {
	name = folder "/" sprintf("%03d", ++count)
	print substr(line, 3) >(name ".command")
	printf "" >(name ".wanted")
	next
}
{ print line >(name ".wanted") }' "$page"
commands=0
for command in "$scratch"/*.command; do
	name=${command%.command}
	if grep -q jq "$command" && ! command -v jq >/dev/null 2>&1; then
		echo "jq is not installed: not run: $(cat "$command")"
		continue
	fi
	if grep -q fetch-crl "$command" &&
		! command -v curl >/dev/null 2>&1; then
		echo "curl is not installed: not run: $(cat "$command")"
		continue
	fi
	(cd "$site" && sh -e "$command") >"$name.got" 2>&1 ||
		fail "fails: $(cat "$command")"
	diff "$name.wanted" "$name.got" >"$scratch/diff" || {
		fail "prints something else (< the page): $(cat "$command")"
		cat "$scratch/diff"
	}
	commands=$((commands + 1))
done
[ $commands -ge 10 ] || fail "$commands commands were found"
[ ! -e "$site/trust/fleet.crl" ] ||
	! command -v curl >/dev/null 2>&1 ||
	cmp -s "$site/new.crl" "$site/trust/fleet.crl" ||
	fail "fetch-crl did not put the CRL into its place"
[ -z "$(find "$site" -name '.crl.*')" ] || fail "fetch-crl leaves files behind"

# --------------------------------------------------------------------- nginx
grep -o 'certrule_[a-z]*' "$page" | sort -u >"$scratch/names"
grep -ho 'ngx_string("certrule_[a-z_]*' "$top"/proxy/nginx/*.c |
	sed 's/.*"//' | sort -u >"$scratch/known"
grep -o '\$certrule_[a-z0-9_]*\|^ *certrule_[a-z]*\|`certrule_[a-z]*[^_a-z(]' \
	"$page" | tr -d '$` ;=' | sort -u >"$scratch/named"
while IFS= read -r name; do
	case $name in
	certrule_field_* | certrule_claim_*)
		# "field_" and "claim_" are prefixes of names with dots.
		name=${name#certrule_*_}
		certrule fields | awk '{ gsub(/\./, "_", $1); print $1 }' |
			grep -Fqx "$name" || [ -z "$name" ] ||
			fail "there is no field for '$name'"
		continue
		;;
	esac
	grep -Fqx "$name" "$scratch/known" || fail "nginx has no '$name'"
done <"$scratch/named"
grep -q '^certrule_refresh$' "$scratch/named" || fail "no directive was read"

# Functions in C.
grep -o 'certrule_[a-z0-9_]*()' "$page" | tr -d '()' | sort -u >"$scratch/names"
while IFS= read -r name; do
	grep -q "^libcertrule[a-z-]* $name\$" "$top/tests/exports.txt" ||
		fail "there is no function '$name'"
done <"$scratch/names"

module=$build/proxy/nginx/ngx_http_certrule_module.so
texts nginx \
	'load_module /usr/local/lib/nginx/modules/ngx_http_certrule_module.so;' \
	"$scratch/nginx.conf"
if [ -f "$module" ] && command -v nginx >/dev/null 2>&1; then
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-days 30 -subj /CN=api.example.com -keyout "$site/server.key" \
		-out "$site/server.pem" 2>"$scratch/log"
	mkdir "$scratch/logs" "$scratch/state"
	# nginx tries to make those of its package, too.
	temporary=
	for what in client_body proxy fastcgi uwsgi scgi; do
		temporary="$temporary ${what}_temp_path $what;"
	done
	sed -i "s|/usr/local/lib/nginx/modules/[a-z_]*\.so|$module|
		s|/etc/certrule|$site|; s|/etc/nginx|$site|
		s|/var/lib/certrule|$scratch/state|
		s|/var/log/nginx|$scratch/logs|
		s|^http {|&$temporary|
		s|listen 443|listen 127.0.0.1:$((20000 + $$ % 10000))|" \
		"$scratch/nginx.conf"
	LD_LIBRARY_PATH=$build/.libs LD_PRELOAD=${CERTRULE_PRELOAD:-} \
		ASAN_OPTIONS=detect_leaks=0 nginx -t -p "$scratch/" \
		-c "$scratch/nginx.conf" -e "$scratch/logs/error" \
		-g "pid $scratch/pid;" >"$scratch/log" 2>&1 || {
		fail "nginx -t:"
		cat "$scratch/log"
	}
else
	echo "there is no nginx with the module: its configuration is not tried"
fi

# --------------------------------------------------------------------- units
texts text '[Unit]' "$scratch/units"
if command -v systemd-analyze >/dev/null 2>&1; then
	awk -v folder="$scratch" '
	/^\[Unit\]$/ { file = folder "/fetch-crl." (++n == 1 ? "service" : "timer") }
	{ print >file }' "$scratch/units"
	chmod 755 "$site/fetch-crl"
	sed -i "s|/usr/local/sbin|$site|" "$scratch/fetch-crl.service"
	systemd-analyze verify "$scratch/fetch-crl.service" \
		"$scratch/fetch-crl.timer" >"$scratch/log" 2>&1 || :
	# What it says of the machine itself is no matter.
	if grep 'fetch-crl\.\(service\|timer\)' "$scratch/log"; then
		fail "systemd-analyze finds faults in the units"
	fi
else
	echo "systemd-analyze is not installed: the units are not tried"
fi

echo "$commands commands"
exit $status
