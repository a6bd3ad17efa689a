# source: a language that embeds CPython (argi), C
# defs: exe={exe}
# check: c 3.10
# must: unavailable-field
# boot: 3.11 3.13
# started: yes
# report: sys.flags.safe_path=^(true|1)$
EXE = variable("exe", default = "/usr/bin/python3")

interpreter(
    install_signal_handlers = False,
    parse_argv = False,
    safe_path = True,
    program_name = EXE,
)
