# SPDX-License-Identifier: MIT
#
# The lines that llvm-cov shows, to a table of files and the conditions of which
# nothing shows that they decide alone, with what stands there.
function percent(part, whole) {
	return whole == 0 ? "100.00" : sprintf("%.2f", 100 * part / whole)
}
function row(name) {
	printf "%-34s %5d of %5d conditions %6s %%\n", name, shown[name],
		all[name], percent(shown[name], all[name])
}
/^\/.*:$/ {
	file = substr($0, 1, length($0) - 1)
	if (index(file, top) == 1)
		file = substr(file, length(top) + 1)
	files[++count] = file
	next
}
/^ *[0-9]+\|/ {
	line = $0
	number = line
	sub(/\|.*/, "", number)
	sub(/^[^|]*\|[^|]*\|/, "", line)
	text[file, number + 0] = line
	next
}
/MC\/DC Decision Region/ { split("", place) }
/Condition C[0-9]+ --> \(/ {
	match($0, /C[0-9]+/)
	name = substr($0, RSTART, RLENGTH)
	match($0, /\([0-9]+:[0-9]+\)/)
	place[name] = substr($0, RSTART + 1, RLENGTH - 2)
}
/C[0-9]+-Pair: / {
	match($0, /C[0-9]+/)
	name = substr($0, RSTART, RLENGTH)
	if (/constant folded/)
		next
	all[file]++
	if (/-Pair: covered/) {
		shown[file]++
		next
	}
	left[++lacking] = file ":" place[name]
}
END {
	for (i = 1; i <= count; i++) {
		row(files[i])
		shown["in sum"] += shown[files[i]]
		all["in sum"] += all[files[i]]
	}
	row("in sum")
	if (lacking != 0)
		print "\nconditions not shown to decide alone"
	for (i = 1; i <= lacking; i++) {
		split(left[i], at, ":")
		print left[i] ": " substr(text[at[1], at[2]], at[3])
	}
	print ""
	if (all["in sum"] == 0) {
		print "FAIL: nothing was counted"
		exit 1
	}
}
