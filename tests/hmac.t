# What is no token of is_timed_hmac_valid_v0() is not valid, whatever it looks
# like.  The key is that of functions.t, and so is the one that is valid.

== a valid one
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 8)
fields
    {"http.request.uri": "/download/cat.jpg?verify=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D", "http.request.timestamp.sec": 1700000005}
true

== an escape cut short
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 8)
fields
    {"http.request.uri": "/download/cat.jpg?verify=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3", "http.request.timestamp.sec": 1700000005}
false

== an escape of one digit and of none
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 8) or is_timed_hmac_valid_v0("a secret of ours", http.cookie, 3h, http.request.timestamp.sec, 8)
fields
    {"http.request.uri": "/download/cat.jpg?verify=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3g", "http.cookie": "/download/cat.jpg?verify=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%gD", "http.request.timestamp.sec": 1700000005}
false

== signs of the other alphabet
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 8, "s") or is_timed_hmac_valid_v0("a secret of ours", http.cookie, 3h, http.request.timestamp.sec, 8, "s")
fields
    {"http.request.uri": "/download/cat.jpg?verify=1700000000-fw1jFyL+BOg1ZD_MLRpwwwWTIl9BBXobHWL0fzzg768", "http.cookie": "/download/cat.jpg?verify=1700000000-fw1jFyL-BOg1ZD/MLRpwwwWTIl9BBXobHWL0fzzg768", "http.request.timestamp.sec": 1700000005}
false

== a separator that leaves no message
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 25)
fields
    {"http.request.uri": "/download/cat.jpg?verify=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D", "http.request.timestamp.sec": 1700000005}
false

== one digit less, and one more
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 8) or is_timed_hmac_valid_v0("a secret of ours", http.cookie, 3h, http.request.timestamp.sec, 8)
fields
    {"http.request.uri": "/download/cat.jpg?verify=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg76%3D", "http.cookie": "/download/cat.jpg?verify=1700000000-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg7688%3D", "http.request.timestamp.sec": 1700000005}
false

== a time that is no number
expression
    is_timed_hmac_valid_v0("a secret of ours", http.request.uri, 3h, http.request.timestamp.sec, 8)
fields
    {"http.request.uri": "/download/cat.jpg?verify=17000000x0-fw1jFyL%2BBOg1ZD%2FMLRpwwwWTIl9BBXobHWL0fzzg768%3D", "http.request.timestamp.sec": 1700000005}
false
