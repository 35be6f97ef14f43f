" SPDX-License-Identifier: MIT
" Vim syntax of certrule policies.
"
" The words are those of the tables that the program itself is made of;
" tests/editors.sh fails when they differ.
if exists('b:current_syntax')
	finish
endif
let s:cpo = &cpo
set cpo&vim

" base/words.def
let s:statements = 'trust list field include for default'
let s:actions = 'always allow block log action disabled'
let s:conditions = 'if unless until'
let s:holes = 'anonymous'
let s:connectives = 'and or xor not any all'
let s:operators = 'in eq ne lt le gt ge contains matches wildcard'
	\ . ' bitwise_and'
let s:constants = 'true false'
" the longer ones first; ~ has a rule of its own below
let s:signs = '&& || ^^ == != <= >= ! < > & ~'
" engine/options.def, but for until, which is a reserved word
let s:options = 'status message tag'
" fields/settings.def
let s:settings = 'ca crl revocation unknown grace depth strict auth_level'
	\ . ' advertise eku'
" the same: the values that are words
let s:values = 'leaf chain off hard soft on if_present required'
" engine/list_types.def
let s:list_types = 'string int ip serial fingerprint host'
" engine/funcs.def
let s:functions = 'bit_slice cidr cidr6 concat decode_base64 encode_base64'
	\ . ' ends_with has_key has_value is_timed_hmac_valid_v0 join len'
	\ . ' lookup_json_integer lookup_json_string lower path_under'
	\ . ' regex_replace remove_bytes remove_query_args sha256 split'
	\ . ' starts_with substring to_string upper url_decode uuidv4'
	\ . ' wildcard_replace'
" base/fields.def: what the names of fields begin with
let s:fields = 'cf hostname http ip raw ssl tls'

" A name with its dots is one word: http.request.method has no `http` in it.
syn iskeyword @,48-57,_,46
syn case match

" One of the words, as a whole.
function! s:Words(words) abort
	return '[0-9A-Za-z_.$]\@1<!\%(' . join(split(a:words), '\|')
		\ . '\)[0-9A-Za-z_.]\@!'
endfunction

" ----------------------------------------------------------------- words
execute 'syn keyword certruleAction' s:actions
execute 'syn keyword certruleConditional' s:conditions
execute 'syn keyword certruleHole' s:holes
execute 'syn keyword certruleConnective' s:connectives
execute 'syn keyword certruleOperator' substitute(s:operators, 'matches', '', '')
execute 'syn keyword certruleBoolean' s:constants
execute 'syn keyword certruleStatement'
	\ substitute(s:statements, '\<\%(trust\|list\|field\)\>', '', 'g')
syn match certruleOperator /[0-9A-Za-z_.$]\@1<!strict \+wildcard[0-9A-Za-z_.]\@!/
execute 'syn match certruleSign /'
	\ . join(split(escape(s:signs, '^~')), '\|') . '/'
syn keyword certruleModifier required
syn match certruleModifier /[0-9A-Za-z_.$]\@1<!may\s\+be\s\+empty[0-9A-Za-z_.]\@!/
syn match certruleModifier /[0-9A-Za-z_.$]\@1<!from\ze\s*"/
execute 'syn match certruleOption /' . s:Words(s:options) . '\ze\s*["0-9]/'

" ----------------------------------------------------------------- names
syn match certruleName /[0-9A-Za-z_.$]\@1<![A-Za-z_]\w*\%(\.\w\+\)\+/
execute 'syn match certruleField /[0-9A-Za-z_.$]\@1<!\%('
	\ . join(split(s:fields), '\|') . '\)\%(\.\w\+\)*[0-9A-Za-z_.]\@!/'
execute 'syn match certruleFunction /' . s:Words(s:functions) . '\ze\s*(/'
syn match certruleList /\$[A-Za-z_]\w*\%(\.\w\+\)*/

" -------------------------------------------------------------- literals
" A literal word, then what is more special: later matches win.
syn match certruleLiteral /[0-9A-Za-z_.:\/-]\@1<!\%(\d\|:\|-\d\|\x\+[:-]\)[0-9A-Za-z_.:\/-]*/
syn match certruleNumber /[0-9A-Za-z_.:\/-]\@1<!-\=\%(0x\x\+\|\d\+\)\%(\.\.-\=\%(0x\x\+\|\d\+\)\)\=[0-9A-Za-z_.:\/-]\@!/
syn match certruleDuration /[0-9A-Za-z_.:\/-]\@1<!\d\+[smhd][0-9A-Za-z_.:\/-]\@!/
syn match certruleTime /[0-9A-Za-z_.:\/-]\@1<!\d\{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ[0-9A-Za-z_.:\/-]\@!/
syn match certruleAddress /[0-9A-Za-z_.:\/-]\@1<!\d\{1,3}\%(\.\d\{1,3}\)\{3}\%(\/\d\{1,2}\|\.\.\d\{1,3}\%(\.\d\{1,3}\)\{3}\)\=[0-9A-Za-z_.:\/-]\@!/
syn match certruleAddress /[0-9A-Za-z_.:\/-]\@1<!\x*\%(:\x*\)\{2,}\%(\.\d\+\)*\%(\/\d\{1,3}\|\.\.[0-9A-Fa-f:]\+\)\=[0-9A-Za-z_.:\/-]\@!/
syn match certruleBytes /[0-9A-Za-z_.:\/-]\@1<!\x\x\%([:.-]\x\x\)\+[0-9A-Za-z_.:\/-]\@!/

" --------------------------------------------------------------- strings
syn match certruleBadEscape /\\./ contained
syn match certruleEscape /\\\%(["\\]\|x\x\x\|[0-3]\o\o\)/ contained
syn region certruleString start=/"/ skip=/\\\\\|\\"/ end=/"/
	\ contains=certruleEscape,certruleBadEscape,@Spell
syn region certruleRaw start=/[0-9A-Za-z_.$]\@1<!r\z(#*\)"/ end=/"\z1/

" Right of matches and ~ a string has other escapes, and in [ ] a quote does
" not end it.
syn keyword certruleOperator matches skipwhite skipempty
	\ nextgroup=certruleRegex,certruleRawRegex
syn match certruleSign /\~/ skipwhite skipempty
	\ nextgroup=certruleRegex,certruleRawRegex
syn match certruleRegexEscape /\\./ contained
syn match certruleRegexSign /[][(){}.*+?|^$]/ contained
syn region certruleRegexClass start=/\[/ skip=/\\./ end=/\]/ contained
	\ contains=certruleRegexEscape
syn region certruleRegex start=/"/ skip=/\\./ end=/"/ contained
	\ contains=certruleRegexEscape,certruleRegexClass,certruleRegexSign
syn region certruleRawRegex start=/r\z(#*\)"/ end=/"\z1/ contained
	\ contains=certruleRegexEscape,certruleRegexClass,certruleRegexSign

" -------------------------------------------------------------- comments
syn match certruleLint /lint: allow [EW]\d\+/ contained
syn keyword certruleTodo TODO FIXME XXX contained
syn match certruleComment /#.*$/ contains=certruleLint,certruleTodo,@Spell

" ------------------------------------------------------------ statements
" Settings and their values are words of a trust block only.
execute 'syn keyword certruleSetting contained' s:settings
execute 'syn keyword certruleValue contained' s:values
syn keyword certruleStatement for default contained
syn region certruleTrust transparent fold
	\ matchgroup=certruleStatement
	\ start=/[0-9A-Za-z_.$]\@1<!trust[0-9A-Za-z_.]\@!/
	\ matchgroup=NONE end=/}/
	\ contains=certruleStatement,certruleSetting,certruleValue,
	\certruleString,certruleComment,certruleLiteral,certruleNumber,
	\certruleDuration

" list $name TYPE, field NAME TYPE
syn keyword certruleStatement list nextgroup=certruleListName skipwhite
syn match certruleListName /\$[A-Za-z_]\w*\%(\.\w\+\)*/ contained
	\ nextgroup=certruleType skipwhite
execute 'syn keyword certruleType contained' s:list_types
syn keyword certruleStatement field nextgroup=certruleFieldName skipwhite
syn match certruleFieldName /[A-Za-z_]\w*\%(\.\w\+\)*/ contained
	\ nextgroup=certruleFieldType skipwhite
syn match certruleFieldType /\h\w*/ contained
	\ nextgroup=certruleElement skipwhite
syn region certruleElement start=/</ end=/>/ contained
	\ contains=certruleFieldType,certruleElement

syn sync minlines=100

hi def link certruleAction Keyword
hi def link certruleAddress Constant
hi def link certruleBadEscape Error
hi def link certruleBoolean Boolean
hi def link certruleBytes String
hi def link certruleComment Comment
hi def link certruleConditional Conditional
hi def link certruleConnective Operator
hi def link certruleDuration Number
hi def link certruleEscape SpecialChar
hi def link certruleField Identifier
hi def link certruleFieldName Identifier
hi def link certruleFieldType Type
hi def link certruleFunction Function
hi def link certruleHole WarningMsg
hi def link certruleLint PreProc
hi def link certruleList Define
hi def link certruleListName Define
hi def link certruleLiteral Constant
hi def link certruleModifier StorageClass
hi def link certruleName Identifier
hi def link certruleNumber Number
hi def link certruleOperator Operator
hi def link certruleOption Label
hi def link certruleRaw String
hi def link certruleRawRegex String
hi def link certruleRegex String
hi def link certruleRegexClass Character
hi def link certruleRegexEscape SpecialChar
hi def link certruleRegexSign Special
hi def link certruleSetting Label
hi def link certruleSign Operator
hi def link certruleStatement Statement
hi def link certruleString String
hi def link certruleTime Constant
hi def link certruleTodo Todo
hi def link certruleType Type
hi def link certruleValue Constant

delfunction s:Words
unlet s:statements s:actions s:conditions s:holes s:connectives s:operators
unlet s:constants s:signs s:options s:settings s:values s:list_types
unlet s:functions s:fields
let b:current_syntax = 'certrule'
let &cpo = s:cpo
unlet s:cpo
