# SPDX-License-Identifier: MIT
#
# doc/diagnostics.md as rows of a C table for cmd_explain_code.c, so that the
# text exists once.  Paragraphs are broken for a terminal of 80 columns,
# examples are indented below "wrong:" and "right:".
#
# Fails, with the line, on what is not in the form the head of that file names.
BEGIN {
	width = 79
	print "/* SPDX-License-Identifier: MIT */"
	print "/* Made from doc/diagnostics.md by explanations.awk. */"
}

# Comments are for those who write the file.
/^<!--/ { comment = 1 }
comment {
	if (/-->/)
		comment = 0
	next
}

/^## / {
	end_row()
	if ($2 !~ /^[EW][0-9][0-9][0-9][0-9]$/ || $3 != "·" || NF < 4)
		fail("not '## CODE · title'")
	if ($2 in seen)
		fail("a second entry for " $2)
	seen[$2] = 1
	title = $0
	sub(/^## [EW][0-9]+ · /, "", title)
	printf "EXPLANATION(%s, \"%s\"", $2, quote(title)
	open = empty = 1
	next
}

!open { next }

/^```/ && !fenced {
	end_paragraph()
	if ($0 !~ /^```(text|(wrong|right) (policy|expression))$/)
		fail("not 'text', nor 'wrong' or 'right' with what it is")
	sub(/^```/, "")
	if ($1 != "text")
		line($1 ":")
	fenced = 1
	next
}
/^```/ {
	fenced = 0
	line("")
	next
}
fenced {
	line("    " $0)
	next
}

/^[ \t]*$/ {
	end_paragraph()
	next
}
/^- / && paragraph != "" {
	write_paragraph()
}
{
	paragraph = paragraph (paragraph == "" ? "" : " ") $0
}

END {
	if (failed)
		exit 1
	if (fenced)
		fail("a block without its end")
	end_row()
}

function end_row() {
	if (!open)
		return
	end_paragraph()
	if (empty)
		fail("an entry without text before this")
	print ")"
	open = 0
}

function end_paragraph() {
	if (paragraph == "")
		return
	write_paragraph()
	line("")
}

# Words into lines; backquotes mean nothing to a terminal.
function write_paragraph(  words, count, i, text) {
	gsub(/`/, "'", paragraph)
	count = split(paragraph, words, /[ \t]+/)
	text = words[1]
	for (i = 2; i <= count; i++) {
		if (length(text) + 1 + length(words[i]) <= width) {
			text = text " " words[i]
			continue
		}
		line(text)
		text = (paragraph ~ /^- / ? "  " : "") words[i]
	}
	line(text)
	paragraph = ""
}

# Empty lines wait, so that an entry neither begins nor ends with one.
function line(text) {
	if (text == "") {
		blank = 1
		return
	}
	if (empty)
		printf ","
	else if (blank)
		printf "\n    \"\\n\""
	printf "\n    \"%s\\n\"", quote(text)
	empty = blank = 0
}

function quote(text) {
	return replace(replace(text, "[\\\\]", "\\\\"), "\"", "\\\"")
}

# Without gsub(), whose backslashes no two awks read alike.
function replace(text, pattern, by,  parts, count, i, result) {
	count = split(text, parts, pattern)
	result = parts[1]
	for (i = 2; i <= count; i++)
		result = result by parts[i]
	return result
}

function fail(what) {
	print FILENAME ":" FNR ": " what >"/dev/stderr"
	failed = 1
	exit 1
}
