# source: pyinstaller/pyinstaller#7989 (and #9368)
# check: c 3.12
# says: utf8_mode=1.*(no such option|unknown|no effect)
# says: utf8_mode = True|field .?utf8_mode
# boot: 3.12
# started: yes
# report: sys.flags.utf8_mode=^0$
interpreter(
    profile = "isolated",
    configure_locale = True,
    x_options = ["utf8_mode=1"],
)
