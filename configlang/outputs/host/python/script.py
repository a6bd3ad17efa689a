"""
Runs one script of many, in a namespace of its own; stands behind ``program``, whose functions it uses.

The host calls ``begin``, then what that returns, and in any case ``end``, with the exception or None three times. It
gets the kind, the code and the text of a status. A worker of ``multiprocessing`` has no beginning.
"""

import sys

kept = {}  # type: ignore[var-annotated]


def begin(kind, text):  # type: ignore[no-untyped-def]  # noqa: D103 - it would go into each host
    import _frozen_importlib
    import builtins

    main = type(sys)("__main__")
    main.__dict__.update(__builtins__=builtins, __loader__=_frozen_importlib.BuiltinImporter)
    kept.update(main=sys.modules.get("__main__"), lines=set(lines()))  # type: ignore[no-untyped-call]
    sys.modules["__main__"] = main
    if kind == "command":
        call = as_command("cpython.run_command", text)  # type: ignore[name-defined]  # noqa: F821 - of the program
    else:
        with open(text, "rb") as file:
            data = read(file, kind)  # type: ignore[name-defined]  # noqa: F821 - of the program
        call = as_file("cpython.run_file", text, data)  # type: ignore[name-defined]  # noqa: F821 - of the program
        if not getattr(sys.flags, "safe_path", sys.flags.isolated):
            import os

            kept["folder"] = os.path.dirname(os.path.realpath(text))
            sys.path.insert(0, kept["folder"])
    kept["begun"] = True
    return call


def lines():  # type: ignore[no-untyped-def]  # noqa: D103
    return getattr(sys.modules.get("linecache"), "_interactive_cache", {})


def end(*error):  # type: ignore[no-untyped-def]  # noqa: D103
    ending = 0, 0, ""
    try:
        if isinstance(error[1], SystemExit):
            ending = (2, *leave(error[1]))  # type: ignore[no-untyped-call]
        elif error[1] is not None:
            if "main" in kept and "begun" not in kept:
                error = error[0], error[1].with_traceback(None), None
            text = told(error[1])  # type: ignore[no-untyped-call]
            code = show(*error)  # type: ignore[name-defined]  # noqa: F821 - of the program
            if isinstance(code, SystemExit):
                code = leave(code)[0]  # type: ignore[no-untyped-call]
            ending = 3 if issubclass(error[0], KeyboardInterrupt) else 1, code, text
    finally:
        if "main" in kept:
            restore()  # type: ignore[no-untyped-call]
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name, None)
        try:
            if stream is not None and not getattr(stream, "closed", False):
                stream.flush()
        except BaseException as failure:  # noqa: BLE001 - as CPython at its end
            ending = 1, 120, ending[2] or name + " can not be flushed: " + told(failure)  # type: ignore[no-untyped-call]
    return ending


def restore():  # type: ignore[no-untyped-def]  # noqa: D103
    if kept["main"] is None:
        sys.modules.pop("__main__", None)
    else:
        sys.modules["__main__"] = kept["main"]
    if kept.get("folder") in sys.path:
        sys.path.remove(kept["folder"])
    for key in set(lines()) - kept["lines"]:  # type: ignore[no-untyped-call]
        del lines()[key]  # type: ignore[no-untyped-call]
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        sys.__dict__.pop(name, None)


def leave(end):  # type: ignore[no-untyped-def]  # noqa: D103
    try:
        code = end.code
    except BaseException:  # noqa: BLE001 - a class may do anything
        code = end
    if code is None or isinstance(code, int):
        return 0 if code is None else code, ""
    text = str_of(code)  # type: ignore[no-untyped-call]
    say(text)  # type: ignore[name-defined]  # noqa: F821 - of the program
    return 1, text


def told(error):  # type: ignore[no-untyped-def]  # noqa: D103
    kind, text = type(error), str_of(error)  # type: ignore[no-untyped-call]
    name = kind.__qualname__
    if kind.__module__ not in ("builtins", "__main__"):
        name = kind.__module__ + "." + name
    return name + ": " + text if text else name


def str_of(value):  # type: ignore[no-untyped-def]  # noqa: D103
    try:
        text = str(value)
    except BaseException:  # noqa: BLE001 - a class may do anything
        text = "<no text>"
    return text.encode("utf-8", "backslashreplace").decode().replace(chr(0), " ")
