# options:
# options (312): --python 3.12
# options (c): --format c-initconfig
"""Options that act on a command line or in other builds only, that say nothing, and that say what they don't mean."""

interpreter(
    profile = "isolated",
    utf8_mode = True,
    x_options = [
        "warn_default_encoding",
        "disable_remote_debug",
        "showrefcount",
        "showalloccount",
        "presite=app",
        "pystats",
        "tlbc=0",
        "gil=0",
        "pycache_prefix=",
        "importtime=off",
        "utf8",
        "dev",
        "perf",
        "cpu_count=3",
        "cpu_count=4",
    ],
)
