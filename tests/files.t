== an include stands where it is named
policy
    block "first" if http.host == "one.example"
    include "policies/one.rules"
    include "policies/more/*.rules"
    default block
host
    one.example
want
    block by "first" (policy:1)

== a pattern brings its files sorted, each naming files beside it
host
    c.example
set
    ip.src=192.0.2.7
want
    block by "more b" (policies/more/b.rules:2)

== a rule of an include says where it stands
policy
    include "policies/one.rules"
    default block
host
    one.example
want
    block by "from one" (policies/one.rules:2)

== a name taken across files
policy
    include "policies/one.rules"
    block "from one" if ssl
    default block
fails
    policy:2:7: error[E0201]: a second rule is called 'from one'
        block "from one" if ssl
              ^^^^^^^^^^
    policies/one.rules:2:7: note: the other place is here
        block "from one" if http.host == "one.example"
              ~~~~~~~~~~

== files that are not there, or none
policy
    include "policies/nowhere.rules"
    include "policies"
    include "policies/empty.rules"
    include "policies/nothing-*.rules"
    include "policies/a\x00b.rules"
fails
    policy:1:9: error[E0401]: cannot read 'policies/nowhere.rules': it does not exist
        include "policies/nowhere.rules"
                ^^^^^^^^^^^^^^^^^^^^^^^^
    policy:2:9: error[E0401]: cannot read 'policies': it is a directory
        include "policies"
                ^^^^^^^^^^
    policy:3:9: error[E0403]: 'policies/empty.rules' is empty
        include "policies/empty.rules"
                ^^^^^^^^^^^^^^^^^^^^^^
    policy:4:9: error[E0224]: no file matches 'policies/nothing-*.rules'
        include "policies/nothing-*.rules"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^
    policy:5:9: error[E0401]: cannot read 'policies/a\x00b.rules': it has a NUL byte in its name
        include "policies/a\x00b.rules"
                ^^^^^^^^^^^^^^^^^^^^^^^

== an include that includes itself
policy
    include "policies/cycle-a.rules"
fails
    policies/cycle-b.rules:1:9: error[E0223]: 'policies/cycle-a.rules' includes itself
        include "cycle-a.rules"
                ^^^^^^^^^^^^^^^

== four levels are the most
policy
    include "policies/deep-1.rules"
fails
    policies/deep-4.rules:1:1: error[E0222]: more than 4 levels of include
        include "deep-5.rules"
        ^^^^^^^^^^^^^^^^^^^^^^

== one less is fine
policy
    include "policies/deep-2.rules"
    default block
set
    ssl=true
want
    block by "deep" (policies/deep-5.rules:1)

== no default inside
policy
    include "policies/with-default.rules"
    include "policies/with-for-default.rules"
    default block
fails
    policies/with-default.rules:2:1: error[E0221]: an included file has no default
        default block
        ^^^^^^^^^^^^^
        hint: put it into the file that includes this one
    policies/with-for-default.rules:2:5: error[E0221]: an included file has no default
            default block
            ^^^^^^^^^^^^^
        hint: put it into the file that includes this one

== what is wrong with a file has its place there
policy
    include "policies/broken.rules"
fails
    policies/broken.rules:1:18: error[E0012]: unexpected end, expected a condition
        block "broken" if
                         ^

== an empty policy is a mistake
run
    check policies/empty.rules
exit
    2
prints
    policies/empty.rules: error[E0403]: 'policies/empty.rules' is empty
    certrule: policies/empty.rules: 1 error, 0 warnings

== a directory and a missing file are not the policy's fault
run
    check policies
exit
    3
prints
    certrule: cannot read policies: it is a directory

== nor is a missing one
run
    check policies/nowhere.rules
exit
    3
prints
    certrule: cannot read policies/nowhere.rules: No such file or directory
