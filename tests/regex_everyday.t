== command-line clients
expression
    http.user_agent matches r#"(?i)(curl|wget|python-requests)/[0-9.]+"#
fields
    {"http.user_agent": "Wget/1.21.3"}
true

== command-line clients: another
expression
    http.user_agent matches r#"(?i)(curl|wget|python-requests)/[0-9.]+"#
fields
    {"http.user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"}
false

== self-declared robots
expression
    http.user_agent matches r#"(?i)(bot|crawl|spider|scan)"#
fields
    {"http.user_agent": "Mozilla/5.0 (compatible; Examplebot/2.1; +https://bot.example/)"}
true

== self-declared robots: another
expression
    http.user_agent matches r#"(?i)(bot|crawl|spider|scan)"#
fields
    {"http.user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"}
false

== scanners by name
expression
    http.user_agent matches r#"sqlmap|nikto|nessus|masscan"#
fields
    {"http.user_agent": "sqlmap/1.7.2#stable (https://sqlmap.org)"}
true

== scanners by name: another
expression
    http.user_agent matches r#"sqlmap|nikto|nessus|masscan"#
fields
    {"http.user_agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"}
false

== a browser, as it introduces itself
expression
    http.user_agent matches r#"^Mozilla/5\.0 \([^)]*\) "#
fields
    {"http.user_agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"}
true

== a browser, as it introduces itself: another
expression
    http.user_agent matches r#"^Mozilla/5\.0 \([^)]*\) "#
fields
    {"http.user_agent": "curl/8.1"}
false

== the end of a Chrome user agent
expression
    http.user_agent matches r#"Chrome/[0-9]+\.[0-9.]+ Safari/[0-9.]+$"#
fields
    {"http.user_agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"}
true

== the end of a Chrome user agent: another
expression
    http.user_agent matches r#"Chrome/[0-9]+\.[0-9.]+ Safari/[0-9.]+$"#
fields
    {"http.user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"}
false

== an Android version
expression
    http.user_agent matches r#"Android [0-9]+(\.[0-9]+)*"#
fields
    {"http.user_agent": "Dalvik/2.1.0 (Linux; U; Android 13.0.1; Pixel 7)"}
true

== an Android version: another
expression
    http.user_agent matches r#"Android [0-9]+(\.[0-9]+)*"#
fields
    {"http.user_agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 14_8 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.1.2 Mobile/15E148 Safari/604.1"}
false

== old Internet Explorers
expression
    http.user_agent matches r#"(?i)msie [1-9]\."#
fields
    {"http.user_agent": "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)"}
true

== old Internet Explorers: another
expression
    http.user_agent matches r#"(?i)msie [1-9]\."#
fields
    {"http.user_agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"}
false

== old iPhones
expression
    http.user_agent matches r#"iPhone OS (1[0-4]|[1-9])_"#
fields
    {"http.user_agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 14_8 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.1.2 Mobile/15E148 Safari/604.1"}
true

== old iPhones: another
expression
    http.user_agent matches r#"iPhone OS (1[0-4]|[1-9])_"#
fields
    {"http.user_agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"}
false

== a version after anything
expression
    http.user_agent matches r#"Mozilla/.*Firefox/[0-9]+"#
fields
    {"http.user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"}
true

== a version after anything: another
expression
    http.user_agent matches r#"Mozilla/.*Firefox/[0-9]+"#
fields
    {"http.user_agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"}
false

== anything, one word, anything, another
expression
    http.user_agent matches r#".*Linux.*Firefox"#
fields
    {"http.user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"}
true

== anything, one word, anything, another: another
expression
    http.user_agent matches r#".*Linux.*Firefox"#
fields
    {"http.user_agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"}
false

== hosts below one, not anchored
expression
    http.referer matches r#"[a-z0-9-]+\.example\.com"#
fields
    {"http.referer": "https://www.example.com/"}
true

== hosts below one, not anchored: another
expression
    http.referer matches r#"[a-z0-9-]+\.example\.com"#
fields
    {"http.referer": "https://example.org/"}
false

== referrers of one site
expression
    http.referer matches r#"^https?://([a-z0-9-]+\.)*example\.com/"#
fields
    {"http.referer": "https://a.b.example.com/x"}
true

== referrers of one site: another
expression
    http.referer matches r#"^https?://([a-z0-9-]+\.)*example\.com/"#
fields
    {"http.referer": "https://example.com.evil.test/"}
false

== referrers of search engines
expression
    http.referer matches r#"https?://(www\.)?(google|bing|duckduckgo)\.[a-z.]+/"#
fields
    {"http.referer": "https://www.google.co.uk/search?q=x"}
true

== referrers of search engines: another
expression
    http.referer matches r#"https?://(www\.)?(google|bing|duckduckgo)\.[a-z.]+/"#
fields
    {"http.referer": "https://example.com/google"}
false

== a host and perhaps a port
expression
    http.referer matches r#"^https://[^/]+\.example\.com(:[0-9]+)?(/|$)"#
fields
    {"http.referer": "https://api.example.com:8443/v1"}
true

== a host and perhaps a port: another
expression
    http.referer matches r#"^https://[^/]+\.example\.com(:[0-9]+)?(/|$)"#
fields
    {"http.referer": "https://api.example.com.test/"}
false

== a versioned API
expression
    http.request.uri.path matches r#"^/api/v[0-9]+/users/[0-9]+$"#
path
    /api/v2/users/4711
true

== a versioned API: another
expression
    http.request.uri.path matches r#"^/api/v[0-9]+/users/[0-9]+$"#
path
    /api/v2/users/me
false

== pages that run code
expression
    http.request.uri.path matches r#"\.(php|asp|aspx|jsp|cgi)$"#
path
    /shop/index.php
true

== pages that run code: another
expression
    http.request.uri.path matches r#"\.(php|asp|aspx|jsp|cgi)$"#
path
    /shop/index.html
false

== the doors of a blog
expression
    http.request.uri.path matches r#"^/(wp-admin|wp-login\.php|xmlrpc\.php)"#
path
    /wp-login.php
true

== the doors of a blog: another
expression
    http.request.uri.path matches r#"^/(wp-admin|wp-login\.php|xmlrpc\.php)"#
path
    /blog/wp-login.php
false

== files that are nobody else's
expression
    http.request.uri.path matches r#"/\.(git|env|htaccess|svn)(/|$)"#
path
    /app/.git/config
true

== files that are nobody else's: another
expression
    http.request.uri.path matches r#"/\.(git|env|htaccess|svn)(/|$)"#
path
    /app/.github
false

== static files
expression
    http.request.uri.path matches r#"^/static/.*\.(css|js|png|jpe?g|gif|svg|woff2?)$"#
path
    /static/fonts/a.woff2
true

== static files: another
expression
    http.request.uri.path matches r#"^/static/.*\.(css|js|png|jpe?g|gif|svg|woff2?)$"#
path
    /static/readme.txt
false

== a language in front
expression
    http.request.uri.path matches r#"^/[a-z]{2}(-[A-Z]{2})?/"#
path
    /de-AT/hilfe
true

== a language in front: another
expression
    http.request.uri.path matches r#"^/[a-z]{2}(-[A-Z]{2})?/"#
path
    /help/de
false

== a dated article
expression
    http.request.uri.path matches r#"/[0-9]{4}/[0-9]{2}/[a-z0-9-]+/?$"#
path
    /blog/2031/07/summer-sale/
true

== a dated article: another
expression
    http.request.uri.path matches r#"/[0-9]{4}/[0-9]{2}/[a-z0-9-]+/?$"#
path
    /blog/2031/summer-sale
false

== two identifiers in a path
expression
    http.request.uri.path matches r#"^/users/[^/]+/orders/[0-9]+$"#
path
    /users/ann/orders/17
true

== two identifiers in a path: another
expression
    http.request.uri.path matches r#"^/users/[^/]+/orders/[0-9]+$"#
path
    /users/ann/basket/orders/17
false

== archives
expression
    http.request.uri.path matches r#"(?i)\.(zip|tar(\.gz)?|7z)(\?.*)?$"#
path
    /backup/site.TAR.GZ
true

== archives: another
expression
    http.request.uri.path matches r#"(?i)\.(zip|tar(\.gz)?|7z)(\?.*)?$"#
path
    /backup/site.gz
false

== a number at the end
expression
    http.request.uri.path matches r#"[0-9]+$"#
path
    /item/12345
true

== a number at the end: another
expression
    http.request.uri.path matches r#"[0-9]+$"#
path
    /item/12345x
false

== a file of one kind anywhere
expression
    http.request.uri.path matches r#"[^/]+\.pdf$"#
path
    /a/b/c.pdf
true

== a file of one kind anywhere: another
expression
    http.request.uri.path matches r#"[^/]+\.pdf$"#
path
    /a/b/.pdf/
false

== SQL in a query
expression
    http.request.uri.query matches r#"(?i)union.*select"#
fields
    {"http.request.uri.query": "id=1 UNION ALL SELECT 1,2"}
true

== SQL in a query: another
expression
    http.request.uri.query matches r#"(?i)union.*select"#
fields
    {"http.request.uri.query": "q=student unions"}
false

== SQL words beside each other
expression
    http.request.uri.query matches r#"(?i)(union|select|insert|delete|drop)\s+(all|from|into|table)"#
fields
    {"http.request.uri.query": "q=1;DROP TABLE x"}
true

== SQL words beside each other: another
expression
    http.request.uri.query matches r#"(?i)(union|select|insert|delete|drop)\s+(all|from|into|table)"#
fields
    {"http.request.uri.query": "q=drop by the table"}
false

== one parameter that is a number
expression
    http.request.uri.query matches r#"(^|&)id=[0-9]+(&|$)"#
fields
    {"http.request.uri.query": "a=b&id=42"}
true

== one parameter that is a number: another
expression
    http.request.uri.query matches r#"(^|&)id=[0-9]+(&|$)"#
fields
    {"http.request.uri.query": "a=b&uid=42x"}
false

== a debug switch
expression
    http.request.uri.query matches r#"[?&]debug=(1|true)"#
fields
    {"http.request.uri.query": "a=1&debug=true"}
true

== a debug switch: another
expression
    http.request.uri.query matches r#"[?&]debug=(1|true)"#
fields
    {"http.request.uri.query": "a=1&debug=no"}
false

== a script tag
expression
    http.request.uri.query matches r#"(?i)<script[^>]*>"#
fields
    {"http.request.uri.query": "q=<ScRiPt src=x>"}
true

== a script tag: another
expression
    http.request.uri.query matches r#"(?i)<script[^>]*>"#
fields
    {"http.request.uri.query": "q=describe"}
false

== a look-up through a logger
expression
    http.request.uri.query matches r#"(?i)(\$\{|%24%7b)(jndi|env|sys)"#
fields
    {"http.request.uri.query": "x=${jndi:ldap://x.test/a}"}
true

== a look-up through a logger: another
expression
    http.request.uri.query matches r#"(?i)(\$\{|%24%7b)(jndi|env|sys)"#
fields
    {"http.request.uri.query": "x=$jndi"}
false

== an IPv4 address
expression
    http.request.uri.query matches r#"\b[0-9]{1,3}(\.[0-9]{1,3}){3}\b"#
fields
    {"http.request.uri.query": "url=http://192.0.2.7/x"}
true

== an IPv4 address: another
expression
    http.request.uri.query matches r#"\b[0-9]{1,3}(\.[0-9]{1,3}){3}\b"#
fields
    {"http.request.uri.query": "v=1.2.3"}
false

== a UUID
expression
    http.request.uri.path matches r#"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"#
path
    /d/123e4567-e89b-12d3-a456-426614174000
true

== a UUID: another
expression
    http.request.uri.path matches r#"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"#
path
    /d/123e4567-e89b-12d3-a456
false

== a JSON web token
expression
    http.cookie matches r#"eyJ[A-Za-z0-9_-]+\.eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+"#
fields
    {"http.cookie": "auth=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJlLW9mLWl0"}
true

== a JSON web token: another
expression
    http.cookie matches r#"eyJ[A-Za-z0-9_-]+\.eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+"#
fields
    {"http.cookie": "auth=eyJhbGciOiJIUzI1NiJ9"}
false

== a token and nothing else
expression
    http.cookie matches r#"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$"#
fields
    {"http.cookie": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJlLW9mLWl0"}
true

== a token and nothing else: another
expression
    http.cookie matches r#"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$"#
fields
    {"http.cookie": "a.b"}
false

== an e-mail address, as textbooks have it
expression
    http.request.uri.query matches r#"\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}\b"#
fields
    {"http.request.uri.query": "to=ann.b+x@mail.example.org"}
true

== an e-mail address, as textbooks have it: another
expression
    http.request.uri.query matches r#"\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}\b"#
fields
    {"http.request.uri.query": "to=ann@localhost"}
false

== a whole e-mail address
expression
    http.cookie matches r#"^[^@\s]+@[^@\s]+\.[^@\s]+$"#
fields
    {"http.cookie": "ann@example.org"}
true

== a whole e-mail address: another
expression
    http.cookie matches r#"^[^@\s]+@[^@\s]+\.[^@\s]+$"#
fields
    {"http.cookie": "ann@example.org, bob@example.org"}
false

== a session among cookies
expression
    http.cookie matches r#"(?:^|;\s*)PHPSESSID=([a-z0-9]{26,40})"#
fields
    {"http.cookie": "a=b; PHPSESSID=0123456789abcdefghijklmnop"}
true

== a session among cookies: another
expression
    http.cookie matches r#"(?:^|;\s*)PHPSESSID=([a-z0-9]{26,40})"#
fields
    {"http.cookie": "a=b; XPHPSESSID=1"}
false

== a cookie's value
expression
    http.cookie matches r#"(^|; )session=[A-Za-z0-9+/=]+"#
fields
    {"http.cookie": "lang=de; session=AbC+/="}
true

== a cookie's value: another
expression
    http.cookie matches r#"(^|; )session=[A-Za-z0-9+/=]+"#
fields
    {"http.cookie": "lang=de; mysession=AbC"}
false

== a media type and its charset
expression
    http.cookie matches r#"^(application|text)/[a-z0-9.+-]+(;\s*charset=[a-zA-Z0-9_-]+)?$"#
fields
    {"http.cookie": "application/ld+json; charset=utf-8"}
true

== a media type and its charset: another
expression
    http.cookie matches r#"^(application|text)/[a-z0-9.+-]+(;\s*charset=[a-zA-Z0-9_-]+)?$"#
fields
    {"http.cookie": "image/png"}
false

== a form with a boundary
expression
    http.cookie matches r#"^multipart/form-data; *boundary=.+$"#
fields
    {"http.cookie": "multipart/form-data; boundary=----x"}
true

== a form with a boundary: another
expression
    http.cookie matches r#"^multipart/form-data; *boundary=.+$"#
fields
    {"http.cookie": "multipart/mixed; boundary=x"}
false

== preferred languages
expression
    http.cookie matches r#"(^|,)\s*(en|de)(-[A-Za-z]{2})?\s*(;q=[0-9.]+)?"#
fields
    {"http.cookie": "fr;q=0.9, de-CH;q=0.8"}
true

== preferred languages: another
expression
    http.cookie matches r#"(^|,)\s*(en|de)(-[A-Za-z]{2})?\s*(;q=[0-9.]+)?"#
fields
    {"http.cookie": "fr, it"}
false

== a list of languages and nothing else
expression
    http.cookie matches r#"^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*(,\s*[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*)*$"#
fields
    {"http.cookie": "en-GB, de, zh-Hant-TW"}
true

== a list of languages and nothing else: another
expression
    http.cookie matches r#"^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*(,\s*[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*)*$"#
fields
    {"http.cookie": "en_GB"}
false

== a name in a certificate
expression
    http.cookie matches r#"^CN=[^,]+,OU=Fleet,O=Example"#
fields
    {"http.cookie": "CN=truck 7,OU=Fleet,O=Example"}
true

== a name in a certificate: another
expression
    http.cookie matches r#"^CN=[^,]+,OU=Fleet,O=Example"#
fields
    {"http.cookie": "CN=truck 7,OU=Guests,O=Example"}
false

== a SPIFFE identifier
expression
    http.cookie matches r#"^spiffe://example\.org/ns/[a-z0-9-]+/sa/[a-z0-9-]+$"#
fields
    {"http.cookie": "spiffe://example.org/ns/prod/sa/api"}
true

== a SPIFFE identifier: another
expression
    http.cookie matches r#"^spiffe://example\.org/ns/[a-z0-9-]+/sa/[a-z0-9-]+$"#
fields
    {"http.cookie": "spiffe://example.org/ns/prod"}
false

== hex in pairs
expression
    http.cookie matches r#"^([0-9a-f]{2}:)*[0-9a-f]{2}$"#
fields
    {"http.cookie": "de:ad:be:ef"}
true

== hex in pairs: another
expression
    http.cookie matches r#"^([0-9a-f]{2}:)*[0-9a-f]{2}$"#
fields
    {"http.cookie": "de:ad:be:e"}
false
