# SPDX-License-Identifier: MIT
# certrule-fields(7) from what `certrule fields --json` prints, a line a field.
BEGIN {
	print ".\\\" Made by fields.awk from base/fields.def."
	print ".Dd November 24, 2026"
	print ".Dt CERTRULE-FIELDS 7"
	print ".Os"
	print ".Sh NAME"
	print ".Nm certrule-fields"
	print ".Nd what expressions may ask about a request"
	print ".Sh DESCRIPTION"
	print "A field is a value of one request, which expressions of"
	print ".Xr certrule-policy 5"
	print "compare."
	print "One that nobody gives is missing, and a comparison with it is false."
	print ".Pp"
	print "The type is in brackets behind the name."
	print "A"
	print ".Em proved"
	print "field is missing unless the certificate of the client is verified;"
	print "other fields of certificates are what a client claims, or what was"
	print "found out about it."
	print "An"
	print ".Em extension"
	print "is not in the Cloudflare language."
	text["certificate"] = "Given by the certificate and its verification"
	text["host"] = "Given by the program around certrule"
}

# Members are in one order, so the words between quotes are, too.
{
	split($0, word, "\"")
	name = word[4]
	origin = word[16]
	doc = $0
	sub(/^.*"doc":"/, "", doc)
	sub(/"},?\]?$/, "", doc)
	gsub(/\\"/, "\"", doc)
	gsub(/\\\\/, "\\e", doc)
	notes = ""
	if ($0 ~ /"proved":true/)
		notes = notes ", proved"
	if ($0 ~ /"extension":true/)
		notes = notes ", extension"
	line = ".It Va " name " Pq Vt " word[8] notes "\n" \
	    doc (doc ~ /[.]$/ ? "" : ".")
	if (!(origin in lines))
		origins[++count] = origin
	lines[origin] = lines[origin] line "\n"
}

END {
	for (i = 1; i <= count; i++) {
		print ".Ss " text[origins[i]]
		print ".Bl -tag -width Ds"
		printf "%s", lines[origins[i]]
		print ".El"
	}
	print ".Sh SEE ALSO"
	print ".Xr certrule-fields 1 ,"
	print ".Xr certrule-inspect 1 ,"
	print ".Xr certrule 3 ,"
	print ".Xr certrule-policy 5"
}
