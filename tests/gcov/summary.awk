# SPDX-License-Identifier: MIT
#
# Rows of PATH LINE REACHED BRANCHES REACHED to a table of folders, then files of
# which something is missing, worst first, then lines that are not reached.  The
# file named by the variable all holds the rows of marked lines as well.
function percent(part, whole) {
	return whole == 0 ? "100.00" : sprintf("%.2f", 100 * part / whole)
}
function print_row(name) {
	printf "%-34s %6d of %6d %6s %%   %6d of %6d %6s %%\n", name,
		reached[name], lines[name], percent(reached[name], lines[name]),
		taken[name], branches[name],
		percent(taken[name], branches[name])
}
function add(name) {
	lines[name]++
	reached[name] += $3
	branches[name] += $4
	taken[name] += $5
}
{
	split($1, path, "/")
	add(path[1])
	add("in sum")
	add($1)
	is_file[$1] = 1
	rows++
	if (!$3)
		missed[++misses] = $1 ":" $2
}
END {
	while ((getline row <all) > 0)
		every++
	printf "%-34s %-24s   %s\n", "", "lines", "branches"
	print_row("base")
	print_row("grammar")
	print_row("engine")
	print_row("fields")
	print_row("in sum")
	printf "marked unreachable: %d of %d lines, %s %%\n", every - rows,
		every, percent(every - rows, every)
	sorter = "sort -k1,1nr -k2 | cut -d ' ' -f 2-"
	print "\nfiles with branches not taken, most of them first"
	for (name in is_file)
		if (taken[name] != branches[name] ||
		    reached[name] != lines[name]) {
			printf "%d %-34s %5d of %5d lines, %5d of %5d branches\n",
				branches[name] - taken[name], name, reached[name],
				lines[name], taken[name], branches[name] | sorter
		}
	close(sorter)
	if (misses != 0)
		print "\nlines not reached"
	for (i = 1; i <= misses; i++)
		print missed[i]
	print ""
	if (100 * taken["in sum"] < 95 * branches["in sum"])
		fail("less than 95 % of the branches")
	if (misses != 0)
		fail(misses " lines are not reached and not marked")
	if (100 * (every - rows) > every)
		fail("more than 1 % of the lines are marked")
	if (rows == 0)
		fail("nothing was counted")
	exit failed
}
function fail(why) {
	print "FAIL: " why
	failed = 1
}
