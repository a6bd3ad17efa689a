# options (c): --format c
# options (rust): --format rust-ffi
"""Values of the host that only some versions take: a number, a text, and one of a field that came later."""

level = host_value("level", type = int, default = 1)
cache = host_value("cache", default = "/cache")
safe = host_value("safe", type = bool)

compatible_with(python = ">=3.10,<3.14")
interpreter(
    profile = "isolated",
    home = "$ORIGIN",
    utf8_mode = True,
    optimization_level = level if TARGET.version >= (3, 12) else 0,
    pycache_prefix = cache if TARGET.version >= (3, 11) else "/old",
    safe_path = safe if TARGET.version >= (3, 11) else None,
)
