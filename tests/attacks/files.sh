#!/bin/sh
# SPDX-License-Identifier: MIT
#
# What a policy names on the disk, bytes that a .t file cannot hold, and input
# that is large: each attack stands beside its honest neighbour.
#   attack TITLE / honest TITLE, then gives EXIT TEXT ARGUMENT...
set -eu
top=$(cd "${srcdir:-.}" && pwd)
certs=$top/tests/attacks/certs
scratch=$(mktemp -d)
trap 'chmod -R u+rwx "$scratch"; rm -rf "$scratch"' EXIT HUP INT TERM
cd "$scratch"
at=2026-06-01T00:00:00Z
status=0
attacks=0
neighbours=0
title=

# Sanitizers cost time; they have ten seconds where others have two.
seconds=2
program=$(dirname "$CERTRULE")/.libs/certrule
[ -x "$program" ] || program=$CERTRULE
if ldd "$program" 2>/dev/null | grep -q 'asan\|ubsan'; then
	seconds=10
fi

attack() {
	title="attack: $1"
	attacks=$((attacks + 1))
}

honest() {
	title="honest: $1"
	neighbours=$((neighbours + 1))
}

# Processor time: what else the machine does is not our point.
gives() {
	expected=$1 text=$2
	shift 2
	code=0
	(ulimit -t "$seconds" && exec timeout 60 "$CERTRULE" "$@") \
		>out 2>&1 </dev/null || code=$?
	[ "$code" = "$expected" ] && grep -Fq -e "$text" out && return
	status=1
	echo "$title"
	echo "  certrule $*" | cut -c 1-150
	echo "  exit $code, expected $expected; expected to read: $text"
	head -n 5 out | cut -c 1-150 | sed 's/^/  | /'
}

# repeat COUNT TEXT
repeat() {
	awk -v count="$1" -v text="$2" \
		'BEGIN { while (count-- > 0) printf "%s", text }'
}

# ---------------------------------------------------------------- lines, marks

attack 'a comment that ends as on old machines would hide the rule behind it'
printf '# who is out\rblock "out" if ssl\ndefault allow anonymous\n' >p.rules
gives 2 'error[E0005]' check p.rules
honest 'lines that end as on Windows are lines'
printf '# who is out\r\nblock "out" if ssl\r\ndefault allow anonymous\r\n' >p.rules
gives 1 'block by "out"' eval p.rules --set ssl=true
gives 0 'allow by default' eval p.rules --host x --set ssl=false

attack 'a NUL would end the policy for who reads it as C does'
printf 'allow anonymous "a" if not ssl\n\000block "b" if ssl\n' >p.rules
gives 2 'error[E0001]' check p.rules
attack 'a byte order mark between two files put together hides a keyword'
printf 'allow anonymous "a" if not ssl\n\357\273\277block "b" if ssl\n' >p.rules
gives 2 'a byte order mark may only begin the file' check p.rules
honest 'one at the beginning is skipped'
printf '\357\273\277block "b" if ssl\ndefault block\n' >p.rules
gives 1 'block by "b"' eval p.rules --set ssl=true

attack 'a byte order mark inside a list makes an item that never matches'
printf 'list $lost string from "lost.txt"\nblock "lost" if http.user_agent in $lost\nallow anonymous "rest" if http.user_agent != ""\ndefault block\n' \
	>list.rules
printf 'one\n\357\273\277two\n' >lost.txt
gives 2 'the line holds a byte order mark' check list.rules
attack 'so does a NUL behind it'
printf 'one\ntwo\000\n' >lost.txt
gives 2 'the line holds a NUL byte' check list.rules
attack 'and a list in UTF-16'
printf '\377\376o\000n\000e\000\n\000' >lost.txt
gives 2 'error[E0231]' check list.rules
attack 'a list cut short has lost its last item'
printf 'one\ntw' >lost.txt
gives 2 'error[E0230]' check list.rules
attack 'an emptied list would block nobody'
printf '# nobody\n' >lost.txt
gives 2 'may be empty' check list.rules
honest 'a list with a mark in front and ends as on Windows holds its items'
printf '\357\273\277one\r\ntwo\r\n' >lost.txt
gives 1 'block by "lost"' eval list.rules --set http.user_agent=one
gives 1 'block by "lost"' eval list.rules --set http.user_agent=two
gives 0 'allow by "rest"' eval list.rules --set http.user_agent=three

attack 'a fingerprint spelt in another way would leave the list'
printf 'list $lost fingerprint from "prints.txt"\nblock "lost" if http.user_agent in $lost\nallow anonymous "rest" if http.user_agent != ""\ndefault block\n' \
	>prints.rules
repeat 32 'AB:' | sed 's/:$//' >prints.txt
echo >>prints.txt
gives 1 'block by "lost"' eval prints.rules \
	--set "http.user_agent=$(repeat 32 ab)"
honest 'another one does not stand on it'
gives 0 'allow by "rest"' eval prints.rules \
	--set "http.user_agent=$(repeat 32 ac)"
attack 'a fingerprint that is half of one is none'
repeat 16 'ab' >prints.txt
echo >>prints.txt
gives 2 'error[' check prints.rules

# ------------------------------------------------------------------- includes

mkdir parts
attack 'an include brings a default that lets everybody in'
printf 'include "parts/*.rules"\nblock "out" if ssl\n' >main.rules
printf 'default allow anonymous\n' >parts/a.rules
gives 2 'an included file has no default' check main.rules
attack 'and one for a host'
printf 'for "a.example" { default allow anonymous }\n' >parts/a.rules
gives 2 'an included file has no default' check main.rules
attack 'an include that is not closed swallows what stands behind it'
printf 'allow anonymous "in" if not ssl or (\n' >parts/a.rules
gives 2 'parts/a.rules:' check main.rules
honest 'an include of rules stands where it is named'
printf 'block "first" if ssl\n' >parts/a.rules
gives 1 'block by "first" (parts/a.rules:1)' eval main.rules --set ssl=true
attack 'includes in a circle'
printf 'include "b.rules"\n' >parts/b.rules
gives 2 'error[E0223]' check main.rules
printf 'include "../main.rules"\n' >parts/b.rules
gives 2 'parts/../main.rules' check main.rules
attack 'a circle through a link'
rm parts/b.rules
ln -s ../main.rules parts/b.rules
gives 2 'error[' check main.rules
rm parts/b.rules
attack 'a pattern that matches nothing would leave its rules out'
printf 'include "parts/*.none"\nallow anonymous "x" if ssl\n' >none.rules
gives 2 'error[E0224]' check none.rules
honest 'without them the policy loads'
gives 0 'rules' check main.rules

# --------------------------------------------------------- kinds of files, keys

trust() {
	printf 'trust t for default {\n    ca "%s"\n}\ndefault block\n' "$1" >t.rules
}
mkfifo fifo
mkdir folder
attack 'files that never end, or never begin, for each kind of file there is'
for file in fifo /dev/zero /dev/null folder; do
	kind='regular file'
	[ "$file" = fifo ] && kind=fifo
	[ "$file" = folder ] && kind=directory
	[ -e "$file" ] || continue
	gives 3 "$file" check "$file"
	gives 3 "$file" verify --ca "$certs/root.pem" "$file"
	gives 3 "$file" eval main.rules --fields "$file"
	printf 'include "%s"\ndefault block\n' "$file" >kind.rules
	gives 2 "$kind" check kind.rules
	printf 'list $l string from "%s"\ndefault block\n' "$file" >kind.rules
	gives 2 "$kind" check kind.rules
	[ "$file" = folder ] && continue # may hold CAs
	trust "$file"
	gives 2 "$kind" check --at $at t.rules
done
honest 'a link to a file is one'
ln -s "$certs/root.pem" link.pem
trust link.pem
gives 0 'CN=Fleet Root' check --at $at t.rules

if command -v openssl >/dev/null 2>&1; then
	openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 \
		-out pkcs8.pem 2>/dev/null
	openssl ec -in pkcs8.pem -out sec1.pem 2>/dev/null
	openssl ec -in pkcs8.pem -outform DER -out sec1.der 2>/dev/null
	openssl pkcs8 -topk8 -nocrypt -in pkcs8.pem -outform DER \
		-out pkcs8.der 2>/dev/null
	openssl pkcs8 -topk8 -in pkcs8.pem -passout pass:x \
		-out locked.pem 2>/dev/null
	cat "$certs/root.pem" pkcs8.pem >behind.pem
	secret=$(sed -n 2p pkcs8.pem)
	attack 'a private key where a certificate is due is refused, not read out'
	for key in pkcs8.pem sec1.pem sec1.der pkcs8.der locked.pem behind.pem; do
		trust $key
		gives 2 'private key' check --at $at t.rules
		grep -Fq -e "$secret" out && status=1 && echo "$key was printed"
		gives 3 'private key' inspect $key
		grep -Fq -e "$secret" out && status=1 && echo "$key was printed"
		gives 3 'private key' verify --ca "$certs/root.pem" \
			--chain $key "$certs/good.pem"
	done
	honest 'the certificate without its key is taken'
	gives 0 'verified' verify --ca "$certs/root.pem" --at $at \
		"$certs/good.pem"
fi

# Of whoever may read everything there is nothing to ask.
cp "$certs/root.pem" mine.pem
chmod 000 mine.pem
if ! cat mine.pem >/dev/null 2>&1; then
	attack 'a CA file nobody may read leaves no block open'
	trust mine.pem
	gives 2 "cannot read 'mine.pem'" check --at $at t.rules
fi

# ----------------------------------------------------------- what is printed

# Controls but tab and line end; of Unicode those that the certificates hold.
obeyed=$(printf '[\001-\010\013-\037\177]')
cat >unseen <<EOF_UNSEEN
$(printf '\302\233')
$(printf '\302\205')
$(printf '\342\200\213')
$(printf '\342\200\250')
$(printf '\342\200\256')
$(printf '\342\201\246')
EOF_UNSEEN

# What is looked for would be found.
printf 'a\033[2J\n' | LC_ALL=C grep -q "$obeyed" || status=1
printf 'good\342\200\213\n' | LC_ALL=C grep -Fqf unseen || status=1
[ $status = 0 ] || echo "what a terminal obeys would not be seen"

# printed CERTIFICATE: what each verb prints of it is for the eye alone.
printed() {
	for how in 'inspect' 'inspect --json' 'verify' 'verify --json'; do
		gives 0 'verified' $how --ca "$certs/root.pem" --at $at \
			"$certs/$1.pem"
		clean "$1" "$how"
	done
	for how in --explain --json; do
		gives 0 'allow' eval says.rules $how --cert "$certs/$1.pem" \
			--host x --at $at
		clean "$1" "eval $how"
	done
}

clean() {
	if LC_ALL=C grep -q "$obeyed" out || LC_ALL=C grep -Fqf unseen out; then
		status=1
		echo "$title: $2 of $1"
	fi
}

cat >says.rules <<EOF_SAYS
trust t for default {
    ca "$certs/root.pem"
}
block "claims" if cf.tls_client_auth.cert_subject_dn contains "nobody"
block "names" if any(tls.client_cert.subject.cn[*] == "nobody") or any(tls.client_cert.san.dns[*] == "nobody")
allow "all" if hostname == "x"
EOF_SAYS
attack 'no verb prints what a certificate would like a terminal to do'
for cert in forged-lines bidi c1-control latin nul-last new-line dns-escape \
	dns-broken uri-nul; do
	printed $cert
done
honest 'letters of a language are printed as they are'
printed composed
gives 0 'Adéle' inspect --ca "$certs/root.pem" --at $at "$certs/composed.pem"

# -------------------------------------------------------------- odd file names

attack 'a file name cannot write to the terminal'
odd=$(printf 'a\033[2J\nb.rules')
gives 3 'a\x1b[2J\x0ab.rules' check "$odd"
printf 'allow anonymous "x" if ssl\n' >"$odd"
gives 0 'a\x1b[2J\x0ab.rules' check "$odd"
honest 'one with a space and an é is printed as it is'
printf 'allow anonymous "x" if ssl\n' >'a é.rules'
gives 0 'a é.rules' check 'a é.rules'

# ----------------------------------------------------------------- exhaustion

attack 'parentheses, nots and calls without an end'
for open in '(' 'not ' 'any(' 'lower('; do
	printf 'allow anonymous "x" if %sssl\n' "$(repeat 20000 "$open")" \
		>deep.rules
	gives 2 'error[E0011]' check deep.rules
done
honest 'a hundred of them are fine'
printf 'allow anonymous "x" if %sssl%s\ndefault block\n' "$(repeat 100 '(')" \
	"$(repeat 100 ')')" >deep.rules
gives 0 'allow by "x"' eval deep.rules --set ssl=true

attack 'a million items and one'
printf 'list $l int from "numbers.txt"\nallow anonymous "x" if http.request.timestamp.sec in $l\ndefault block\n' \
	>numbers.rules
awk 'BEGIN { for (i = 1; i <= 1000001; i++) print i }' >numbers.txt
seconds=$((seconds * 3))
gives 2 'error[' check numbers.rules
honest 'a hundred thousand are found, and no other'
sed -n 1,100000p numbers.txt >few.txt
mv few.txt numbers.txt
gives 0 'allow by "x"' eval numbers.rules --set http.request.timestamp.sec=99999
gives 1 'block by default' eval numbers.rules \
	--set http.request.timestamp.sec=100001

attack 'a header of more than a megabyte is no fact to decide by'
repeat 1048577 a >value
printf 'allow anonymous "x" if not (http.user_agent contains "evil")\ndefault allow anonymous\n' \
	>large.rules
printf '{"hostname":"x","http.user_agent":"%s"}\n' "$(cat value)" >large.json
gives 2 'more than 1 MiB' eval large.rules --fields large.json
honest 'a header of a megabyte is looked through'
printf '{"hostname":"x","http.user_agent":"%s"}\n' \
	"$(head -c 1048576 value)" >large.json
gives 0 'allow by "x"' eval large.rules --fields large.json

attack 'a subject over the limit of patterns is undecided, and blocks'
printf 'allow anonymous "x" if not (http.user_agent matches "a[0-9]")\ndefault allow anonymous\n' \
	>long.rules
printf '{"hostname":"x","http.user_agent":"%s"}\n' \
	"$(head -c 65537 value)" >large.json
gives 1 'block by "x"' eval long.rules --fields large.json
honest 'at the limit it is searched'
printf '{"hostname":"x","http.user_agent":"%s"}\n' \
	"$(head -c 65536 value)" >large.json
gives 0 'allow by "x"' eval long.rules --fields large.json

attack 'a used up budget does not fall through to a later allow'
{
	awk 'BEGIN { for (i = 1; i <= 1100; i++)
		printf "block \"%d\" if http.user_agent matches " \
		    "\"[xX]%s[yY]{%d}[zZ]\"\n", i, (i > 900 ? "[wW]" : ""), \
		    (i > 900 ? i - 900 : i) }'
	echo 'allow anonymous "late" if true'
	echo 'default allow anonymous'
} >budget.rules
gives 1 'block: the work budget is used up' eval budget.rules \
	--fields large.json
gives 1 'block: the work budget is used up' eval --reference budget.rules \
	--fields large.json
honest 'a short subject leaves enough of it'
gives 0 'allow by "late"' eval budget.rules --host x --set http.user_agent=abc

attack 'JSON nested without an end'
repeat 100000 '[' >deep.json
gives 2 'maximum parsing depth' eval main.rules --fields deep.json
attack 'one field twice, to be read once each way'
printf '{"ssl":true,"ssl":false}\n' >twice.json
gives 2 'duplicate object key' eval main.rules --fields twice.json
honest 'once it is taken'
printf '{"ssl":true}\n' >once.json
gives 1 'block by "first"' eval main.rules --fields once.json

# ---------------------------------------------------------------- concurrency

attack 'a policy that is replaced while it is read is the old one or the new'
printf '# %s\nblock "old" if ssl\ndefault block\n' "$(head -c 200000 value)" \
	>old.rules
sed 's/"old"/"new"/' old.rules >new.rules
cp old.rules live.rules
(
	for i in 1 2 3 4 5 6 7 8 9 10; do
		cp new.rules next && mv next live.rules
		cp old.rules next && mv next live.rules
	done
) &
writer=$!
for i in 1 2 3 4 5 6 7 8; do
	code=0
	"$CERTRULE" eval live.rules --set ssl=true >out 2>&1 || code=$?
	if [ $code != 1 ] || ! grep -Eq '^block by "(old|new)"' out; then
		status=1
		echo "$title"
		head -n 3 out
	fi
done
wait $writer
honest 'when all is quiet it is the last one'
gives 1 'block by "old"' eval live.rules --set ssl=true

echo "$attacks attacks, $neighbours honest neighbours"
exit $status
