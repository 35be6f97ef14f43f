# Numbers that every value is above or below of.

== a length is no number below nothing
policy
    trust fleet for default { ca "certs/root.pem" }
    block "ne" if len(http.user_agent) != -1
    block "eq" if len(http.user_agent) == -1
    block "le" if len(http.user_agent) <= -1
    block "lt" if len(http.user_agent) < 0
    block "gt" if len(http.user_agent) > -1
    block "ge" if len(http.user_agent) >= 0
    block "le, well" if len(http.user_agent) <= 0
    block "ge, well" if len(http.user_agent) >= 1
    block "ne, well" if len(http.user_agent) != 0
    block "set" if len(http.user_agent) in {-1 2}
    block "computed" if len(http.user_agent) == len(http.host)
    default block
warns
    policy:2:15: warning[W1064]: 'len(http.user_agent)' is never less than 0: this is true whenever there is one
        block "ne" if len(http.user_agent) != -1
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: len(http.user_agent) == 0 is what is empty, > 0 what is not
    policy:3:15: warning[W1064]: 'len(http.user_agent)' is never less than 0: this is never true
        block "eq" if len(http.user_agent) == -1
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: len(http.user_agent) == 0 is what is empty, > 0 what is not
    policy:4:15: warning[W1064]: 'len(http.user_agent)' is never less than 0: this is never true
        block "le" if len(http.user_agent) <= -1
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: len(http.user_agent) == 0 is what is empty, > 0 what is not
    policy:5:15: warning[W1064]: 'len(http.user_agent)' is never less than 0: this is never true
        block "lt" if len(http.user_agent) < 0
                      ^^^^^^^^^^^^^^^^^^^^^^^^
        hint: len(http.user_agent) == 0 is what is empty, > 0 what is not
    policy:6:15: warning[W1064]: 'len(http.user_agent)' is never less than 0: this is true whenever there is one
        block "gt" if len(http.user_agent) > -1
                      ^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: len(http.user_agent) == 0 is what is empty, > 0 what is not
    policy:7:15: warning[W1064]: 'len(http.user_agent)' is never less than 0: this is true whenever there is one
        block "ge" if len(http.user_agent) >= 0
                      ^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: len(http.user_agent) == 0 is what is empty, > 0 what is not
