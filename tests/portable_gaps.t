# Tabs between tokens, said of once however many there are.

== two tabs
run
    expr --portable 'http.host	eq	"a.example"'
prints
    false
    expression:1:10: warning[W1080]: not portable: a TAB between tokens
        http.host	eq	"a.example"
                 ^
        hint: write spaces
exit
    1

== a tab in a string is part of it
run
    expr --portable 'http.host eq "a	b"'
prints
    false
exit
    1
