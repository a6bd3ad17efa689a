# source: GrahamDumpleton/mod_wsgi#396, nitramr/scribus-indigo#19
# check: c 3.11
# says: home.*(prefix|above|parent|two folders)
# boot: 3.11
# defs: prefix={prefix}
# started: no
PREFIX = variable("prefix", default = "/usr")

interpreter(
    home = PREFIX + "/lib/python3.11",
)
