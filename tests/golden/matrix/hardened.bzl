def hardened():
    interpreter(
        profile = "isolated",
        use_environment = True,
        utf8_mode = True,
        malloc_stats = True,
        tracemalloc = TARGET.version[1] if TARGET.version < (3, 10) else 10,
        pycache_prefix = host_value("cache", default = "/a long folder for what is compiled"),
        run_command = "print('\x1b[31m::error::')",
    )

hardened()
