# options:
# options (new): --python 3.14
"""The isolated profile without its isolation keeps some of it."""

interpreter(
    profile = "isolated",
    import_time = False,
    isolated = False,
    run_module = "app",
    use_environment = True,
    utf8_mode = True,
    write_bytecode = True,
)
