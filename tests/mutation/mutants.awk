# SPDX-License-Identifier: MIT
#
# Reads one C source of the tree and prints each small way to break it:
#
#	NUMBER <tab> LINE <tab> OFFSET <tab> LENGTH <tab> WHAT <tab> TEXT
#
# TEXT takes the place of LENGTH bytes at OFFSET; WHAT tells a reader what that
# does to the line.  Sees tokens, not types, and relies on the style of the tree
# (tests/format.sh): the return type of a function before its name, statements
# that begin where clang-format lets them.  What does not compile is no mutant;
# that is left to who compiles it.
#
#	awk -v swaps=tests/mutation/swaps -f mutants.awk base/ip.c
BEGIN {
	while ((getline row < swaps) > 0)
		if (row !~ /^#/ && split(row, word, " ") == 2)
			swap[word[1]] = word[2]
	split("if for while switch do else case default return break continue " \
	      "goto", list, " ")
	for (i in list)
		control[list[i]] = 1
	split("const static struct enum union unsigned int bool char void long " \
	      "STACK_OF", list, " ")
	for (i in list)
		type[list[i]] = 1
	letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
	digits = "0123456789"
	whole = ""
}

# ---------------------------------------------------------------------- tokens

# How many bytes the token at the front of text has; its kind goes to `kind`.
function measure(text,    c, n) {
	c = substr(text, 1, 1)
	if (index(letters, c)) {
		kind = "name"
		match(text, /^[A-Za-z0-9_]+/)
		return RLENGTH
	}
	if (index(digits, c)) {
		kind = "number"
		match(text, /^[A-Za-z0-9_.]+/)
		return RLENGTH
	}
	if (c == "\"" || c == "'") {
		kind = c == "'" ? "byte" : "string"
		for (n = 2; substr(text, n, 1) != c && n < length(text); n++)
			if (substr(text, n, 1) == "\\")
				n++
		return n
	}
	kind = "sign"
	if (substr(text, 1, 3) == "<<=" || substr(text, 1, 3) == ">>=")
		return 3
	if (index(" -> ++ -- << >> <= >= == != && || += -= *= /= %= &= ^= |= ",
		  " " substr(text, 1, 2) " "))
		return 2
	return 1
}

function add_tokens(line, base,    at, n) {
	for (at = 1; at <= length(line); at += n) {
		if (in_comment) {
			n = index(substr(line, at), "*/")
			if (n == 0)
				return
			n++
			in_comment = 0
			continue
		}
		if (substr(line, at, 2) == "/*") {
			in_comment = 1
			n = 2
			continue
		}
		n = measure(substr(line, at))
		if (substr(line, at, 1) ~ /[ \t]/)
			continue
		count++
		T[count] = substr(line, at, n)
		K[count] = kind
		O[count] = base + at - 1
		L[count] = NR
	}
}

{
	# Directives hold no code of ours.
	if (directive || (!in_comment && $0 ~ /^[ \t]*#/))
		directive = $0 ~ /\\$/
	else
		add_tokens($0, length(whole))
	whole = whole $0 "\n"
}

# ------------------------------------------------------------------- structure

# Partner: the other one of a pair.  In: the token stands in a function, whose
# return type is Returns.  Starts: a statement begins here.
function see_structure(    i, depth, stack, begin, body, top, level) {
	depth = level = 0
	begin = 1
	for (i = 1; i <= count; i++) {
		In[i] = body
		Returns[i] = returns
		if (T[i] == "(" || T[i] == "[" || T[i] == "{") {
			stack[++depth] = i
			if (T[i] == "{" && depth == 1) {
				body = T[i - 1] == ")"
				returns = read_type(begin, Partner[i - 1])
				level = 1
			} else if (T[i] == "{" && opens_block(i))
				level = depth
		} else if (T[i] == ")" || T[i] == "]" || T[i] == "}") {
			top = stack[depth--]
			Partner[i] = top
			Partner[top] = i
			if (depth == 0 && T[i] == "}")
				body = 0
		}
		if (depth == 0 && (T[i] == ";" || T[i] == "}"))
			begin = i + 1
		Depth[i] = depth
	}
	for (i = 2; i <= count; i++)
		Starts[i] = In[i] && begins_statement(i)
}

# What stands before the name of the function: "static bool".
function read_type(from, open,    i, text) {
	text = ""
	for (i = from; i < open - 1; i++)
		text = text T[i] " "
	return text
}

function is_header_end(i) {
	return T[i] == ")" && (T[Partner[i] - 1] == "if" ||
		T[Partner[i] - 1] == "for" || T[Partner[i] - 1] == "while" ||
		T[Partner[i] - 1] == "switch")
}

function opens_block(i) {
	return is_header_end(i - 1) || T[i - 1] == "else" ||
		T[i - 1] == "do" || T[i - 1] == ";" || T[i - 1] == "{" ||
		T[i - 1] == "}" || T[i - 1] == ":" ||
		(T[i - 1] == ")" && Depth[i] == 1)
}

function in_parentheses(i,    j) {
	for (j = i - 1; j > 0 && T[j] != "{" && T[j] != "}"; j--) {
		if (T[j] == ")" || T[j] == "]")
			j = Partner[j]
		else if (T[j] == "(" || T[j] == "[")
			return 1
	}
	return 0
}

function begins_statement(i) {
	if (T[i] == "{" || T[i] == "}" || T[i] == ";")
		return 0
	if (T[i - 1] == ";")
		return !in_parentheses(i)
	if (T[i - 1] == "{")
		return opens_block(i - 1)
	if (T[i - 1] == ":")
		return T[i - 3] == "case" || T[i - 2] == "default" ||
			(T[i - 3] == ";" && K[i - 2] == "name") ||
			(T[i - 3] == "}" && K[i - 2] == "name")
	return T[i - 1] == "}" || T[i - 1] == "else" || T[i - 1] == "do" ||
		is_header_end(i - 1)
}

function end_of_statement(i) {
	for (; i <= count && T[i] != ";"; i++)
		if (Partner[i] > i)
			i = Partner[i]
	return i
}

function is_declaration(i) {
	return T[i] in type || T[i] ~ /_t$/ ||
		(K[i] == "name" && K[i + 1] == "name") ||
		(K[i] == "name" && T[i + 1] == "*" && K[i + 2] == "name")
}

# --------------------------------------------------------------------- mutants

function text_of(from, to,    text) {
	text = substr(whole, O[from] + 1, O[to] + length(T[to]) - O[from])
	gsub(/\/\*[^*]*\*\//, "", text)
	gsub(/[ \t\n]+/, " ", text)
	return text
}

function put(from, to, text, what) {
	gsub(/[\t\n]+/, " ", what)
	printf "%d\t%d\t%d\t%d\t%s\t%s\n", ++number, L[from], O[from],
		O[to] + length(T[to]) - O[from], what, text
}

function replace(i, text) {
	put(i, i, text, "'" T[i] "' becomes '" text "'")
}

# From where to where the part of a condition goes that stands left or right of
# the sign at i; `ends` are the signs of the same depth that it ends at.
function left_part(i, ends,    j) {
	for (j = i - 1; j > 0; j--) {
		if (T[j] == ")" || T[j] == "]" || T[j] == "}")
			j = Partner[j]
		else if (index(ends " ( [ { , ; return = += -= |= &= ? : ",
			       " " T[j] " "))
			break
	}
	return j + 1
}

function right_part(i, ends,    j) {
	for (j = i + 1; j <= count; j++) {
		if (T[j] == "(" || T[j] == "[" || T[j] == "{")
			j = Partner[j]
		else if (index(ends " ) ] } , ; ? : ", " " T[j] " "))
			break
	}
	return j - 1
}

function mutate_logic(i,    other, ends, left) {
	other = T[i] == "&&" ? "||" : "&&"
	replace(i, other)
	ends = T[i] == "&&" ? " && ||" : " ||"
	put(i, right_part(i, ends), "",
	    "'" text_of(i, right_part(i, ends)) "' is dropped")
	left = left_part(i, ends)
	if (T[left - 1] != T[i])
		put(left, i, "", "'" text_of(left, i) "' is dropped")
}

function mutate_order(i) {
	if (T[i] == "<") {
		replace(i, "<=")
		replace(i, ">=")
	} else if (T[i] == ">") {
		replace(i, ">=")
		replace(i, "<=")
	} else if (T[i] == "<=") {
		replace(i, "<")
		replace(i, ">")
	} else if (T[i] == ">=") {
		replace(i, ">")
		replace(i, "<")
	} else
		replace(i, T[i] == "==" ? "!=" : "==")
}

function is_binary(i) {
	return K[i - 1] == "number" || K[i - 1] == "byte" ||
		T[i - 1] == ")" || T[i - 1] == "]" ||
		(K[i - 1] == "name" && !(T[i - 1] in control))
}

function mutate_sum(i) {
	if (length(T[i]) == 1 && !is_binary(i))
		return
	if (T[i] == "+" || T[i] == "++" || T[i] == "+=")
		replace(i, T[i] == "+" ? "-" : T[i] == "++" ? "--" : "-=")
	else
		replace(i, T[i] == "-" ? "+" : T[i] == "--" ? "++" : "+=")
}

function mutate_constant(i) {
	# The bound of a local array says nothing that a test could see.
	if (T[i - 1] == "[" && in_declaration[i])
		return
	if (T[i] == "0") {
		if (T[i - 1] != "return")
			replace(i, "1")
		return
	}
	if (T[i] == "1" && T[i - 1] == "-" && T[i - 2] == "return")
		return
	# -1 stands for a failure, and -2 would as well.
	if (T[i] != "1" || T[i - 1] != "-" || is_binary(i - 1))
		replace(i, T[i] == "1" ? "2" : "(" T[i] " + 1)")
	replace(i, T[i] == "1" ? "0" : "(" T[i] " - 1)")
}

function mutate_name(i) {
	if (T[i] in swap)
		replace(i, swap[T[i]])
	else if (T[i] ~ /^CR_LIMIT_/)
		replace(i, "(" T[i] " + 1)")
}

function mutate_header(i,    close_at) {
	close_at = Partner[i + 1]
	put(i + 1, close_at, "(!" text_of(i + 1, close_at) ")",
	    "'" T[i] " " text_of(i + 1, close_at) "' is negated")
}

function mutate_choice(i,    left) {
	left = left_part(i, "")
	put(left, i - 1, "!(" text_of(left, i - 1) ")",
	    "'" text_of(left, i - 1) " ?' is negated")
}

function mutate_return(i,    end, value) {
	end = end_of_statement(i) - 1
	if (end == i)
		return
	value = text_of(i + 1, end)
	if (value == "0")
		put(i + 1, end, "-1", "returns -1 for 0")
	else if (value == "- 1" || value == "-1")
		put(i + 1, end, "0", "returns 0 for -1")
	else if (Returns[i] ~ /bool $/ && !(value in swap))
		put(i + 1, end, "!(" value ")", "returns not '" value "'")
	else if (Returns[i] ~ /\* *$/ && value != "NULL")
		put(i + 1, end, "((void)(" value "), NULL)",
		    "returns NULL for '" value "'")
	else if (Returns[i] ~ /int $/ && value ~ /\(/)
		put(i + 1, end, "((void)(" value "), 0)",
		    "returns 0 for '" value "'")
}

function mutate_statement(i,    end) {
	if (T[i] == "return")
		mutate_return(i)
	else if (T[i] == "break" || T[i] == "continue")
		put(i, i, "", "'" T[i] ";' is dropped")
	if (T[i] in control)
		return
	end = end_of_statement(i)
	if (is_declaration(i)) {
		for (; i < end; i++)
			in_declaration[i] = 1
		return
	}
	if (T[i] == "(" && T[i + 1] == "void")
		return
	put(i, end - 1, "", "'" text_of(i, end) "' is dropped")
}

END {
	see_structure()
	for (i = 2; i <= count; i++) {
		if (!In[i])
			continue
		if (Starts[i])
			mutate_statement(i)
		if (T[i] == "if" || T[i] == "while")
			mutate_header(i)
		else if (T[i] == "&&" || T[i] == "||")
			mutate_logic(i)
		else if (T[i] ~ /^([<>]=?|[!=]=)$/)
			mutate_order(i)
		else if (T[i] ~ /^(\+[+=]?|-[-=]?)$/)
			mutate_sum(i)
		else if (T[i] == "!")
			put(i, i, "", "'!' is dropped")
		else if (T[i] == "?")
			mutate_choice(i)
		else if (K[i] == "number" || K[i] == "byte")
			mutate_constant(i)
		else if (K[i] == "name")
			mutate_name(i)
	}
}
