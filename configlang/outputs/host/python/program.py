"""
Runs the program in the place of CPython, which ends the process itself where one of its own command or file exits.

The host calls ``prepare`` with the audit event that ``Py_RunMain`` raises before a program, and then what it returns.
None, or an exception that ends nothing, leaves the program to CPython: what can't be read or compiled, which it tells
of as always, what ``inspect`` goes on behind, and a prompt. ``show`` is for what the program raises: it shows that as
``PyErr_Print`` does, which would end the process, and returns what the program exits with.
"""

import sys


def prepare(event, text="<stdin>"):  # type: ignore[no-untyped-def]  # noqa: D103 - it would go into each host
    kind = event.rpartition("_")[2]
    if sys.flags.inspect or kind not in {"command", "module", "file", "stdin"}:
        return None
    if kind == "module":
        import runpy

        sys.audit(event, text)
        return runpy._run_module_as_main, (text, text != "__main__" or sys.argv[0] == "-m")  # type: ignore[attr-defined]  # noqa: SLF001
    if kind == "command":
        return as_command(event, text)  # type: ignore[no-untyped-call]
    with open(text if kind == "file" else 0, "rb", closefd=kind == "file") as file:
        if file.isatty() or (kind == "file" and not file.seekable()) or (kind == "stdin" and sys.flags.interactive):
            return None
        data = read(file, kind)  # type: ignore[no-untyped-call]
    if kind == "file":
        return as_file(event, text, data)  # type: ignore[no-untyped-call]
    try:
        code = compile(data, text, "exec", dont_inherit=True)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is shown; nobody can read it once more
        sys.excepthook(type(error), error.with_traceback(None), None)
        return sys.exit, (1,)
    sys.audit(event)
    names = sys.modules["__main__"].__dict__
    names.update(__file__=text, __cached__=None)
    return exec, (code, names)


def read(file, kind):  # type: ignore[no-untyped-def]  # noqa: ARG001, D103 - the kind is for a config with another first line
    data = file.read()
    return data  # noqa: RET504 - see program() in __init__.py


def as_file(event, text, data):  # type: ignore[no-untyped-def]  # noqa: D103
    import _frozen_importlib_external as files

    loader = files.SourceFileLoader
    if text.endswith(".pyc") or data[:2] == files.MAGIC_NUMBER[:2]:
        loader = files.SourcelessFileLoader  # type: ignore[assignment]
        import marshal

        if data[:4] != files.MAGIC_NUMBER:
            raise RuntimeError("Bad magic number in .pyc file")
        code = marshal.loads(data[16:])  # noqa: S302 - the program
    else:
        code = compile(data, text, "exec", dont_inherit=True)
    sys.audit(event, text)
    names = sys.modules["__main__"].__dict__
    names.update(__file__=text, __cached__=None, __loader__=loader("__main__", text))
    return exec, (code, names)


def as_command(event, text):  # type: ignore[no-untyped-def]  # noqa: D103
    try:
        code = compile(text, "<string>", "exec", dont_inherit=True)
    except IndentationError:
        if tuple(sys.version_info) < (3, 14):
            raise
        import textwrap

        text = textwrap.dedent(text)
        code = compile(text, "<string>", "exec", dont_inherit=True)
    if sys.version_info >= (3, 13):
        import linecache

        key = code if hasattr(linecache, "_interactive_cache") else "<string>"
        linecache._register_code(key, text, "<string>")  # noqa: SLF001 - as CPython does
    sys.audit(event, text)
    return exec, (code, sys.modules["__main__"].__dict__)


def show(*error):  # type: ignore[no-untyped-def]  # noqa: D103
    sys.last_type, sys.last_value, sys.last_traceback = error
    if sys.version_info >= (3, 12):
        sys.last_exc = error[1]
    code = 1
    if issubclass(error[0], KeyboardInterrupt):
        code = -1073741510 if sys.platform == "win32" else 130
    hook = getattr(sys, "excepthook", None)
    try:
        sys.audit("sys.excepthook", hook, *error)
    except RuntimeError:
        return code
    if hook is None:
        say("sys.excepthook is missing")  # type: ignore[no-untyped-call]
        hook = sys.__excepthook__
    try:
        hook(*error)
    except SystemExit as end:
        return end
    except BaseException as failure:  # noqa: BLE001 - the hook has failed
        say("Error in sys.excepthook:")  # type: ignore[no-untyped-call]
        traceback = failure.__traceback__.tb_next  # type: ignore[union-attr]
        sys.__excepthook__(type(failure), failure.with_traceback(traceback), traceback)
        say("")  # type: ignore[no-untyped-call]
        say("Original exception was:")  # type: ignore[no-untyped-call]
        sys.__excepthook__(*error)
    return code


def say(text):  # type: ignore[no-untyped-def]  # noqa: D103
    try:
        if sys.stderr is not None:
            print(text, file=sys.stderr)  # noqa: T201 - as CPython's own program does
    except BaseException:  # noqa: BLE001, S110 - nobody can be told
        pass
