# options: --python 3.12
"""Parts of the target and texts that they never are: at once, by way of names, in lists, in dicts and in functions."""

MAC = "darwin"
SYSTEM = TARGET.os
WHOLE = TARGET
NAMES = ("win32", "linux")

def is_windows(system):
    return system == "nt"

def with_local():
    system = TARGET.os
    return system in ["osx", "macos"]

def of_another(os):
    return os == "darwin"

interpreter(
    verbose = TARGET.os == "darwin" or "Windows" == TARGET.os or SYSTEM != MAC,
    quiet = TARGET.os in NAMES or WHOLE.os == "linux2" or is_windows(TARGET.os) or with_local(),
    inspect = TARGET.arch == "amd64" or TARGET.env == "glibc" or TARGET.triple == "windows",
    import_time = {"darwin": True, "linux": False}.get(TARGET.os, False),
    malloc_stats = TARGET.python == "3.11.4" or TARGET.python == None or TARGET.version in [(3, 12, 1), "3.12"] or TARGET.os.startswith("darwin"),
    # Right as they stand.
    interactive = TARGET.os == "macos" or "darwin" in TARGET.triple or TARGET.os.startswith("win") or of_another("x"),
    development_mode = TARGET.arch == "riscv64gc" or TARGET.env in ["gnueabihf", ""] or TARGET.python == "3.11",
    parser_debug = TARGET.version == (3, 11) or TARGET.version < (3, 9) or TARGET.version in [(3, 8), (3, 9)],
)
