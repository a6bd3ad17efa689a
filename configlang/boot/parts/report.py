"""
What the booted interpreter runs: it tells what came up, and imports modules.

It imports nothing else: a config may leave an interpreter without importers, and without a standard library. The
program puts ``sys``, ``write`` (a line into the report) and ``configs`` (what CPython made of the config) among the
names.
"""


def plain(value: object) -> object:
    """Return a value as a literal can hold it."""
    if value is None or type(value) in (bool, int, str):
        return value
    if type(value) in (list, tuple):
        return [plain(each) for each in value]
    if type(value) is dict:
        return {str(key): plain(each) for key, each in value.items()}
    return repr(value)


def named(value: object) -> str:
    """Return what an importer calls itself."""
    return getattr(value, "__name__", None) or type(value).__name__


def stream(name: str) -> object:
    """Return encoding and errors of a standard stream, None where there is no such stream."""
    value = getattr(sys, name, None)
    return None if value is None else [plain(getattr(value, part, None)) for part in ("encoding", "errors")]


def imported(name: str) -> object:
    """Import a module, and return where it came from, or what it raised."""
    try:
        __import__(name)
        module = sys.modules[name]
        spec = getattr(module, "__spec__", None)
        loader = getattr(spec, "loader", None) or getattr(module, "__loader__", None)
        origin = getattr(spec, "origin", None) or getattr(module, "__file__", None)
        return {"origin": plain(origin), "loader": None if loader is None else named(loader)}
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is told
        text = str(error)
        return {"error": type(error).__name__ + (": " + text if text else "")}


def variable(name: str) -> object:
    """Return what the interpreter has found a variable of the environment to be, None where it is not there."""
    if "nt" in sys.modules:
        found = {key.upper(): value for key, value in sys.modules["nt"].environ.items()}
        return plain(found.get(name.upper()))
    value = sys.modules["posix"].environ.get(name.encode("utf-8"))
    return None if value is None else value.decode("utf-8", "surrogateescape")


def tell(*parts: object) -> None:
    """Write a line of the report."""
    write(ascii(parts))


tell("configs", plain(configs))
tell(
    "sys",
    {
        "version": sys.version,
        "flags": {
            name: plain(getattr(sys.flags, name))
            for name in dir(sys.flags)
            if name[0] != "_" and name[:2] != "n_" and name not in ("count", "index")
        },
        "path": plain(sys.path),
        "meta_path": [named(each) for each in sys.meta_path],
        "path_hooks": [named(each) for each in sys.path_hooks],
        "argv": plain(getattr(sys, "argv", None)),
        "orig_argv": plain(getattr(sys, "orig_argv", None)),
        "executable": plain(sys.executable),
        "prefix": plain(sys.prefix),
        "exec_prefix": plain(sys.exec_prefix),
        "base_prefix": plain(sys.base_prefix),
        "base_exec_prefix": plain(sys.base_exec_prefix),
        "filesystem_encoding": [sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()],
        "stdin": stream("stdin"),
        "stdout": stream("stdout"),
        "stderr": stream("stderr"),
        "xoptions": plain(sys._xoptions),  # noqa: SLF001 - that is its name
        "warnoptions": plain(sys.warnoptions),
        "hash_info": {"algorithm": sys.hash_info.algorithm, "width": sys.hash_info.width},
        "pycache_prefix": plain(sys.pycache_prefix),
        "dont_write_bytecode": plain(sys.dont_write_bytecode),
        "frozen": plain(getattr(sys, "frozen", None)),
    },
)
tell("environment", {name: variable(name) for name in CL_VARIABLES})
for name in CL_NAMES:
    tell("importing", name)
    tell("imported", name, imported(name))
tell("done")
