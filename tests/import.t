# certrule import: rulesets of Cloudflare as policies.

== an answer of the API
run
    import cloudflare import/api.json
exit
    1
prints
    # Rules of Cloudflare. There a request that no rule ends goes through; here it is
    # blocked. Say in front of the last line who may come in: 'allow' is for clients
    # with a proven certificate, 'allow anonymous' for everybody else. doc/porting.md
    # tells more.

    # The items of this list were not in the file: put them into this one, one a line.
    list $office_ips ip from "office_ips.txt"

    # The items of this list were not in the file: put them into this one, one a line.
    list $partners host from "partners.txt"

    # The items of this list were not in the file: put them into this one, one a line.
    list $bad_networks int from "bad_networks.txt"

    # Ruleset "default", phase http_request_firewall_custom

    block "No certificate, no API"
        if (http.host in {"api.shop.example" "files.shop.example"}
            and not cf.tls_client_auth.cert_verified)

    # parameters: {"response":{"content":"nothing here","content_type":"text/plain","status_code":404}}
    block "Dot files, said \"everybody\" in two lines" status 404
        if (http.request.uri.path contains "/."
            and not starts_with(http.request.uri.path, "/.well-known/"))

    action "managed_challenge" "Log in from outside of the office" if http.request.uri.path eq "/login"
        and not ip.src in $office_ips

    log "Old clients" if lower(http.user_agent) matches r"^curl/[67][.]"

    # At Cloudflare it goes past the rules below. Here the program around certrule
    # decides what it means, or blocks; 'allow anonymous' in its place lets in whoever
    # matches.
    # parameters: {"ruleset":"current"}
    action "skip" "Health checks"
        if (http.request.uri.path eq "/health" and http.request.method eq "GET")

    # It skips products or phases that are not here, and goes on: disabled.
    # parameters: {"phases":["http_ratelimit"],"products":["waf","bic"]}
    disabled action "skip" "Partners are not counted" if http.host in $partners

    disabled action "js_challenge" "Old clients (2)" if any(http.request.headers["x-legacy"][*] == "1")
        or len(http.request.headers["x-legacy"]) gt 1

    # ip.src.asnum is known to Cloudflare only, and missing where nobody sets it.
    # cf.threat_score is known to Cloudflare only, and missing where nobody sets it.
    block "r8" if (ip.geoip.asnum in $bad_networks) or (cf.threat_score gt 40)

    # not kept: expression:1:5: error[E0105]: 'is_jwt_valid' belongs to Cloudflare's hosted service and cannot run here
    #     not is_jwt_valid("cfg", http.request.headers["authorization"][0])
    #         ^^^^^^^^^^^^
    # block "Not without a token" if not is_jwt_valid("cfg", http.request.headers["authorization"][0])

    # It acts on too many requests only, and nothing is counted here: disabled.
    disabled block "Too fast" if starts_with(http.request.uri.path, "/search")

    # not kept: expression:1:1: error[E0101]: unknown field 'http.request.never'
    #     http.request.never eq "x"
    #     ^^^^^^^^^^^^^^^^^^
    #     hint: did you mean 'http.request.headers'?
    # block "No such field" if http.request.never eq "x"

    # It runs another ruleset, of Cloudflare's own.
    # At Cloudflare the rules below are tried all the same, and no action goes on
    # here: disabled.
    # parameters: {"id":"efefefefefefefefefefefefefefefef"}
    disabled action "execute" "Managed rules" if true

    default block
    certrule: 2 of 12 rules cannot be kept: they are comments that say why

== Terraform's state, with the lists in it
run
    import cloudflare import/state.json
prints
    # Rules of Cloudflare. There a request that no rule ends goes through; here it is
    # blocked. Say in front of the last line who may come in: 'allow' is for clients
    # with a proven certificate, 'allow anonymous' for everybody else. doc/porting.md
    # tells more.

    list $blocked ip {
        203.0.113.9
        192.0.2.0/24
    }

    list $office_ips ip {
        198.51.100.0/24
        2001:db8:1::/48
    }

    list $partners host {
        "partner.example"
        "*.partner.example"
    }

    # Ruleset "custom rules", phase http_request_firewall_custom

    # parameters: {"response":[{"content":"","content_type":"text/plain","status_code":451}]}
    block "Not from here" status 451 if ip.src in $blocked and not ip.src in $office_ips

    # At Cloudflare it goes past the rules below. Here the program around certrule
    # decides what it means, or blocks; 'allow anonymous' in its place lets in whoever
    # matches.
    # parameters: {"ruleset":"current"}
    action "skip" "Office" if ip.src in $office_ips

    disabled action "challenge" "Partner hosts" if http.host in $partners

    default block

== what terraform show prints of a plan: modules, and nothing twice
run
    import cloudflare import/show.json
prints
    # Rules of Cloudflare. There a request that no rule ends goes through; here it is
    # blocked. Say in front of the last line who may come in: 'allow' is for clients
    # with a proven certificate, 'allow anonymous' for everybody else. doc/porting.md
    # tells more.

    # Ruleset "module", phase http_request_firewall_custom

    block "In a module" if http.host eq "partner.example" and http.request.uri.path wildcard "/.*"

    default block

== a configuration in JSON, interpolations and all
run
    import cloudflare import/config.tf.json
exit
    1
prints
    # Rules of Cloudflare. There a request that no rule ends goes through; here it is
    # blocked. Say in front of the last line who may come in: 'allow' is for clients
    # with a proven certificate, 'allow anonymous' for everybody else. doc/porting.md
    # tells more.

    # Ruleset "redirects", phase http_request_dynamic_redirect

    # parameters: {"from_value":{"status_code":301,"target_url":{"value":"https://www.shop.example/"}}}
    action "redirect" "The old shop" if http.host eq "files.shop.example"

    # At Cloudflare the rules below are tried all the same, and no action goes on
    # here: disabled.
    # parameters: {"uri":{"path":{"value":"/new"}}}
    disabled action "rewrite" "One path for another" if http.request.uri.path eq "/login"

    # not kept: expression:1:42: error[E0006]: '$' is not a sign of the language
    #     http.host eq "${var.host}" and ip.src in ${var.list}
    #                                              ^
    #     hint: a list is written without a space: $name
    # block "Interpolated" if http.host eq "${var.host}" and ip.src in ${var.list}

    # certrule does not know this action.
    action "invented" "Nobody knows it" if http.request.method eq "POST"

    # Ruleset "one", phase http_request_firewall_custom

    block "A single block" if http.request.uri.path eq "/search/x"

    default block
    certrule: 1 of 5 rules cannot be kept: they are comments that say why

== firewall rules with their filters, in the order of priorities and actions
run
    import cloudflare import/firewall.json
prints
    # Rules of Cloudflare. There a request that no rule ends goes through; here it is
    # blocked. Say in front of the last line who may come in: 'allow' is for clients
    # with a proven certificate, 'allow anonymous' for everybody else. doc/porting.md
    # tells more.

    # Firewall rules, in their order

    disabled action "js_challenge" "Paused" if http.request.uri.path contains "/login"

    # Cloudflare's allow lets in whoever matches, certificate or not: hence 'anonymous'.
    allow anonymous "Friends first" if ip.src in {198.51.100.0/24}

    disabled log "Its filter is paused" if not ssl

    block "Block last" if http.request.method eq "POST"

    default block

== firewall rules and filters apart
run
    import cloudflare import/firewall-state.json
prints
    # Rules of Cloudflare. There a request that no rule ends goes through; here it is
    # blocked. Say in front of the last line who may come in: 'allow' is for clients
    # with a proven certificate, 'allow anonymous' for everybody else. doc/porting.md
    # tells more.

    # Firewall rules, in their order

    block "Apart from its filter" if http.user_agent contains "curl"

    default block

== what each action becomes
run
    import cloudflare import/actions.json
prints
    # Rules of Cloudflare. There a request that no rule ends goes through; here it is
    # blocked. Say in front of the last line who may come in: 'allow' is for clients
    # with a proven certificate, 'allow anonymous' for everybody else. doc/porting.md
    # tells more.

    # Ruleset "each action", phase http_request_firewall_custom

    log "no name" if ssl

    log "no name (2)" if ssl

    # It skips products or phases that are not here, and goes on: disabled.
    disabled action "bypass" "no name (3)" if ssl

    # It skips products or phases that are not here, and goes on: disabled.
    disabled action "skip" "no name (4)" if ssl

    # Cloudflare's allow lets in whoever matches, certificate or not: hence 'anonymous'.
    allow anonymous "no name (5)" if ssl

    action "challenge" "no name (6)" if ssl

    action "managed_challenge" "no name (7)" if ssl

    action "js_challenge" "no name (8)" if ssl

    block "no name (9)" if ssl

    action "redirect" "no name (10)" if ssl

    action "serve_error" "no name (11)" if ssl

    action "force_connection_close" "no name (12)" if ssl

    action "ddos_dynamic" "no name (13)" if ssl

    # It runs another ruleset, of Cloudflare's own.
    # At Cloudflare the rules below are tried all the same, and no action goes on
    # here: disabled.
    disabled action "execute" "no name (14)" if ssl

    # At Cloudflare the rules below are tried all the same, and no action goes on
    # here: disabled.
    disabled action "rewrite" "no name (15)" if ssl

    # At Cloudflare the rules below are tried all the same, and no action goes on
    # here: disabled.
    disabled action "route" "no name (16)" if ssl

    # At Cloudflare the rules below are tried all the same, and no action goes on
    # here: disabled.
    disabled action "score" "no name (17)" if ssl

    # At Cloudflare the rules below are tried all the same, and no action goes on
    # here: disabled.
    disabled action "set_config" "no name (18)" if ssl

    # At Cloudflare the rules below are tried all the same, and no action goes on
    # here: disabled.
    disabled action "set_cache_settings" "no name (19)" if ssl

    # At Cloudflare the rules below are tried all the same, and no action goes on
    # here: disabled.
    disabled action "set_cache_control" "no name (20)" if ssl

    # At Cloudflare the rules below are tried all the same, and no action goes on
    # here: disabled.
    disabled action "set_cache_tags" "no name (21)" if ssl

    # At Cloudflare the rules below are tried all the same, and no action goes on
    # here: disabled.
    disabled action "compress_response" "no name (22)" if ssl

    # At Cloudflare the rules below are tried all the same, and no action goes on
    # here: disabled.
    disabled action "log_custom_field" "no name (23)" if ssl

    default block

== names, expressions and lists that want to be more than that
run
    import cloudflare import/hostile.json
exit
    1
prints
    # Rules of Cloudflare. There a request that no rule ends goes through; here it is
    # blocked. Say in front of the last line who may come in: 'allow' is for clients
    # with a proven certificate, 'allow anonymous' for everybody else. doc/porting.md
    # tells more.

    # The items of this list are not such as can stand here: put them into
    # this file, one a line, or change the rules that name it.
    list $net ip from "net.txt"

    # Ruleset "a \"name\" allow anonymous \"0\" if true", phase x
    # allow anonymous "1" if true

    block "\" if true allow anonymous \"2" if ssl

    # not kept: expression:2:1: error[E0012]: unexpected 'allow', expected an operator, 'and', 'or' or the end
    #     allow anonymous "3" if true
    #     ^^^^^
    # block "Two statements" if ssl
    # allow anonymous "3" if true

    block "A comment at the end" if ssl  # and then

    # certrule does not know this action.
    action "block allow anonymous \"4\" if true" "An action of two lines" if ssl

    # certrule does not know this action.
    # parameters: {"k":"v\nallow anonymous \"5\" if true"}
    action "x" "Parameters of two lines" if ssl

    block "gnorw ends here" if ssl

    block "Same name" if ip.src in $net

    block "Same name (2)" if ssl

    block "Same name (2) (2)" if ssl

    block "A name that goes on and on and on and on and on and on and on and on and on and ..." if ssl

    # not kept: imported:3:8: error[E0220]: a action of 257 bytes, more than 256
    #     action "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...
    #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    # action "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" "A long action" if ssl

    # not kept: it has no expression
    # block "No expression"

    # not kept: it has no action
    # action "" "No action" if ssl

    # not kept: expression:1:4: error[E0001]: a NUL byte
    #     ssl\x00
    #        ^^^^
    #     hint: in a string it is written \x00; is this a text file?
    # block "A NUL" if ssl\x00

    default block
    certrule: 5 of 14 rules cannot be kept: they are comments that say why

== lists of several kinds, and rules that do not go together
run
    import cloudflare import/odd.json
exit
    1
prints
    # Rules of Cloudflare. There a request that no rule ends goes through; here it is
    # blocked. Say in front of the last line who may come in: 'allow' is for clients
    # with a proven certificate, 'allow anonymous' for everybody else. doc/porting.md
    # tells more.

    # The items of this list were not in the file: put them into this one, one a line.
    list $cf.anonymizer ip from "cf.anonymizer.txt"

    # The items of this list were not in the file: put them into this one, one a line.
    list $nums int from "nums.txt"

    # The items of this list were not in the file: put them into this one, one a line.
    list $hosts host from "hosts.txt"

    # The items of this list were not in the file: put them into this one, one a line.
    list $ips ip from "ips.txt"

    # A ruleset without a name

    block "managed list" if ip.src in $cf.anonymizer

    # ip.src.asnum is known to Cloudflare only, and missing where nobody sets it.
    block "int" if ip.geoip.asnum in $nums and http.host in $hosts and ip.src in $ips

    # not kept: expression:1:14: error[E0131]: '$ips' is a list of ip, and 'http.host' is String
    #     http.host in $ips
    #     ~~~~~~~~~    ^^^^
    # block "conflict" if http.host in $ips

    block "dollar in string" if http.host eq "a$b"

    block "uppercase host" if http.host eq "WWW.Example.com"

    # not kept: expression:1:25: error[E0510]: a repeat inside a repeat: 'a' over and over takes exponential time
    #     http.user_agent matches "(a+)+$"
    #                             ^^^^^^^^
    #     hint: let every round of the outer repeat begin with something the inner one cannot match
    # block "slow" if http.user_agent matches "(a+)+$"

    # parameters: {"response":{"status_code":"404"}}
    block "my_ref" if ssl

    # not kept: it has no expression
    # log "no name"

    # not kept: it has no action
    # action "" "no name (2)"

    default block
    certrule: 4 of 9 rules cannot be kept: they are comments that say why

== an allow below a block that cannot be kept
run
    import cloudflare import/gap.json
exit
    1
prints
    # Rules of Cloudflare. There a request that no rule ends goes through; here it is
    # blocked. Say in front of the last line who may come in: 'allow' is for clients
    # with a proven certificate, 'allow anonymous' for everybody else. doc/porting.md
    # tells more.

    # Ruleset "gap", phase http_request_firewall_custom

    # Cloudflare's allow lets in whoever matches, certificate or not: hence 'anonymous'.
    allow anonymous "Before it" if ip.src in {192.0.2.1}

    # not kept: expression:1:5: error[E0105]: 'is_jwt_valid' belongs to Cloudflare's hosted service and cannot run here
    #     not is_jwt_valid("cfg", http.cookie)
    #         ^^^^^^^^^^^^
    # disabled block "Off anyway" if not is_jwt_valid("cfg", http.cookie)

    # Cloudflare's allow lets in whoever matches, certificate or not: hence 'anonymous'.
    allow anonymous "Before it, too" if ip.src in {192.0.2.2}

    # not kept: expression:1:5: error[E0105]: 'is_jwt_valid' belongs to Cloudflare's hosted service and cannot run here
    #     not is_jwt_valid("cfg", http.cookie)
    #         ^^^^^^^^^^^^
    # block "Not without a token" if not is_jwt_valid("cfg", http.cookie)

    # Cloudflare's allow lets in whoever matches, certificate or not: hence 'anonymous'.
    # Above it a rule that keeps somebody out is a comment, or rests on what only
    # Cloudflare knows, and this one may let them in: disabled.
    disabled allow anonymous "Whoever is left" if ip.src in {192.0.2.0/24}

    default block
    certrule: 2 of 5 rules cannot be kept: they are comments that say why

== an allow below a challenge that rests on what only Cloudflare knows
run
    import cloudflare import/unknown.json
prints
    # Rules of Cloudflare. There a request that no rule ends goes through; here it is
    # blocked. Say in front of the last line who may come in: 'allow' is for clients
    # with a proven certificate, 'allow anonymous' for everybody else. doc/porting.md
    # tells more.

    # Ruleset "unknown", phase http_request_firewall_custom

    # cf.bot_management.score is known to Cloudflare only, and missing where nobody sets it.
    log "Only noted" if cf.bot_management.score lt 30

    # Cloudflare's allow lets in whoever matches, certificate or not: hence 'anonymous'.
    allow anonymous "Above it" if ip.src in {192.0.2.1}

    # ip.src.country is known to Cloudflare only, and missing where nobody sets it.
    # cf.client.bot is known to Cloudflare only, and missing where nobody sets it.
    # Cloudflare's allow lets in whoever matches, certificate or not: hence 'anonymous'.
    # Without it this may let in more than it did: disabled.
    disabled allow anonymous "Whoever is no bot" if not cf.client.bot and ip.src.country ne "XX"

    # cf.bot_management.score is known to Cloudflare only, and missing where nobody sets it.
    action "managed_challenge" "Bots" if cf.bot_management.score lt 30

    # Cloudflare's allow lets in whoever matches, certificate or not: hence 'anonymous'.
    # Above it a rule that keeps somebody out is a comment, or rests on what only
    # Cloudflare knows, and this one may let them in: disabled.
    disabled allow anonymous "Below it" if ip.src in {192.0.2.0/24}

    default block

== half a file
run
    import cloudflare import/broken.json
exit
    3
holds
    certrule: cannot import import/broken.json: no JSON:

== JSON without a ruleset
run
    import cloudflare import/none.json
exit
    3
prints
    certrule: cannot import import/none.json: there is no ruleset in it

== a rule with two expressions
run
    import cloudflare import/twice.json
exit
    3
holds
    certrule: cannot import import/twice.json: no JSON: duplicate object key

== a file that is not there
run
    import cloudflare import/absent.json
exit
    3
prints
    certrule: cannot import import/absent.json: No such file or directory

== another name for it
run
    import cloudflair import/api.json
exit
    2
prints
    certrule: import does not know 'cloudflair'; did you mean 'cloudflare'?

== another system
run
    import nginx import/api.json
exit
    2
prints
    certrule: import does not know 'nginx'; it knows cloudflare

== no file
run
    import cloudflare
exit
    2
prints
    certrule: import needs cloudflare FILE.json; certrule import --help says more
