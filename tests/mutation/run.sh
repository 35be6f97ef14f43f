#!/bin/sh
# SPDX-License-Identifier: MIT
#
# make mutation: breaks the program in one small place, sees whether a test
# notices, and does so again elsewhere.  See README.md.
#
#	N       how many mutants, drawn with SEED; 0: all
#	FILES   areas, or files, to draw from; none: all of the areas
#	MUTANTS these alone, as FILE#NUMBER
#	JOBS    how many at a time
#	QUICK   not empty: without the tests that `areas` calls long, and
#	        without sanitizers
#
# Works in ./mutation, on a copy of the sources: first in plain/, with -O2; what
# survives there once more in sanitized/, where a wrong read is noticed as well.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "${srcdir:-.}" && pwd)
: "${N:=400}" "${SEED:=1}" "${FILES:=}" "${MUTANTS:=}" "${JOBS:=2}" "${QUICK:=}"
: "${CC:=cc}" "${AR:=ar}" "${LIBS:=}"
export CC AR CFLAGS LIBS TOP
tab=$(printf '\t')

# ----------------------------------------------------------------------- build

# Into sources/; what has not changed keeps its time, and make its objects.
copy_sources() {
	rm -rf mutation/sources.new
	mkdir -p mutation/sources.new mutation/sources
	(cd "$top" && tar cf - --exclude=.git --exclude='*.o' .) |
		(cd mutation/sources.new && tar xmf -)
	for file in grammar/parser.c grammar/parser.h grammar/scanner.c \
		cli/explanations.def config.h; do
		[ -f "$file" ] || file=$top/$file
		cp "$file" "mutation/sources.new/${file#"$top"/}"
	done
	cd mutation/sources.new
	find . -name '*.[ch]' -o -name '*.def' | while read -r file; do
		! cmp -s "$file" "../sources/$file" ||
			touch -r "../sources/$file" "$file"
	done
	cd ..
	rm -rf sources
	mv sources.new sources
	cd ..
}

# build FOLDER FLAGS
build() {
	CFLAGS=$2
	mkdir -p "mutation/$1"
	cd "mutation/$1"
	make -f "$here/programs.mk" -j "$JOBS" >make.log 2>&1 || {
		tail make.log
		exit 1
	}
	compile=$(make -s -f "$here/programs.mk" show)
	find objects/base objects/grammar objects/engine objects/fields \
		-name '*.o' | sort >objects.list
	time_tests
	cd ../..
}

# ---------------------------------------------------------------------- tables

# Lines of AREA <tab> FILE, and the tests of an area one a line.
list_files() {
	while read -r key words; do
		case $key in
		area) area=$words ;;
		sources)
			(cd "$TOP" && for file in $words; do
				echo "$area$tab$file"
			done)
			;;
		esac
	done <"$here/areas"
}

# list_tests AREA tests|long
list_tests() {
	awk -v area="$1" -v key="$2" '$1 == "area" { mine = $2 == area }
		mine && $1 == key { for (i = 2; i <= NF; i++) print $i }' \
		"$here/areas"
}

is_wanted() {
	[ -n "$FILES" ] || return 0
	for wanted in $FILES; do
		case $wanted in
		"$1" | "$2") return 0 ;;
		esac
	done
	return 1
}

# AREA FILE#NUMBER LINE OFFSET LENGTH WHAT TEXT, by tabs, of all that there are.
list_mutants() {
	list_files | while IFS=$tab read -r area file; do
		is_wanted "$area" "$file" || continue
		awk -v swaps="$here/swaps" -f "$here/mutants.awk" \
			"$TOP/$file" |
			sed "s|^|$area$tab$file#|"
	done
}

# The same on every machine, unlike rand() of awk.
draw() {
	awk -v seed="$SEED" 'BEGIN { x = seed * 7919 + 1 }
		{ for (i = 0; i < 3; i++) x = (x * 16807 + 12345) % 2147483647
		  print x "\t" $0 }' | sort -n | cut -f2- |
		if [ "$N" = 0 ]; then cat; else head -n "$N"; fi
}

choose() {
	if [ -n "$MUTANTS" ]; then
		awk -F'\t' -v ids="$MUTANTS" 'BEGIN { n = split(ids, id, " ")
			for (i = 1; i <= n; i++) wanted[id[i]] = 1 }
			$2 in wanted'
	else
		draw
	fi
}

# ------------------------------------------------------------------------ tests

is_wrapped() {
	grep -q "^wrapped.* $1\$" "$here/programs.mk" ||
		grep -q "^wrapped.* $1 " "$here/programs.mk"
}

# link_wrapped LIBRARY TEST: what the sources of the test call __wrap_NAME is to
# be called in place of NAME.
link_wrapped() {
	wraps=$(nm "objects/$(dirname "$2")"/*.o |
		sed -n 's/.* T __wrap_/-Wl,--wrap=/p' | sort -u)
	changed=$(cat "$1/changed" 2>/dev/null) || changed=none
	$CC $CFLAGS -o "$1/wrapped" "objects/$2.o" $wraps \
		-Wl,--start-group helpers.a -Wl,--end-group \
		$(sed "s|^$changed\$|$1/mutant.o|" objects.list) $LIBS
}

# run_test LIBRARY SECONDS TEST
run_test() {
	if is_wrapped "$3"; then
		link_wrapped "$1" "$3" || return 0
		set -- "$1" "$2" "$1/wrapped"
	else
		case $3 in
		*.t) set -- "$1" "$2" ./certrule test "$TOP/$3" ;;
		*.sh) set -- "$1" "$2" sh "$TOP/$3" ;;
		*) set -- "$1" "$2" "./$3" ;;
		esac
	fi
	library=$1 seconds=$2
	shift 2
	(
		ulimit -c 0
		[ "$CFLAGS" != -O2 ] || ulimit -v 8000000
		LD_LIBRARY_PATH=$library CERTRULE=$PWD/certrule CK_FORK=no \
			LIMBO=${LIMBO:-$top/../shared/vectors/limbo/client.json} \
			srcdir=$TOP builddir=$PWD
		export LD_LIBRARY_PATH CERTRULE CK_FORK LIMBO srcdir builddir
		exec timeout -k 1 "$seconds" "$@"
	) >/dev/null 2>&1 || [ $? = 77 ] # skipped
}

# The limit of each: what it takes without a mutant, five times, and a bit.
time_tests() {
	[ ! limits -nt libmutant.so ] || [ ! limits -nt "$here/areas" ] ||
		return 0
	for area in $(list_files | cut -f1 | sort -u) any; do
		list_tests "$area" tests
		list_tests "$area" long
	done | sort -u | while read -r test; do
		begin=$(date +%s)
		run_test "$PWD" 300 "$test" || {
			echo "$test fails without a mutant" >&2
			exit 1
		}
		echo "$test $((3 + 5 * ($(date +%s) - begin + 1)))"
	done >limits.new
	mv limits.new limits
}

limit_of() {
	awk -v test="$1" '$1 == test { print $2 }' limits
}

# --------------------------------------------------------------------- mutants

# mutate FILE OFFSET LENGTH TEXT
mutate() {
	head -c "$2" "$TOP/$1"
	printf '%s' "$4"
	tail -c "+$(($2 + $3 + 1))" "$TOP/$1"
}

# The libraries, with the mutant in place of its original.
link_mutant() {
	echo "$2" >"$1/changed"
	$CC $CFLAGS -shared -Wl,-Bsymbolic -o "$1/libmutant.so" \
		$(sed "s|^$2\$|$1/mutant.o|" objects.list) $LIBS
}

tests_in_order() {
	{
		[ ! -f "$1/order-$(echo "$3" | tr / -)" ] ||
			cat "$1/order-$(echo "$3" | tr / -)"
		list_tests "$2" tests
		list_tests any tests
		[ -n "$QUICK" ] || list_tests "$2" long
	} | awk '!seen[$0]++'
}

remember_killer() {
	order=$1/order-$(echo "$2" | tr / -)
	{
		echo "$3"
		[ ! -f "$order" ] || cat "$order"
	} | awk '!seen[$0]++' | head -n 4 >"$order.new"
	mv "$order.new" "$order"
}

# need_not FILE LINE: any change there is explained, so no test is tried.
need_not() {
	text=$(sed -n "$2{s/^[[:space:]]*//;p;}" "$TOP/$1")
	function=$(sed -n "1,$2s/^\([a-z_0-9]*\)(.*/\1/p" "$TOP/$1" | tail -n 1)
	grep -qxF -e "$1: $text: *" -e "$1: $function(): *" "$here/survivors"
}

# is_explained FILE LINE WHAT
is_explained() {
	text=$(sed -n "$2{s/^[[:space:]]*//;p;}" "$TOP/$1")
	grep -qxF -e "$1: $text: $3" "$here/survivors"
}

# judge WORKER AREA FILE LINE OFFSET LENGTH WHAT TEXT: says what came of it.
judge() {
	worker=$1 area=$2 file=$3
	mutate "$file" "$5" "$6" "$8" |
		$compile -iquote "$TOP/$(dirname "$file")" -x c -c \
			-o "$worker/mutant.o" - 2>/dev/null || {
		echo "uncompiled"
		return
	}
	original=objects/${file%.c}.o
	if cmp -s "$worker/mutant.o" "$original"; then
		echo "same"
		return
	fi
	mkdir "seen/$(cksum <"$worker/mutant.o" | tr ' ' -)" 2>/dev/null || {
		echo "twin"
		return
	}
	link_mutant "$worker" "$original" || {
		echo "uncompiled"
		return
	}
	if need_not "$file" "$4"; then
		echo "explained"
		return
	fi
	for test in $(tests_in_order "$worker" "$area" "$file"); do
		run_test "$worker" "$(limit_of "$test")" "$test" || {
			remember_killer "$worker" "$file" "$test"
			echo "killed by $test"
			return
		}
	done
	if is_explained "$file" "$4" "$7"; then
		echo "explained"
	else
		echo "SURVIVED"
	fi
}

# One line of the results for each mutant: what came of it, which, where, what.
work() {
	worker=$PWD/worker-$1
	mkdir -p "$worker"
	awk -v job="$1" -v jobs="$JOBS" 'NR % jobs == job' "$2" |
		while IFS=$tab read -r area id line offset length what text; do
			outcome=$(judge "$worker" "$area" "${id%#*}" "$line" \
				"$offset" "$length" "$what" "$text")
			printf '%s\t%s\t%s\t%s\t%s\n' "$outcome" "$area" \
				"$id" "$line" "$what" >>"results-$1"
		done
}

# ---------------------------------------------------------------------- report

report() {
	sort -t"$tab" -k2,2 -k3,3 -o mutation/results mutation/results
	awk -F'\t' '$1 == "SURVIVED" || $1 == "explained" {
		sub(/#.*/, "", $3)
		printf "%s: %s:%s: %s\n", $1, $3, $4, $5 }' mutation/results
	awk -F'\t' '
		!n[$2] { areas++; area[areas] = $2 }
		{ n[$2]++; sub(/ by .*/, "", $1); n[$2, $1]++; n["all", $1]++ }
		function row(a,    judged, fine) {
			judged = n[a, "killed"] + n[a, "explained"] + \
				n[a, "SURVIVED"]
			fine = judged - n[a, "explained"]
			fine = fine ? 100 * n[a, "killed"] / fine : 100
			printf "%-15s %7d %10d %5d %5d %7d %10d %9d %9.1f\n", \
				a, judged, n[a, "uncompiled"], n[a, "same"], \
				n[a, "twin"], n[a, "killed"], \
				n[a, "explained"], n[a, "SURVIVED"], fine
		}
		END {
			printf "%-15s %7s %10s %5s %5s %7s %10s %9s %9s\n", \
				"area", "mutants", "uncompiled", "same", \
				"twins", "killed", "explained", "survivors", \
				"killed %"
			for (i = 1; i <= areas; i++)
				row(area[i])
			row("all")
		}' mutation/results
}

# work_all FOLDER MUTANTS: with as many at a time as asked.
work_all() {
	cd "mutation/$1"
	rm -rf seen results* worker-*
	mkdir seen
	job=0
	while [ "$job" -lt "$JOBS" ]; do
		: >"results-$job"
		work "$job" "$2" &
		job=$((job + 1))
	done
	wait
	cat results-* >results
	cd ../..
}

# What the sanitizers have noticed takes the place of what had survived.
work_again() {
	awk -F'\t' 'NR == FNR { if ($1 == "SURVIVED") again[$3]; next }
		$2 in again' mutation/plain/results mutation/chosen \
		>mutation/again
	[ -s mutation/again ] || return 0
	build sanitized "-O1 -g -fno-sanitize-recover=all \
		-fsanitize=address,undefined"
	work_all sanitized ../again
	awk -F'\t' 'NR == FNR { if ($1 ~ /^killed/) noticed[$3] = $1; next }
		$3 in noticed { sub(/^[^\t]*/, noticed[$3] ", sanitized") } 1' \
		mutation/sanitized/results mutation/results >mutation/results.new
	mv mutation/results.new mutation/results
}

copy_sources
TOP=$PWD/mutation/sources
build plain -O2
list_mutants >mutation/mutants
choose <mutation/mutants >mutation/chosen
work_all plain ../chosen
cp mutation/plain/results mutation/results
[ -n "$QUICK" ] || work_again
report
! grep -q ^SURVIVED mutation/results
