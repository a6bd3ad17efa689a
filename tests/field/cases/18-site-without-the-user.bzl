# source: overfl0/Pythia#70
# check: c 3.8 3.13
# clean: yes
# boot: 3.8 3.13
# defs: prefix={prefix}
# started: yes
# report: sys.flags.no_user_site=^1$
# report: sys.flags.no_site=^0$
# report: sys.path=site-packages
PREFIX = variable("prefix", default = "/opt/python")

interpreter(
    profile = "isolated",
    utf8_mode = True,
    site_import = True,
    home = PREFIX,
)
