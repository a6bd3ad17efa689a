"""Interpreters beside the one that the program starts with."""

load(":internal.bzl", "declare")

SubInterpreter = record(
    name = typing.Any,
    gil = typing.Any,
    use_main_obmalloc = typing.Any,
    allow_fork = typing.Any,
    allow_exec = typing.Any,
    allow_threads = typing.Any,
    allow_daemon_threads = typing.Any,
    check_multi_interp_extensions = typing.Any,
)

def sub_interpreter(
        name: str,
        gil: str = "own",
        use_main_obmalloc: None | bool = None,
        allow_fork: None | bool = None,
        allow_exec: None | bool = None,
        allow_threads: None | bool = None,
        allow_daemon_threads: None | bool = None,
        check_multi_interp_extensions: None | bool = None):
    """Declares a kind of sub-interpreter, which generated code has a function to start for. CPython 3.12 and later.

    Args:
        name: What the function is called after, `start_NAME`: an identifier. Each may be declared once; the program may
            start as many of each as it likes.
        gil: `own`, so that it runs beside the others, or `shared` with the main interpreter.
        use_main_obmalloc: Whether it takes its memory from the main interpreter's allocator. None: if the GIL is shared.
        allow_fork: Whether `os.fork` is let in. None: if the GIL is shared.
        allow_exec: Whether `os.exec*` are let in. None: if the GIL is shared.
        allow_threads: Whether it may start threads. None: it may.
        allow_daemon_threads: Whether these may be daemons. None: if the GIL is shared.
        check_multi_interp_extensions: Whether it imports only extension modules that say that they can bear it. None: if
            the GIL is its own.

    Returns:
        A record with the values.
    """
    values = {
        "name": name,
        "gil": gil,
        "use_main_obmalloc": use_main_obmalloc,
        "allow_fork": allow_fork,
        "allow_exec": allow_exec,
        "allow_threads": allow_threads,
        "allow_daemon_threads": allow_daemon_threads,
        "check_multi_interp_extensions": check_multi_interp_extensions,
    }
    declare("sub_interpreter", values)
    return SubInterpreter(**values)
