# What --dump=plan, --dump=code and --cost print, and the ways to decide beside
# the program.

== the plan of a policy: what is shared, what is looked up, and what is not
run
    check policies/plan.rules --dump=plan
holds
    13 predicates
      1 texts: http.host in {"a.example" "b.example"}
          "blocked" (policies/plan.rules:1)
      2 asked: ssl
          "blocked" (policies/plan.rules:1), "api" (policies/plan.rules:3), "either" (policies/plan.rules:8), "people" (policies/plan.rules:11)
      3 host: hostname is *.example
          "api" (policies/plan.rules:3)
      4 prefix: path_under(http.request.uri.path, "/api")
          "api" (policies/plan.rules:3)
      5 literal: http.request.uri.path contains "admin"
          "seen" (policies/plan.rules:5)
      6 range: ip.src in {192.0.2.0/24}
          "seen" (policies/plan.rules:5)
      7 asked: http.request.timestamp.sec & 1
          "odd" (policies/plan.rules:6)
      8 asked: http.request.uri.query != "x"
          "odd" (policies/plan.rules:6)
      9 text: http.host == "a.example"
          policies/plan.rules:7
      10 text: http.host == "c.example"
          "either" (policies/plan.rules:8)
      11 asked: the client is proven
          "people" (policies/plan.rules:11)
      12 asked: until 2030-01-01T00:00:00Z
          "people" (policies/plan.rules:11)
      13 text: any(tls.client_cert.subject.ou[*] == "People")
          "people" (policies/plan.rules:11)
    looked up
      hostname: 2, texts 1, host 1
      http.request.uri.path: 1, literal 1
      ip.src: 1, range 1
      tls.client_cert.subject.ou[*]: 1, text 1
    9 rules
      "blocked" (policies/plan.rules:1): 1
      "api" (policies/plan.rules:3): 3
      "seen" (policies/plan.rules:5): 5 or 6
      "odd" (policies/plan.rules:6): asked every time: nothing it asks can be looked up
      policies/plan.rules:7: asked every time: all it asks is negated
      "either" (policies/plan.rules:8): asked every time: a part of its 'or' cannot be looked up
      "off" (policies/plan.rules:9): disabled
      "never" (policies/plan.rules:10): it never matches
      "people" (policies/plan.rules:11): 13

== its code
run
    check policies/plan.rules --dump=code
holds
    16 instructions, 9 rules, 4 look-ups, 3 asked every time
    "blocked" (policies/plan.rules:1)
          3  ssl true; yes: 2, no: next
          2  hostname in set of 2; yes: match, no: next
    "api" (policies/plan.rules:3)
          6  ssl true; yes: next, no: 5
          5  host hostname is *.example; yes: 4, no: next
          4  http.request.uri.path under "/api"; yes: match, no: next
    "seen" (policies/plan.rules:5)
          8  ip.src in set of 1; yes: match, no: 7
          7  http.request.uri.path contains "admin"; yes: match, no: next
    "odd" (policies/plan.rules:6)
         10  http.request.timestamp.sec mask 1; yes: 9, no: next
          9  http.request.uri.query not eq "x"; yes: match, no: next
    policies/plan.rules:7
         11  hostname eq "a.example"; yes: next, no: match
    "either" (policies/plan.rules:8)
         13  ssl true; yes: match, no: 12
         12  hostname eq "c.example"; yes: match, no: next
    "off" (policies/plan.rules:9): disabled
    "never" (policies/plan.rules:10): never matches
    "people" (policies/plan.rules:11)
         17  before 2030-01-01T00:00:00Z; yes: 16, no: next
         16  ssl true; yes: 15, no: next
         15  proven; yes: 14, no: next
         14  evaluate any(tls.client_cert.subject.ou[*] == "People"); yes: match, no: next

== the rules that every decision asks, and why
run
    check --cost policies/plan.rules
holds
    found by what a request holds: 4 rules, by looking into 4 values and asking 0 tests
    asked every time: 3 rules, up to 17 steps
      "odd" (policies/plan.rules:6): nothing it asks can be looked up; up to 7 steps
      policies/plan.rules:7: all it asks is negated; up to 4 steps
      "either" (policies/plan.rules:8): a part of its 'or' cannot be looked up; up to 6 steps

== --cost reads files only, as --dump does
run
    check --cost -
prints
    certrule: --cost reads files only
exit
    2

== every rule by itself
run
    eval --linear policies/plan.rules --host c.example --set ssl=false --set http.request.timestamp.sec=2
prints
    block by policies/plan.rules:7
    certrule: note: the policy reads ip.src, http.request.uri.path, http.request.uri.query, and nothing set them
exit
    1

== the reference evaluator says the same
run
    eval --reference policies/plan.rules --host c.example --set ssl=false --set http.request.timestamp.sec=2
prints
    block by policies/plan.rules:7
    certrule: note: the policy reads ip.src, http.request.uri.path, http.request.uri.query, and nothing set them
exit
    1

== a bench needs requests
run
    bench policies/plan.rules
prints
    certrule: bench needs --requests FILE: a line of JSON for each request
exit
    2

== a bench whose requests are not there
run
    bench policies/plan.rules --requests nowhere.jsonl
prints
    certrule: cannot read nowhere.jsonl: No such file or directory
exit
    3

== a bench of a request that is none
run
    bench policies/plan.rules --requests - --seconds 0
input
    {"host":1}
prints
    certrule: request 1: "host" is no string
exit
    2

== a bench, with its answers compared
run
    bench policies/plan.rules --requests - --seconds 0
input
    {"host":"a.example","fields":{"ssl":true}}
    {"host":"x.example","path":"/api/v1"}
holds
    2 requests decided as the reference evaluator does

== a bench that nobody runs
run
    bench policies/plan.rules --requests - --threads 0
input
    {"host":"a.example"}
prints
    certrule: --threads takes a number from 1 to 1024
exit
    2

== a bench that two threads run
run
    bench policies/plan.rules --requests - --seconds 0 --threads 2
input
    {"host":"a.example"}
holds
    2 threads, one gate
