# certrule fmt: how a policy looks, what stays as it was written, and what
# --check, --diff and -w do.  That the result means the same, over many
# policies: tests/unit/test_format.c and tests/fmt.sh.

== a policy in canonical form stays as it is
run
    fmt -
input
    # who may reach the device API
    trust fleet for "api.example.com" {
        ca "trust/fleet.pem"
        grace 6h
    }

    allow "fleet" if hostname == "api.example.com"
    default block
prints
    # who may reach the device API
    trust fleet for "api.example.com" {
        ca "trust/fleet.pem"
        grace 6h
    }

    allow "fleet" if hostname == "api.example.com"
    default block

== white space is set, statements stand on lines of their own, ';' goes
run
    fmt -
input
    block   "a" if(ssl);	allow anonymous
      "b"   if hostname=="a.example" ;default   block
prints
    block "a" if (ssl)
    allow anonymous "b" if hostname == "a.example"
    default block

== two of them were never right
run
    fmt -
input
    block   "a" if(ssl);	allow anonymous
      "b"   if hostname=="a.example" ;;default   block
prints
    -:2:35: error[E0012]: unexpected ';', expected a statement
          "b"   if hostname=="a.example" ;;default   block
                                          ^
exit
    2

== spellings stay as they were written
run
    fmt -
input
    block "a" if ssl&&not(http.host in{"a" "b"})||!ssl and ip.src in<10.0.0.0/8>
    block "b" if http.request.timestamp.sec gt 0x1f or http.request.timestamp.sec>017
    block r"c" if http.host matches r#"^"a"$"# or http.host~"^\"a\"$"
    block "d" if http.host strict   wildcard "*.example" xor http.host not	in $names
prints
    block "a" if ssl && not (http.host in {"a" "b"}) || !ssl and ip.src in <10.0.0.0/8>
    block "b" if http.request.timestamp.sec gt 0x1f or http.request.timestamp.sec > 017
    block r"c" if http.host matches r#"^"a"$"# or http.host ~ "^\"a\"$"
    block "d" if http.host strict wildcard "*.example" xor http.host not in $names

== parentheses, commas and the brackets of sets are the writer's
run
    fmt -
input
    block "a" if ((ssl)) and concat( "a" ,http.host ) == "x" and ip.src in { 1.2.3.4 ,5.6.7.8 }
    field app.x array < map<string> >required
    list $a ip {1.2.3.4 5.6.7.8}
    list $b string <> may   be empty
prints
    block "a" if ((ssl)) and concat("a", http.host) == "x" and ip.src in {1.2.3.4, 5.6.7.8}
    field app.x array<map<string>> required
    list $a ip { 1.2.3.4 5.6.7.8 }
    list $b string <> may be empty

== settings stand one a line
run
    fmt -
input
    trust a for default { ca "a.pem" crl "a.crl" revocation chain }
    trust b for "b.example" "c.example" {
    }
prints
    trust a for default {
        ca "a.pem"
        crl "a.crl"
        revocation chain
    }
    trust b for "b.example" "c.example" {}

== what stands in 'for' is indented
run
    fmt -
input
    for "a.example"{block "a" if ssl
    default block}
    for "b.example" {

      # nobody yet

    }
prints
    for "a.example" {
        block "a" if ssl
        default block
    }
    for "b.example" {
        # nobody yet
    }

== comments stay with what they stand at
run
    fmt -
input
    #first
    block "a" # of a
        if ssl # of ssl
            # of the host
          and http.host ==
            # of the name
        "a.example"
    #   last
prints
    #first
    block "a"   # of a
        if ssl  # of ssl
        # of the host
        and http.host ==
            # of the name
            "a.example"
    #   last

== comments behind neighbouring lines stand one below the other
run
    fmt -
input
    list $office ip {  # whose they are
      192.0.2.0/24 # Berlin
      198.51.100.0/24 203.0.113.0/24      # Paris
      2001:db8::/32

      2001:db8:1::/48 # Rome
    }
prints
    list $office ip {                   # whose they are
        192.0.2.0/24                    # Berlin
        198.51.100.0/24 203.0.113.0/24  # Paris
        2001:db8::/32

        2001:db8:1::/48  # Rome
    }

== a comment inside of two words comes out behind them
run
    fmt -
input
    block "a" if http.host not # why not
      in # in what
      {"a"}
prints
    block "a"
        if http.host not in  # why not
            # in what
            {"a"}

== blank lines stay, one of several, but not at the ends of a block or of the file
run
    fmt -
input


    block "a" if ssl


    # about b

    block "b" if ssl
    for "a.example" {

        block "c" if ssl

        block "d" if ssl

    }

prints
    block "a" if ssl

    # about b

    block "b" if ssl
    for "a.example" {
        block "c" if ssl

        block "d" if ssl
    }

== a condition that does not fit is broken before each 'and'
run
    fmt -
input
    allow "registration" if hostname == "api.example.com" and path_under(http.request.uri.path, "/v1/devices")
prints
    allow "registration" if hostname == "api.example.com"
        and path_under(http.request.uri.path, "/v1/devices")

== one that fits is not, however it was written
run
    fmt -
input
    allow "registration"
        if
        hostname == "api.example.com"
        and path_under(
            http.request.uri.path,
            "/v1"
        )
prints
    allow "registration" if hostname == "api.example.com" and path_under(http.request.uri.path, "/v1")

== a blank line before 'and' or 'or' is the writer's, and stays
run
    fmt -
input
    block "a" if ssl

        or http.host == "a.example" or http.host == "b.example"
prints
    block "a" if ssl

        or http.host == "a.example"
        or http.host == "b.example"

== 'if' moves down where the first part has no room beside the name
run
    fmt -
input
    allow "break glass" until 2026-12-01T00:00:00Z if any(tls.client_cert.san.email[*] == "oncall@mesh.example") and ip.src in $bastions
prints
    allow "break glass" until 2026-12-01T00:00:00Z
        if any(tls.client_cert.san.email[*] == "oncall@mesh.example")
        and ip.src in $bastions

== options move down where they have no room
run
    fmt -
input
    block "maintenance" status 503 message "We are at it and will be back before long; see status.example" tag "planned" if ssl
prints
    block "maintenance"
        status 503
        message "We are at it and will be back before long; see status.example"
        tag "planned"
        if ssl

== what binds closer is further in
run
    fmt -
input
    block "a" if http.host == "a.example" and http.request.uri.path == "/an/admin/page/that/is/not/for/everybody" and ssl or http.host == "b.example" and (http.request.method == "GET" or http.request.method == "HEAD" or http.request.method == "OPTIONS" or ssl)
prints
    block "a"
        if http.host == "a.example"
            and http.request.uri.path == "/an/admin/page/that/is/not/for/everybody"
            and ssl
        or http.host == "b.example"
            and (http.request.method == "GET"
                or http.request.method == "HEAD"
                or http.request.method == "OPTIONS"
                or ssl)

== arguments stand one a line where they have to
run
    fmt -
input
    block "a" if concat(lower(http.request.headers["x-forwarded-host"][0]), ":", lower(http.request.headers["x-forwarded-port"][0])) == "a.example:443"
prints
    block "a"
        if concat(lower(http.request.headers["x-forwarded-host"][0]),
            ":",
            lower(http.request.headers["x-forwarded-port"][0])) == "a.example:443"

== a long literal moves down with its operator
run
    fmt -
input
    block "a" if http.request.headers["x-client-certificate-fingerprint"][0] == "0123456789abcdef0123456789abcdef0123456789abcdef"
prints
    block "a"
        if http.request.headers["x-client-certificate-fingerprint"][0]
            == "0123456789abcdef0123456789abcdef0123456789abcdef"

== a set fills its lines
run
    fmt -
input
    block "a" if ssl and http.host not in {"one.example.com" "two.example.com" "three.example.com" "four.example.com" "five.example.com" "six.example.com"}
prints
    block "a" if ssl
        and http.host not in {
            "one.example.com" "two.example.com" "three.example.com" "four.example.com"
            "five.example.com" "six.example.com"
        }

== rows of a set are the writer's
run
    fmt -
input
    block "a" if http.host in {"a.example" "b.example"
        "c.example"} and ssl
    list $a ip { 192.0.2.1,
    192.0.2.2 }
prints
    block "a"
        if http.host in {
            "a.example" "b.example"
            "c.example"
        }
        and ssl
    list $a ip {
        192.0.2.1,
        192.0.2.2
    }

== hosts go on further in than what follows them
run
    fmt -
input
    trust a for "one.example.com" "two.example.com" "three.example.com" "four.example.com" "five.example.com" { ca "a.pem" }
prints
    trust a for "one.example.com" "two.example.com" "three.example.com" "four.example.com"
            "five.example.com" {
        ca "a.pem"
    }

== a string over several lines is left alone, and width is counted in characters
run
    fmt -
input
    block   "ä" if http.host == "öööööööööö" and http.host == "ääääääääääääääääääääääääääääääääääääää"
    block   "b" if http.cookie == "one
      two" and ssl
prints
    block "ä" if http.host == "öööööööööö" and http.host == "ääääääääääääääääääääääääääääääääääääää"
    block "b" if http.cookie == "one
      two" and ssl

== a policy with errors is not formatted, and they are shown
run
    fmt -
input
    block  "a" if ssl
    block  "b" if
    block  "c" if ssl
    bolck  "d" if ssl
prints
    -:2:14: error[E0012]: unexpected end of the statement, expected a condition
        block  "b" if
                     ^
    -:4:1: error[E0013]: no statement begins with 'bolck'
        bolck  "d" if ssl
        ^^^^^
        hint: statements begin with trust, list, field, include, for, allow, block, log, action or default
exit
    2

== names that mean nothing are no errors here: only check knows them
run
    fmt -
input
    block "a" if no.such.field  in $nowhere
prints
    block "a" if no.such.field in $nowhere

== nothing comes of nothing
run
    fmt -
input

prints

== --check says nothing of canonical files
run
    fmt --check policies/guarded.rules policies/one.rules
prints

== it names the others
run
    fmt --check - policies/one.rules
input
    default   block
prints
    -
exit
    1

== a file that is not there does not keep it from the others
run
    fmt --check nowhere.rules -
input
    default   block
prints
    -
    certrule: cannot read nowhere.rules: No such file or directory
exit
    3

== --diff shows what changes
run
    fmt --diff -
input
    # one
    # two
    # three
    # four
    block "a"  if ssl
    default block
prints
    --- -
    +++ -
    @@ -2,5 +2,5 @@
     # two
     # three
     # four
    -block "a"  if ssl
    +block "a" if ssl
     default block

== --diff and --check together find, too
run
    fmt --diff --check -
input
    default   block
prints
    --- -
    +++ -
    @@ -1,1 +1,1 @@
    -default   block
    +default block
exit
    1

== -w needs a file
run
    fmt -w -
input
    default block
prints
    certrule: -w cannot write standard input
exit
    2

== it does not go with --check
run
    fmt --write --check policies/one.rules
prints
    certrule: --check changes nothing and -w does: say one
exit
    2

== standard input is there once
run
    fmt - -
prints
    certrule: standard input can be read once only
exit
    2

== fmt wants a policy
run
    fmt
prints
    certrule: fmt needs POLICY...; certrule fmt --help says more
exit
    2
