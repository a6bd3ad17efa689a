interpreter(
    profile = "isolated",
    utf8_mode = True,
    development_mode = True,
    fault_handler = True,
)
