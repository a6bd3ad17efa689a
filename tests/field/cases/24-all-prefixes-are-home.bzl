# source: maiself/godot-python-extension (init_python_isolated)
# defs: prefix={prefix}
# check: c 3.9 3.12 3.14
# rc: 0
# must-not: breaks-start
# says-not: does not start
# boot: 3.9 3.12 3.14
# started: yes
# report: sys.base_prefix=^{prefix}$
# report: sys.prefix=^{prefix}$
PREFIX = variable("prefix", default = "/opt/game/python")

interpreter(
    profile = "isolated",
    utf8_mode = True,
    parse_argv = False,
    write_bytecode = False,
    home = PREFIX,
    base_prefix = PREFIX,
    prefix = PREFIX,
    base_exec_prefix = PREFIX,
    exec_prefix = PREFIX,
    base_executable = PREFIX + "/bin/python3",
    executable = PREFIX + "/bin/python3",
    program_name = "godot",
)
