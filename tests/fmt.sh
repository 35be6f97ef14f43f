#!/bin/sh
# SPDX-License-Identifier: MIT
#
# certrule fmt on files: the examples are in canonical form, no policy of any
# test means something else when formatted, a diff is what patch(1) takes, and
# -w either replaces a file whole or leaves it alone.
set -eu
top=$(cd "${srcdir:-.}" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
status=0

fail() {
	echo "$1"
	status=1
}

# ---------------------------------------------------------------- the examples
for policy in "$top"/examples/*/*.rules; do
	"$CERTRULE" fmt --check "$policy" >/dev/null || {
		fail "not in canonical form: ${policy#"$top"/}"
		"$CERTRULE" fmt --diff "$policy" || :
	}
done

# So is what doc/fmt.md shows.
awk '/^```/ { inside = !inside; next } inside' "$top/doc/fmt.md" \
	>"$scratch/shown"
[ -s "$scratch/shown" ] || fail "doc/fmt.md shows nothing"
"$CERTRULE" fmt --diff --check "$scratch/shown" ||
	fail "not in canonical form: what doc/fmt.md shows"

# ------------------------------------------- the same types, before and after
# Beside the files that policies name.
for name in certs lists policies; do
	ln -s "$top/tests/$name" "$scratch/$name"
done
cp "$top"/tests/*.txt "$scratch" 2>/dev/null || :
cat "$top"/tests/*.t "$top"/doc/*.md | awk -v folder="$scratch" '
function finish() { if (inside) close(file); inside = 0 }
/^policy$/ { file = sprintf("%s/%04d.rules", folder, ++count); inside = 1; next }
/^```(right )?policy$/ { file = sprintf("%s/%04d.rules", folder, ++count); inside = 2; next }
inside == 1 && !/^([ \t]|$)/ { finish() }
inside == 2 && /^```/ { finish() }
inside { print >file }'

# types POLICY FILE: less the lines rules stand on.
types() {
	"$CERTRULE" check --dump=types "$1" 2>/dev/null |
		sed 's|^.*\.rules:[0-9]*$|rule|' >"$2"
}

# Only policies that load have types.
for policy in "$scratch"/*.rules; do
	types "$policy" "$policy.before"
	[ -s "$policy.before" ] || rm "$policy"
done
"$CERTRULE" fmt -w "$scratch"/*.rules || fail "fmt -w fails"
"$CERTRULE" fmt --check "$scratch"/*.rules || fail "formatted twice they differ"
compared=0
for policy in "$scratch"/*.rules; do
	types "$policy" "$scratch/after"
	compared=$((compared + 1))
	cmp -s "$policy.before" "$scratch/after" || {
		fail "means something else when formatted:"
		cat "$policy"
	}
done
[ $compared -gt 100 ] || fail "only $compared policies were compared"

# ---------------------------------------------------------------------- a diff
cd "$scratch"
awk 'BEGIN {
	for (i = 1; i <= 900; i++) {
		print "# rule", i
		print "block \"" i "\" if http.host ==" (i % 50 == 0 || i > 400 && i < 700 ? "" : " ") "\"a\""
		if (i % 97 == 0)
			print "\n"
	}
	printf "default   block"
}' >long.rules
"$CERTRULE" fmt --diff long.rules >long.diff
"$CERTRULE" fmt long.rules >formatted.rules
grep -q '^\\ No newline' long.diff || fail "a missing newline is not shown"
# Nearly all of it, all of it, and nothing left of it.
awk 'BEGIN {
	print "# a\nlist $a ip {"
	for (i = 0; i < 1000; i++)
		print "\t10.0." int(i / 250) "." i % 250
	print "}\ndefault block"
}' >nearly.rules
printf '  default block\n\n\n\nblock "a"  if ssl' >all.rules
printf '\n\n' >nothing.rules
if command -v patch >/dev/null; then
	for name in long nearly all nothing; do
		cp $name.rules patched.rules
		"$CERTRULE" fmt $name.rules >formatted
		"$CERTRULE" fmt --diff $name.rules |
			patch -s patched.rules || fail "patch takes no diff"
		# patch takes away what becomes empty.
		[ -f patched.rules ] || : >patched.rules
		cmp patched.rules formatted || fail "a patch gives another text"
	done
else
	echo "patch is not installed: diffs were not applied"
fi
"$CERTRULE" fmt --diff formatted.rules >none.diff
[ ! -s none.diff ] || fail "a canonical file has a diff"

# -------------------------------------------------------------------- in place
mkdir place
cp long.rules place/long.rules
chmod 640 place/long.rules
ln -s long.rules place/link.rules
"$CERTRULE" fmt -w place/link.rules || fail "-w fails on a link"
cmp place/long.rules formatted.rules || fail "-w wrote another text"
[ -h place/link.rules ] || fail "-w made a file of a link"
[ "$(stat -c %a place/long.rules)" = 640 ] || fail "-w lost the mode"
[ "$(ls -A place)" = "link.rules
long.rules" ] || fail "-w left something behind: $(ls -A place)"

# One in canonical form is not written at all.
before=$(stat -c %i place/long.rules)
"$CERTRULE" fmt -w place/long.rules
[ "$(stat -c %i place/long.rules)" = "$before" ] ||
	fail "-w wrote what did not change"

# A policy with errors stays as it is, and does not keep others from it.
printf 'block   "a" if\n' >place/bad.rules
printf 'default   block\n' >place/good.rules
code=0
"$CERTRULE" fmt -w place/bad.rules place/good.rules 2>/dev/null || code=$?
[ $code = 2 ] || fail "-w of a policy with errors ends with $code"
[ "$(cat place/bad.rules)" = 'block   "a" if' ] || fail "-w touched a bad file"
[ "$(cat place/good.rules)" = 'default block' ] || fail "-w left a good one"

# No room: what is there stays, and nothing else does.
cp long.rules place/long.rules
ls -A place >list.before
code=0
(
	trap '' XFSZ
	ulimit -f 4
	"$CERTRULE" fmt -w place/long.rules 2>message
) || code=$?
[ $code = 3 ] || fail "-w without room ends with $code"
grep -q '^certrule: cannot write place/long.rules: ' message ||
	fail "-w without room says: $(cat message)"
cmp long.rules place/long.rules || fail "-w without room lost the policy"
ls -A place | cmp - list.before || fail "-w without room left something"

# One that may not be written is not replaced either.  Root may write all.
if [ "$(id -u)" != 0 ]; then
	chmod 440 place/long.rules
	code=0
	"$CERTRULE" fmt -w place/long.rules 2>/dev/null || code=$?
	[ $code = 3 ] || fail "-w of a read-only file ends with $code"
	cmp long.rules place/long.rules || fail "-w wrote a read-only file"
fi

# Output that does not arrive.
if [ -w /dev/full ]; then
	code=0
	"$CERTRULE" fmt long.rules >/dev/full 2>/dev/null || code=$?
	[ $code = 3 ] || fail "lost output ends with $code"
fi

echo "$compared policies compared"
exit $status
