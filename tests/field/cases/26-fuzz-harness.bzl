# source: an AFL++ harness over CPython's compiler (C)
# target: x86_64-unknown-linux-gnu
# check: c 3.8 3.14
# must: ascii-encoding
# boot: 3.12
# started: yes
# report: configs.config.filesystem_encoding=^ascii$
interpreter(
    profile = "isolated",
    install_signal_handlers = False,
    write_bytecode = False,
)
