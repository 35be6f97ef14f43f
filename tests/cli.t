# The command line: every verb, every option, every exit status.

== no verb
run

prints
    certrule: say what to do; certrule --help lists it
exit
    2

== a verb that is none
run
    evil
prints
    certrule: unknown verb 'evil'; did you mean eval?
exit
    2

== a verb far from any
run
    quite-something
prints
    certrule: unknown verb 'quite-something'; certrule --help lists them
exit
    2

== help
run
    --help
prints
    usage: certrule VERB [OPTION...] [ARGUMENT...]

    Decides who gets in by their client certificate.

      check        Reads policies with their trust and list files
      eval         Decides one request
      expr         Evaluates one expression
      test         Runs policy tests and prints TAP
      verify       Verifies a client's certificate and, with --crl, its revocation
      inspect      Shows every field of a certificate
      fields       Lists the fields that expressions may use
      explain-code Says what a diagnostic means
      fmt          Prints policies in canonical form
      import       Prints Cloudflare rulesets as a policy
      bench        Measures decisions

    certrule VERB --help lists the options of a verb;
    certrule --version prints the version.

== the version
run
    --version
prints
    certrule 0.1.0

== help of check
run
    check --help
holds
    usage: certrule check [OPTION...] POLICY...
    -W, --warnings-fail
    --dump tokens|ast|types
    A file - is standard input; -- ends the options.
    Exit status: 0 

== help of expr
run
    expr --help
holds
    usage: certrule expr [OPTION...] EXPRESSION
    --schema FILE
    A file - is standard input; -- ends the options.
    Exit status: 0 

== help of test
run
    test --help
holds
    usage: certrule test [OPTION...] FILE.t...
    --junit FILE
    --coverage
    A file - is standard input; -- ends the options.
    Exit status: 0 

== help of verify
run
    verify --help
holds
    usage: certrule verify [OPTION...] LEAF
    --ca FILE
    A file - is standard input; -- ends the options.
    Exit status: 0 

== help of inspect
run
    inspect --help
holds
    usage: certrule inspect [OPTION...] LEAF
    --ca FILE
    A file - is standard input; -- ends the options.
    Exit status: 0 

== help of fields
run
    fields -h
prints
    usage: certrule fields [OPTION...]

    Lists the fields that expressions may use.

      --json                   print JSON
      --markdown               print a Markdown table
      --origin host|certificate
                               only fields the embedding program sets, or those of
                               certificates
      -h, --help               print this

    A file - is standard input; -- ends the options.
    Exit status: 0 always;
    2 a mistake in the policy, a file it names, the expression or the command line;
    3 a file named on the command line could not be read, or output not written.

== help needs no arguments and beats them
run
    eval --help nothing.rules
prints
    usage: certrule eval [OPTION...] POLICY

    Decides one request: prints the verdict and why. Facts that are not given are
    not there; without --cert the client showed no certificate.

      --cert FILE              the client's certificate, PEM or DER; others in the
                               file are its chain
      --chain FILE             certificates the client sent beside its own
      --ca FILE                trust these CAs: a file or folder; for policies
                               without trust statements
      --crl FILE               check revocation against this list: a file or folder
      --revocation off|leaf|chain
                               what is checked for revocation (leaf if there is a
                               --crl, else off)
      --unknown hard|soft      whether an unknown revocation status counts as good
                               (hard: it does not)
      --grace DURATION         how long a CRL serves past its nextUpdate: 90s 15m
                               12h 30d
      --strict on|off          hold certificates to RFC 5280 to the letter (on)
      --auth-level N           least strength of keys and digests, 0 to 2 (2)
      --depth N                most CA certificates between leaf and anchor (8)
      --purpose client|server|any
                               what the certificate must be good for (client)
      --at TIME                judge as of this time, 2026-12-01T00:00:00Z (now)
      --host NAME              the host as a client would send it; twice: two Host
                               headers
      --path PATH              the request path as a client would send it, without
                               a query
      --set NAME=VALUE         a field by hand, read by its type; JSON for arrays
                               and maps
      --fields FILE            fields by hand as a JSON object, or a whole decision
                               record to replay
      --schema FILE            more fields: a policy file of field statements
      --no-builtin-fields      leave out all fields but those of --schema
      --root DIR               put DIR before every path the policy names
      --no-regex-gate          accept regular expressions that may be slow; for
                               tests
      --explain                show every comparison that was reached, with its
                               values
      --expect allow|block|action[:RULE]
                               exit with 0 if this comes out, with 1 if not
      --reference              decide by the reference evaluator, which walks the
                               rules one by one
      --linear                 every rule compiled alone, run in order, nothing
                               shared: to compare with
      --batch                  read JSON lines from standard input and answer each
                               with one line
      --json                   print JSON
      -h, --help               print this

    A file - is standard input; -- ends the options.
    Exit status: 0 allow, or --expect is met; 1 block or action, or it is not met;
    2 a mistake in the policy, a file it names, the expression or the command line;
    3 a file named on the command line could not be read, or output not written.

== an option that is none, near one
run
    eval --expekt=allow x.rules
prints
    certrule: unknown option '--expekt'; did you mean --expect?
exit
    2

== an option that is none
run
    eval --frobnicate x.rules
prints
    certrule: unknown option '--frobnicate'; certrule eval --help lists them
exit
    2

== a letter that is none
run
    eval -q x.rules
prints
    certrule: unknown option '-q'; certrule eval --help lists them
exit
    2

== an option of another verb
run
    verify --explain certs/good.pem
prints
    certrule: --explain is no option of verify
exit
    2

== an option is not abbreviated
run
    expr --exp true
prints
    certrule: unknown option '--exp'; certrule expr --help lists them
exit
    2

== an option without its argument
run
    expr true --host
prints
    certrule: --host needs NAME
exit
    2

== an option with an argument too much
run
    expr true --json=yes
prints
    certrule: --json takes no value
exit
    2

== an option given twice
run
    expr true --path /a --path /b
prints
    certrule: --path is given twice
exit
    2

== an argument too few
run
    eval
prints
    certrule: eval needs POLICY; certrule eval --help says more
exit
    2

== an argument too many
run
    eval a.rules b.rules
prints
    certrule: 'b.rules' is too much: eval takes POLICY
exit
    2

== fields takes no arguments
run
    fields x
prints
    certrule: 'x' is too much: fields takes options only
exit
    2

== -- ends the options
run
    expr -- true
prints
    true

== after -- an option is a file
run
    check -- --json
prints
    certrule: cannot read --json: No such file or directory
exit
    3

== options may stand behind arguments, with = or without
run
    expr --host=a.example 'http.host == "a.example"' --path /x
prints
    true

== expr: true
run
    expr true
prints
    true

== expr: false
run
    expr false
prints
    false
exit
    1

== expr: from standard input
run
    expr -
input
    not ssl
prints
    true

== expr: from standard input, host
run
    expr - --host API.example:443
input
    http.host == "api.example" and tls.sni == "api.example" and raw.http.host == "API.example:443"
prints
    true

== expr: a host sets the SNI, an address does not
run
    expr 'tls.sni == "192.0.2.1"' --host 192.0.2.1
prints
    false
exit
    1

== expr: two hosts are two Host headers
run
    expr 'http.host == "a.example"' --host a.example --host b.example
prints
    error: two different hosts
exit
    1

== expr: an error of evaluation
run
    expr 'http.request.uri.path == "/x"' --path /a%2fb
prints
    error: an encoded slash
exit
    1

== expr: an error of evaluation as JSON
run
    expr 'http.request.uri.path == "/x"' --path /a%2fb --json
prints
    {"error":{"stage":"evaluate","message":"an encoded slash"}}
exit
    1

== expr: a path has no query
run
    expr 'http.request.uri.path == "/x"' --path /x?y=1
prints
    certrule: /x?y=1: a path has no query; set http.request.uri.query besides
exit
    2

== expr: as JSON
run
    expr false --json
prints
    {"result":false}
exit
    1

== expr: a mistake
run
    expr 'http.host eqq "x"'
prints
    expression:1:11: error[E0012]: unexpected 'eqq', expected an operator, 'and', 'or' or the end
        http.host eqq "x"
                  ^^^
        hint: is an operator missing before it?
exit
    2

== expr: a mistake as JSON
run
    expr 'http.hots == "x"' --json
prints
    {"error":{"stage":"parse","code":"E0101","line":1,"column":1,"length":9,"message":"unknown field 'http.hots'","hint":"did you mean 'http.host'?"}}
exit
    2

== expr: explained
run
    expr 'http.host == "a.example" and not ssl' --host a.example --set ssl=true --explain
prints
    false
      false and
      true    http.host == "a.example"  # hostname = "a.example"
      false   not
    > true      ssl  # ssl = true
exit
    1

== expr: explanations are for people
run
    expr true --explain --json
prints
    certrule: --explain is for people: not with --json
exit
    2

== expr: nothing to evaluate
run
    expr
prints
    certrule: expr needs an expression, or --batch
exit
    2

== expr: fields by hand
run
    expr 'ip.src in {192.0.2.0/24} and http.request.headers["k"][0] == "v" and ssl and http.request.timestamp.sec == 5' --set ip.src=192.0.2.7 --set 'http.request.headers={"k":["v"]}' --set ssl=true --set http.request.timestamp.sec=5
prints
    true

== expr: a field by hand that is none
run
    expr true --set http.hots=x
prints
    certrule: http.hots=x: http.hots: there is no such field; did you mean 'http.host'?
exit
    2

== expr: a value by hand that is none
run
    expr true --set ssl=maybe
prints
    certrule: ssl=maybe: ssl: the value is no Bool
exit
    2

== expr: fields as JSON
run
    expr --fields - 'http.host == "a.example"'
input
    {"http.host":"a.example","http.cookie":{"hex":"00ff"}}
prints
    true

== expr: fields that are no JSON
run
    expr --fields - true
input
    {"http.host":
prints
    certrule: facts: line 2, column 0: unexpected token near end of file
exit
    2

== expr: fields that are not there
run
    expr --fields nothing.json true
prints
    certrule: cannot read nothing.json: No such file or directory
exit
    3

== expr: --set wins over --fields
run
    expr --fields - --set http.host=b.example 'http.host == "b.example"'
input
    {"http.host":"a.example"}
prints
    true

== expr: a schema
run
    expr --schema - 'app.tenant == "t" and not ssl' --set app.tenant=t
input
    field app.tenant string
prints
    true

== expr: a schema alone
run
    expr --schema - --no-builtin-fields 'app.tenant == "t"' --set app.tenant=t
input
    field app.tenant string
prints
    true

== expr: without the built-in fields
run
    expr --no-builtin-fields ssl
prints
    expression:1:1: error[E0101]: unknown field 'ssl'
        ssl
        ^^^
exit
    2

== expr: a schema with a mistake
run
    expr --schema - true
input
    field app.tenant strin
prints
    -:1:18: error[E0214]: unknown type 'strin'
        field app.tenant strin
                         ^^^^^
        hint: did you mean 'string'?
exit
    2

== expr: a schema that is not there
run
    expr --schema nothing.rules true
prints
    certrule: cannot read nothing.rules: No such file or directory
exit
    3

== expr: a certificate
run
    expr cf.tls_client_auth.cert_verified --cert certs/good.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z
prints
    true

== expr: no certificate
run
    expr 'cf.tls_client_auth.cert_presented or cf.tls_client_auth.cert_subject_dn == ""'
prints
    true

== expr: a slow pattern
run
    expr 'http.host matches "^(a+)+$"'
holds
    error[E0510]
exit
    2

== expr: a slow pattern, for tests
run
    expr --no-regex-gate 'http.host matches "^(a+)+$"' --host aaa
prints
    true

== expr: a batch
run
    expr --batch
input
    {"id":1,"expression":"http.host == \"a.example\"","fields":{"http.host":"a.example"}}
    {"id":"two","expression":"http.host == \"a.example\""}
    {"id":[3],"expression":"http.host == "}

    no JSON
    []
    {"id":7}
    {"id":8,"expression":"ssl","fields":{"ssl":"yes"}}
    {"id":9,"expression":"ssl","fields":{"sssl":true}}
    {"id":10,"expression":"http.request.uri.path == \"/a\"","path":"/a%2fb"}
    {"id":11,"expression":"http.host == \"a.example\"","host":["a.example","b.example"]}
    {"id":12,"expression":"http.host == \"a.example\"","host":"A.example."}
    {"id":13,"expression":"cf.tls_client_auth.cert_subject_dn contains \"good\"","cert":"certs/good.pem"}
    {"id":14,"expression":"true","cert":"certs/nothing.pem"}
    {"id":15,"expression":"true","at":"tomorrow"}
    {"id":16,"expression":"true","id":16}
    {"id":17,"expression":"true","exprssion":"false"}
    {"id":18,"expression":"http.cookie contains \"\\x00\"","fields":{"http.cookie":"a\u0000b"}}
prints
    {"id":1,"result":true}
    {"id":"two","result":false}
    {"id":[3],"error":{"stage":"parse","code":"E0012","line":1,"column":13,"length":1,"message":"unexpected end, expected a value"}}
    {"id":null,"error":{"stage":"input","message":"no JSON: unexpected token near end of file at column 0"}}
    {"id":null,"error":{"stage":"input","message":"no JSON: invalid token near 'no' at column 2"}}
    {"id":null,"error":{"stage":"input","message":"no JSON object"}}
    {"id":7,"error":{"stage":"input","message":"no \"expression\""}}
    {"id":8,"error":{"stage":"input","message":"ssl: takes Bool, not a string"}}
    {"id":9,"error":{"stage":"input","message":"sssl: there is no such field; did you mean 'ssl'?"}}
    {"id":10,"error":{"stage":"evaluate","message":"an encoded slash"}}
    {"id":11,"error":{"stage":"evaluate","message":"two different hosts"}}
    {"id":12,"result":true}
    {"id":13,"result":true}
    {"id":14,"error":{"stage":"input","message":"cannot read certs/nothing.pem: No such file or directory"}}
    {"id":15,"error":{"stage":"input","message":"\"at\" is 'tomorrow'; a time is written 2026-12-01T00:00:00Z"}}
    {"id":null,"error":{"stage":"input","message":"no JSON: duplicate object key near '\"id\"' at column 33"}}
    {"id":17,"result":true}
    {"id":18,"result":true}
    certrule: note: line 17 holds "exprssion", which means nothing here

== expr: facts of the command line hold for every line, and lose to the line's
run
    expr --batch --host a.example
input
    {"id":1,"expression":"http.host == \"a.example\""}
    {"id":2,"expression":"http.host == \"b.example\"","host":"b.example"}
    {"id":3,"expression":"http.host == \"a.example\""}
prints
    {"id":1,"result":true}
    {"id":2,"result":true}
    {"id":3,"result":true}

== expr: a batch brings its expressions
run
    expr --batch true
prints
    certrule: --batch reads its expressions from standard input
exit
    2

== check: a policy
run
    check --at 2026-06-01T00:00:00Z ../examples/cloudflare-port/access.rules
holds
    policy    ../examples/cloudflare-port/access.rules, revision
    rules
    default   block
    trust     clients
    host     api.example.com
    ca       CN=Acme Client CA,O=Acme until 2046-01-01T00:00:00Z (trust/clients.pem)

== check: as JSON
run
    check - --json
input
    allow anonymous "all" if true
prints
    {"ok":true,"policy":"-","diagnostics":[{"severity":"warning","code":"W1010","line":1,"column":1,"length":5,"message":"the policy has no default, which means block","hint":"say it at the end: default block","file":"-"}],"summary":{"policy":"-","revision":"2e3bca970e5a","rules":1,"kinds":{"allow":0,"allow anonymous":1,"block":0,"always block":0,"log":0,"action":0},"defaults":[],"anonymous":[{"rule":"all","file":"-","line":1}],"dated":[],"disabled":[],"unused":[],"reads":[],"trust":[]}}

== check: a mistake as JSON
run
    check - --json
input
    block if
prints
    {"ok":false,"policy":"-","diagnostics":[{"severity":"error","code":"E0012","line":1,"column":9,"length":1,"message":"unexpected end, expected a condition","file":"-"}],"summary":null}
exit
    2

== check: mistakes
run
    check -
input
    block "x" if
    allow "y" if ssl and
        nothing == 1
prints
    -:1:13: error[E0012]: unexpected end of the statement, expected a condition
        block "x" if
                    ^
    -:3:5: error[E0101]: unknown field 'nothing'
            nothing == 1
            ^^^^^^^
    certrule: -: 2 errors, 0 warnings
exit
    2

== check: a warning
run
    check -
input
    allow anonymous "open" if http.host == "open.example"
    block "late" if ssl
    allow if ip.src == 192.0.2.1
prints
    policy    -, revision 8c236ff4bb1a
    rules     3: 1 allow, 1 allow anonymous, 1 block
    default   block, as none is given
    anonymous "open" (-:1)
    trust     none: mTLS is on for no host
    -:3:1: warning[W1011]: this rule has no name
        allow if ip.src == 192.0.2.1
        ^^^^^
        hint: verdicts and logs call it '-:3', which changes with the file
    -:3:1: warning[W1010]: the policy has no default, which means block
        allow if ip.src == 192.0.2.1
        ^^^^^
        hint: say it at the end: default block
    certrule: -: 0 errors, 2 warnings

== check: warnings fail
run
    check -W -
input
    allow if ssl
prints
    policy    -, revision 0828d99dfdb2
    rules     1: 1 allow
    default   block, as none is given
    trust     none: mTLS is on for no host
    -:1:1: warning[W1011]: this rule has no name
        allow if ssl
        ^^^^^
        hint: verdicts and logs call it '-:1', which changes with the file
    -:1:1: warning[W1010]: the policy has no default, which means block
        allow if ssl
        ^^^^^
        hint: say it at the end: default block
    certrule: -: 0 errors, 2 warnings
exit
    1

== check: warnings fail, by name
run
    check --warnings-fail -
input
    allow if ssl
prints
    policy    -, revision 0828d99dfdb2
    rules     1: 1 allow
    default   block, as none is given
    trust     none: mTLS is on for no host
    -:1:1: warning[W1011]: this rule has no name
        allow if ssl
        ^^^^^
        hint: verdicts and logs call it '-:1', which changes with the file
    -:1:1: warning[W1010]: the policy has no default, which means block
        allow if ssl
        ^^^^^
        hint: say it at the end: default block
    certrule: -: 0 errors, 2 warnings
exit
    1

== check: several policies, the worst status
run
    check nothing.rules ../examples/certificate-folder/access.rules
holds
    policy    ../examples/certificate-folder/access.rules, revision
    certrule: cannot read nothing.rules: No such file or directory
exit
    3

== check: a folder
run
    check certs
prints
    certrule: cannot read certs: it is a directory
exit
    3

== check: a root for paths
run
    check --root ../examples/certificate-folder -
input
    trust t for default {
        ca "trust/issuing.pem"
    }
    allow "x" if true
holds
    ca       CN=Corp Client CA,O=Corp

== check: tokens
run
    check --dump=tokens ../examples/certificate-folder/access.rules
holds
    trust
    default
    block

== check: the tree
run
    check --dump=ast ../examples/certificate-folder/access.rules
holds
    trust
    default

== check: the types
run
    check --dump types ../examples/certificate-folder/access.rules
holds
    truth : Bool
    proven : Bool
    compare STRING_EQ : Array<Bool>

== check: stages of files only
run
    check --dump types -
prints
    certrule: --dump reads files only
exit
    2

== check: no such stage
run
    check --dump=bytes ../examples/certificate-folder/access.rules
prints
    certrule: --dump bytes: it is tokens, ast, types, plan or code
exit
    2

== check: fields of the program
run
    check --schema - ../examples/certificate-folder/access.rules
input
    field app.tenant string
holds
    rules

== check: without the built-in fields
run
    check --no-builtin-fields --no-regex-gate -
input
    field a string
    block "x" if a matches "^(a+)+$"
    default block
holds
    rules     1: 1 block

== check: a time that is none
run
    check --at 2026-02-30T00:00:00Z ../examples/certificate-folder/access.rules
prints
    certrule: --at 2026-02-30T00:00:00Z: a time is written 2026-12-01T00:00:00Z
exit
    2

== eval: allow
run
    eval ../examples/certificate-folder/access.rules --cert ../examples/certificate-folder/certs/alice.pem --host x.example --at 2026-06-01T00:00:00Z
prints
    allow by "payments" (../examples/certificate-folder/access.rules:11)

== eval: nobody
run
    eval ../examples/certificate-folder/access.rules --host x.example --at 2026-06-01T00:00:00Z
prints
    block by "not verified" (../examples/certificate-folder/access.rules:9): the client presented no certificate
exit
    1

== eval: what nothing set is noted
run
    eval -
input
    block "x" if http.host == "a" and http.request.uri.path == "/"
prints
    block by default: no rule allows it
    certrule: note: the policy reads hostname, http.request.uri.path, and nothing set them
exit
    1

== eval: by hand
run
    eval - --host a.example --set cf.tls_client_auth.cert_verified=true --set cf.tls_client_auth.cert_revoked=false --set tls.client_cert.revocation_status=good
input
    allow "x" if http.host == "a.example"
prints
    allow by "x" (-:1)
    certrule: note: certificate fields are set by hand; nothing was verified

== eval: by hand and a certificate
run
    eval - --cert certs/good.pem --set cf.tls_client_auth.cert_verified=true
input
    allow "x" if true
prints
    certrule: certificate fields are set by hand and a certificate is given: one or the other
exit
    2

== eval: CAs beside the policy
run
    eval - --host a --cert certs/good.pem --ca certs/root.pem --crl certs/good.crl --revocation leaf --unknown hard --grace 6h --strict on --auth-level 1 --depth 3 --purpose client --at 2026-06-01T00:00:00Z
input
    allow "x" if http.host == "a"
prints
    allow by "x" (-:1)

== eval: CAs beside a policy with its own
run
    eval ../examples/certificate-folder/access.rules --ca certs/root.pem
holds
    error[E0227]
    command line:1:1: note: the other place is here
exit
    2

== eval: a chain
run
    eval - --host a --cert certs/chained.pem --chain certs/intermediate.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z
input
    allow "x" if http.host == "a"
prints
    allow by "x" (-:1)

== eval: a chain without a certificate
run
    eval - --chain certs/intermediate.pem
input
    allow anonymous "all" if true
prints
    certrule: --chain without --cert
exit
    2

== eval: a leaf that does not parse blocks
run
    eval - --host a --cert certs/garbage.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z
input
    allow "x" if http.host == "a"
prints
    block by default: "x" needs a proven client: invalid_certificate
exit
    1

== eval: a leaf that is not there
run
    eval ../examples/certificate-folder/access.rules --cert nothing.pem
prints
    certrule: cannot read nothing.pem: No such file or directory
exit
    3

== eval: a CA that is not there
run
    eval - --ca nothing.pem
input
    allow anonymous "all" if true
prints
    certrule: cannot read nothing.pem: No such file or directory
exit
    3

== eval: a CA that is none
run
    eval - --ca certs/good.pem
input
    allow anonymous "all" if true
prints
    command line:1:4: error[E0328]: certificate 'CN=good,O=Example Fleet' in 'certs/good.pem' is not a CA
        ca certs/good.pem
           ^^^^^^^^^^^^^^
exit
    2

== eval: a policy that is not there
run
    eval nothing.rules
prints
    certrule: cannot read nothing.rules: No such file or directory
exit
    3

== eval: a policy that names a file that is not there
run
    eval -
input
    list $l string from "nothing.txt"
    block "x" if http.host in $l
prints
    -:1:21: error[E0401]: cannot read 'nothing.txt': it does not exist
        list $l string from "nothing.txt"
                            ^^^^^^^^^^^^^
exit
    2

== eval: an action is no allow
run
    eval - --set ssl=true
input
    action "redirect" "move" status 302 if ssl
prints
    action "redirect" by "move" (-:1)
exit
    1

== eval: expected
run
    eval - --expect block
input
    block "x" if true
prints
    block by "x" (-:1)

== eval: expected, with the rule
run
    eval - --expect block:x
input
    block "x" if true
prints
    block by "x" (-:1)

== eval: expected another rule
run
    eval - --expect block:y
input
    block "x" if true
prints
    block by "x" (-:1)
    certrule: expected block:y
exit
    1

== eval: expected allow
run
    eval - --expect allow
input
    block "x" if true
prints
    block by "x" (-:1)
    certrule: expected allow
exit
    1

== eval: expected an action
run
    eval - --expect action:move --set ssl=true
input
    action "redirect" "move" if ssl
prints
    action "redirect" by "move" (-:1)

== eval: expected what does not exist
run
    eval - --expect maybe
input
    allow anonymous "all" if true
prints
    certrule: --expect maybe: it is allow, block or action, or one of them with :RULE
exit
    2

== eval: explained
run
    eval - --explain --reference --set ssl=true
input
    block "x" if not ssl
    allow anonymous "y" if ssl
prints
    allow by "y" (-:2)
    block "x" (-:1)
        false not
      > true    ssl  # ssl = true
    allow anonymous "y" (-:2) decides
      > true  ssl  # ssl = true

== eval: explained, with what always comes first
run
    eval - --explain --set ssl=true
input
    always block "x" if ssl
    allow anonymous "y" if true
prints
    block by "x" (-:1)
    always block "x" (-:1) decides
      > true  ssl  # ssl = true
exit
    1

== eval: explanations are for people
run
    eval - --explain --json
input
    allow anonymous "all" if true
prints
    certrule: --explain is for people: not with --json
exit
    2

== eval: the record
run
    eval - --json --set ssl=true --at 2026-06-01T00:00:00Z
input
    block "x" if ssl
holds
    {"time":"2026-06-01T00:00:00Z","revision":
exit
    1

== eval: the record of a decision gives the decision again
run
    eval --fields - ../examples/certificate-folder/access.rules
input
    {"time":"2026-06-01T00:00:00Z","verdict":"block","fields":{"hostname":"a","cf.tls_client_auth.cert_verified":false,"cf.tls_client_auth.cert_revoked":false}}
holds
    block by
exit
    1

== eval: a root for paths
run
    eval --root ../examples/certificate-folder - --host a --at 2026-06-01T00:00:00Z
input
    trust t for default {
        ca "trust/issuing.pem"
    }
    allow "x" if true
prints
    block by default: "x" needs a proven client: no_certificate
exit
    1

== eval: a schema
run
    eval ../examples/certificate-folder/access.rules --host a --schema - --set app.tenant=t
input
    field app.tenant string
holds
    block by
exit
    1

== eval: a schema with a mistake
run
    eval ../examples/certificate-folder/access.rules --schema -
input
    field
holds
    -:1:6: error[E0012]
exit
    2

== eval: no built-in fields
run
    eval - --no-builtin-fields --set app.tenant=t
input
    field app.tenant string
    block "x" if app.tenant == "t"
prints
    block by "x" (-:2)
exit
    1

== eval: no built-in fields, but a host
run
    eval - --no-builtin-fields --host a
input
    field app.tenant string
    block "x" if app.tenant == "t"
prints
    certrule: a host: the schema has no field hostname
exit
    2

== eval: a slow pattern
run
    eval - --no-regex-gate --host aaa
input
    block "x" if http.host matches "^(a+)+$"
prints
    block by "x" (-:1)
exit
    1

== eval: a batch
run
    eval --batch ../examples/cloudflare-port/access.rules --at 2026-06-01T00:00:00Z
input
    {"id":1,"cert":"../examples/cloudflare-port/certs/client.pem","host":"api.example.com","path":"/orders","want":"allow"}
    {"id":2,"host":"api.example.com","path":"/health","want":"allow:health"}
    {"id":3,"host":"api.example.com","path":"/orders","want":"block:not verified"}
    {"id":4,"host":["api.example.com","b"],"path":"/orders"}
    {"id":5,"cert":"nothing.pem","want":"block"}
    {"id":6
prints
    {"id":1,"verdict":"allow","action":null,"rule":"clients","file":"../examples/cloudflare-port/access.rules","line":21,"logs":[],"reason":"rule","detail":"","want":"allow","met":true}
    {"id":2,"verdict":"allow","action":null,"rule":"health","file":"../examples/cloudflare-port/access.rules","line":12,"logs":[],"reason":"rule","detail":"","want":"allow:health","met":true}
    {"id":3,"verdict":"block","action":null,"rule":"not verified","file":"../examples/cloudflare-port/access.rules","line":14,"logs":[],"reason":"rule","detail":"the client presented no certificate","want":"block:not verified","met":true}
    {"id":4,"verdict":"block","action":null,"rule":"not verified","file":"../examples/cloudflare-port/access.rules","line":14,"logs":[],"reason":"error","detail":"evaluation error in 'http.host in {\"api.example.com\" \"admin.example.com\" \"files.example.com\"}': two different hosts","error":{"stage":"evaluate","message":"evaluation error in 'http.host in {\"api.example.com\" \"admin.example.com\" \"files.example.com\"}': two different hosts"}}
    {"id":5,"verdict":"block","action":null,"rule":null,"file":null,"line":null,"logs":[],"reason":"input","detail":"cannot read nothing.pem: No such file or directory","error":{"stage":"input","message":"cannot read nothing.pem: No such file or directory"},"want":"block","met":false}
    {"id":null,"verdict":"block","action":null,"rule":null,"file":null,"line":null,"logs":[],"reason":"input","detail":"no JSON: '}' expected near end of file at column 7","error":{"stage":"input","message":"no JSON: '}' expected near end of file at column 7"}}
exit
    1

== eval: a batch that gets what it wants
run
    eval --batch ../examples/cloudflare-port/access.rules --at 2026-06-01T00:00:00Z
input
    {"id":2,"host":"api.example.com","path":"/health","want":"allow:health"}
prints
    {"id":2,"verdict":"allow","action":null,"rule":"health","file":"../examples/cloudflare-port/access.rules","line":12,"logs":[],"reason":"rule","detail":"","want":"allow:health","met":true}

== eval: a batch has its own wants
run
    eval --batch --expect allow ../examples/cloudflare-port/access.rules
prints
    certrule: a batch says what it expects in "want"
exit
    2

== eval: standard input once
run
    eval --batch -
prints
    certrule: standard input is asked for twice
exit
    2

== verify
run
    verify certs/good.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z
prints
    verified

== verify: as JSON
run
    verify certs/good.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z --json
prints
    {"verified":true,"reason":"ok","code":0,"depth":0,"errors":[],"revocation":"not_checked"}

== verify: expired
run
    verify certs/expired.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z
prints
    not verified: expired at depth 0 (Mar  1 13:35:00 2026 GMT)
exit
    1

== verify: expired, as JSON
run
    verify certs/expired.pem --ca certs/root.pem --json --at 2026-06-01T00:00:00Z
prints
    {"verified":false,"reason":"expired","code":10,"depth":0,"errors":["0:expired"],"revocation":"not_checked"}
exit
    1

== verify: not revoked
run
    verify certs/good.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z --crl certs/good.crl
prints
    verified, not revoked

== verify: revoked
run
    verify certs/revoked.pem --ca certs/root.pem --crl certs/good.crl --at 2026-06-01T00:00:00Z
prints
    verified, but revoked (key_compromise)
exit
    1

== verify: revoked, as JSON
run
    verify certs/revoked.pem --ca certs/root.pem --crl certs/good.crl --json --at 2026-06-01T00:00:00Z
prints
    {"verified":true,"reason":"ok","code":0,"depth":0,"errors":[],"revocation":"revoked"}
exit
    1

== verify: revoked, unless nobody looks
run
    verify certs/revoked.pem --ca certs/root.pem --crl certs/good.crl --revocation off --at 2026-06-01T00:00:00Z
prints
    verified

== verify: a stale CRL
run
    verify certs/good.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z --crl certs/stale.crl
prints
    verified, but revocation_unknown (expired)
    command line:2:5: warning[W3003]: the CRL of 'CN=Fleet Root,O=Example Fleet' is stale since May  1 00:00:00 2026 GMT
        crl certs/stale.crl
            ^^^^^^^^^^^^^^^
exit
    1

== verify: a stale CRL within its grace
run
    verify certs/good.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z --crl certs/stale.crl --grace 60d
prints
    verified, not revoked
    command line:2:5: warning[W3003]: the CRL of 'CN=Fleet Root,O=Example Fleet' is stale since May  1 00:00:00 2026 GMT
        crl certs/stale.crl
            ^^^^^^^^^^^^^^^
        hint: within its grace until Jun 30 00:00:00 2026 GMT

== verify: a chain
run
    verify certs/chained.pem --chain certs/intermediate.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z
prints
    verified

== verify: too deep
run
    verify certs/chained.pem --chain certs/intermediate.pem --ca certs/root.pem --depth 0 --at 2026-06-01T00:00:00Z
prints
    not verified: chain_too_long at depth 1
exit
    1

== verify: another purpose
run
    verify certs/good.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z --purpose server
prints
    not verified: wrong_purpose
exit
    1

== verify: any purpose
run
    verify certs/good.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z --purpose any
prints
    verified

== verify: not strict
run
    verify certs/loose.pem --ca certs/loose-root.pem --strict off --at 2026-06-01T00:00:00Z
prints
    verified

== verify: a level of security
run
    verify certs/good.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z --auth-level 2
prints
    verified

== verify: a level that is none
run
    verify certs/good.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z --auth-level 7
holds
    command line:2:12: error[E0304]
exit
    2

== verify: against nothing
run
    verify certs/good.pem
prints
    certrule: verify needs --ca FILE: whom to trust
exit
    2

== verify: a leaf that does not parse
run
    verify certs/garbage.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z
prints
    not verified: invalid_certificate
exit
    1

== verify: a file that holds nothing
run
    verify certs/empty.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z
prints
    certrule: cannot use certs/empty.pem: holds no certificate
exit
    3

== verify: from standard input
run
    verify - --ca certs/root.pem --at 2026-06-01T00:00:00Z
input
    -----BEGIN CERTIFICATE-----
    MIIB0zCCAXqgAwIBAgICEAEwCgYIKoZIzj0EAwIwLTEWMBQGA1UECgwNRXhhbXBs
    ZSBGbGVldDETMBEGA1UEAwwKRmxlZXQgUm9vdDAeFw0yNjAxMDEwMDAwMDBaFw0y
    NzAxMDEwMDAwMDBaMCcxFjAUBgNVBAoMDUV4YW1wbGUgRmxlZXQxDTALBgNVBAMM
    BGdvb2QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS3HrIf13gE++pnHi/G9jPr
    NreiP1HcW8hnWn/9L/cDV1qGr/a8lYoWGfZV9Mi8gtcVQD/xA1oaBTdNODPiUFTW
    o4GPMIGMMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeAMBMGA1UdJQQMMAoG
    CCsGAQUFBwMCMB0GA1UdDgQWBBQMu1G7gJCS1vfUnqhYSifi3ucbhzAfBgNVHSME
    GDAWgBRIBxtDlhDqtEDyoT9baTzJ6RcwRjAXBgNVHREEEDAOggxnb29kLmV4YW1w
    bGUwCgYIKoZIzj0EAwIDRwAwRAIgcZiSCazAe7xs3myaz5opvHvI6QXM3zSv+puW
    +iqT+UcCIHS1hedIhPqz3gEaGBKy81pKs9zaqwOf/4Iv8pFqCyhI
    -----END CERTIFICATE-----
prints
    verified

== inspect: claimed and proved
run
    inspect certs/spiffe.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z
holds
    verified
    claimed by the certificate
        cf.tls_client_auth.cert_issuer_dn                  "CN=Fleet Root,O=Example Fleet"
    found by verification
        tls.client_cert.verify_reason                      "ok"
    proved
        tls.client_cert.spiffe.id                          "spiffe://example.org/ns/prod/sa/api"
    chain
    0  (no name)
    1  CN=Fleet Root,O=Example Fleet

== inspect: a stranger
run
    inspect certs/self-signed.pem --ca certs/root.pem --at 2026-06-01T00:00:00Z
holds
    not verified: self_signed_leaf
    claimed by the certificate
        cf.tls_client_auth.cert_subject_dn                 "CN=self,O=Nobody"
    found by verification
        tls.client_cert.verify_reason                      "self_signed_leaf"
    proved
      nothing: the certificate is not verified
    chain
exit
    1

== inspect: nobody asked whether it is verified
run
    inspect certs/self-signed.pem --at 2026-06-01T00:00:00Z
holds
    not verified: no --ca was given
    claimed by the certificate

== inspect: revoked
run
    inspect certs/revoked.pem --ca certs/root.pem --crl certs/good.crl --at 2026-06-01T00:00:00Z
holds
    verified, but revoked (key_compromise)
exit
    1

== inspect: as JSON
run
    inspect certs/self-signed.pem --ca certs/root.pem --json --at 2026-06-01T00:00:00Z
holds
    {"verified":false,"claimed":{"cf.tls_client_auth.cert_presented":true,
exit
    1

== inspect: nothing to see
run
    inspect certs/garbage.pem --at 2026-06-01T00:00:00Z
holds
    cf.tls_client_auth.cert_presented                  true

== inspect: the same options
run
    inspect certs/chained.pem --chain certs/intermediate.pem --ca certs/root.pem --strict on --auth-level 2 --depth 1 --purpose client --revocation off --grace 1h --at 2026-06-01T00:00:00Z
holds
    verified

== inspect: a folder
run
    inspect certs
prints
    certrule: cannot read certs: it is a directory
exit
    3

== fields
run
    fields
holds
    cf.tls_client_auth.cert_presented                  Bool                 peer     certificate  The client presented a certificate
    http.host 

== fields: of certificates
run
    fields --origin certificate
holds
    cf.tls_client_auth.cert_presented 

== fields: of the program, as JSON
run
    fields --json --origin host
holds
    [{"name":
    "name":"hostname","type":"String","scope":"request","origin":"host","extension":

== fields: for the documentation
run
    fields --markdown
holds
    | field | type | scope | origin | |
    |---|---|---|---|---|
    | `cf.tls_client_auth.cert_presented` | `Bool` | peer | certificate | 

== fields: one form only
run
    fields --markdown --json
prints
    certrule: --json or --markdown, not both
exit
    2

== fields: no such origin
run
    fields --origin nobody
prints
    certrule: --origin nobody: it is host or certificate
exit
    2

== test: one passes, one does not
run
    test -
input
    == it is let in
    policy
        block "odd" if http.host == "odd.example"
        allow anonymous "all" if true
        block "never" if ssl
    host
        a.example
    want
        allow by "all"

    == it is <not> # SKIP
    want
        block by default: no rule allows it
prints
    TAP version 13
    1..2
    ok 1 - it is let in
    not ok 2 - it is <not> \# SKIP
    # -:11
    # want:
    #   - block by default: no rule allows it
    #   + allow by "all"
exit
    1

== test: JUnit
run
    test --junit /dev/stderr -
input
    == it is let in
    policy
        block "odd" if http.host == "odd.example"
        allow anonymous "all" if true
        block "never" if ssl
    host
        a.example
    want
        allow by "all"

    == it is <not> # SKIP
    want
        block by default: no rule allows it
prints
    TAP version 13
    1..2
    ok 1 - it is let in
    not ok 2 - it is <not> \# SKIP
    # -:11
    # want:
    #   - block by default: no rule allows it
    #   + allow by "all"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuite name="certrule" tests="2">
      <testcase classname="-" name="it is let in"/>
      <testcase classname="-" name="it is &lt;not&gt; # SKIP">
        <failure message="line 11">want:
      - block by default: no rule allows it
      + allow by &quot;all&quot;
    </failure>
      </testcase>
    </testsuite>
exit
    1

== test: a JUnit file that cannot be
run
    test --junit certs -
input
    == it is let in
    policy
        block "odd" if http.host == "odd.example"
        allow anonymous "all" if true
        block "never" if ssl
    host
        a.example
    want
        allow by "all"

    == it is <not> # SKIP
    want
        block by default: no rule allows it
prints
    certrule: cannot write certs: Is a directory
exit
    3

== test: a JUnit file that is full
run
    test --junit /dev/full -
input
    == it is let in
    policy
        block "odd" if http.host == "odd.example"
        allow anonymous "all" if true
        block "never" if ssl
    host
        a.example
    want
        allow by "all"

    == it is <not> # SKIP
    want
        block by default: no rule allows it
holds
    certrule: cannot write the JUnit file: No space left on device
exit
    3

== test: coverage
run
    test --coverage -
input
    == it is let in
    policy
        block "odd" if http.host == "odd.example"
        allow anonymous "all" if true
        block "never" if ssl
    host
        a.example
    want
        allow by "all"
prints
    TAP version 13
    1..1
    ok 1 - it is let in
    # policy:1 "odd": no case in which it matches
    # policy:2 "all": no case in which it does not match
    # policy:3 "never": no case in which it is reached
exit
    1

== test: coverage met
run
    test --coverage -
input
    == one
    policy
        allow anonymous "odd" if http.host == "odd.example"
    host
        odd.example
    want
        allow by "odd"

    == the other
    host
        a.example
    want
        block by default: no rule allows it
prints
    TAP version 13
    1..2
    ok 1 - one
    ok 2 - the other

== test: text without a block
run
    test -
input
    == a
        text
prints
    certrule: -:2: this text belongs to no block
exit
    2

== test: text without a case
run
    test -
input
    policy
        block if ssl
prints
    certrule: -:1: a case begins with '== title'
exit
    2

== test: a block that is none
run
    test -
input
    == a
    policies
        block if ssl
prints
    certrule: -:2: no block is called so; the text of a block is indented
exit
    2

== test: a block twice
run
    test -
input
    == a
    host
        a
    host
        b
    want
        x
prints
    certrule: -:4: this case has such a block already
exit
    2

== test: nothing expected
run
    test -
input
    == a
    policy
        block if ssl
prints
    certrule: -:1: this case expects nothing
exit
    2

== test: true of nothing
run
    test -
input
    == a
    true
prints
    certrule: -:1: true, false and error are said of an expression
exit
    2

== test: less indented
run
    test -
input
    == a
    policy
        block if ssl
      and ssl
    want
        x
prints
    certrule: -:4: indented less, or by other characters, than the first line of its block
exit
    2

== test: a part of what is printed
run
    test -
input
    == holds
    run
        fields -h
    holds
        usage: certrule fields
        --json

    == does not
    run
        fields -h
    holds
        --json
        usage: certrule fields
holds
    ok 1 - holds
    not ok 2 - does not
    # holds, and from here not:
    #   - usage: certrule fields
exit
    1

== test: no case
run
    test -
input
    # nothing
prints
    certrule: -: no case in it; one begins with '== title'
exit
    2

== test: a file that is not there
run
    test nothing.t
prints
    certrule: cannot read nothing.t: No such file or directory
exit
    3

== test: every way to fail
run
    test -
input
    == wants what does not come
    policy
        block "x" if true
    want
        block by "y"

    == no policy
    host
        a
    expression
        true
    false

    == fails, and does not
    policy
        block "x" if true
    fails
        policy:1:1: error

    == does not load
    policy
        block "x" iff true
    want
        block by "x"

    == an expression that fails
    expression
        nothing
    true

    == an error that is none
    expression
        true
    error

    == no certificate of that name
    policy
        block "x" if true
    cert
        certs/nothing.pem
    want
        block by "x"

    == no field of that name
    show
        no.field
    prints
        no.field = 1

    == warns of nothing
    policy
        block "x" if ssl
    warns
        policy:1:1: warning

    == runs, and ends otherwise
    run
        expr true
    exit
        1

    == quotes
    run
        expr 'true
prints
    TAP version 13
    1..11
    not ok 1 - wants what does not come
    # -:1
    # want:
    #   - block by "y"
    #   + block by "x"
    not ok 2 - no policy
    # -:7
    # it should be false, and is: true
    not ok 3 - fails, and does not
    # -:14
    # fails: the policy loads
    not ok 4 - does not load
    # -:20
    # it should not be refused:
    #   + policy:1:11: error[E0014]: this rule has no 'if' or 'unless'
    #   +     block "x" iff true
    #   +               ^^^
    #   +     hint: is 'if' missing before 'iff'?
    not ok 5 - an expression that fails
    # -:26
    # it should not be refused:
    #   + policy:1:11: error[E0014]: this rule has no 'if' or 'unless'
    #   +     block "x" iff true
    #   +               ^^^
    #   +     hint: is 'if' missing before 'iff'?
    not ok 6 - an error that is none
    # -:31
    # it should not be refused:
    #   + policy:1:11: error[E0014]: this rule has no 'if' or 'unless'
    #   +     block "x" iff true
    #   +               ^^^
    #   +     hint: is 'if' missing before 'iff'?
    not ok 7 - no certificate of that name
    # -:36
    # cert: cannot read certs/nothing.pem: No such file or directory
    not ok 8 - no field of that name
    # -:44
    # there is no such field: no.field
    # prints:
    #   - no.field = 1
    #   + (nothing)
    not ok 9 - warns of nothing
    # -:50
    # warns:
    #   - policy:1:1: warning
    #   + policy:1:1: warning[W1010]: the policy has no default, which means block
    #   +     block "x" if ssl
    #   +     ^^^^^
    #   +     hint: say it at the end: default block
    not ok 10 - runs, and ends otherwise
    # -:56
    # exit:
    #   - 1
    #   + 0
    # it printed:
    #   + true
    not ok 11 - quotes
    # -:62
    # run: a quote is not closed
    # it printed:
    #   + (nothing)
exit
    1

== a full disk is never an answer
run
    expr true
into
    /dev/full
prints
    certrule: cannot write standard output: No space left on device
exit
    3

== a full disk, a verdict
run
    eval - --host a
input
    allow anonymous "all" if true
into
    /dev/full
prints
    certrule: cannot write standard output: No space left on device
exit
    3

== a full disk, a table
run
    fields --json
into
    /dev/full
prints
    certrule: cannot write standard output: No space left on device
exit
    3

== a full disk, a batch
run
    expr --batch
input
    {"expression":"true"}
into
    /dev/full
prints
    certrule: cannot write standard output: No space left on device
exit
    3

== a full disk, a test
run
    test -
input
    == a
    expression
        true
    true
into
    /dev/full
prints
    certrule: cannot write standard output: No space left on device
exit
    3
