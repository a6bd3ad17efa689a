"""
Runs the program in the place of CPython, which ends the process itself where one of its own command or file exits.

The host calls ``prepare`` with the audit event that ``Py_RunMain`` raises before a program, and then what it returns.
None leaves the program to CPython: what can't be read or compiled, which it tells of as always, what ``inspect`` goes
on behind, and a prompt. ``shield`` comes before an exception is shown, but for
``interrupt``, which shows its own: CPython would remember it and end the process with the signal.
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
    names = sys.modules["__main__"].__dict__
    if kind == "command":
        code = compile_command(text)  # type: ignore[no-untyped-call]
        sys.audit(event, text)
        return exec, (code, names)
    with open(text if kind == "file" else 0, "rb", closefd=kind == "file") as file:
        if file.isatty() or (kind == "file" and not file.seekable()) or (kind == "stdin" and sys.flags.interactive):
            return None
        data = file.read()
    import _frozen_importlib_external as files

    loader = files.SourceFileLoader
    if kind == "file" and (text.endswith(".pyc") or data[:2] == files.MAGIC_NUMBER[:2]):
        loader = files.SourcelessFileLoader  # type: ignore[assignment]
        import marshal

        if data[:4] != files.MAGIC_NUMBER:
            return None
        code = marshal.loads(data[16:])  # noqa: S302 - the program
    else:
        try:
            code = compile(data, text, "exec", dont_inherit=True)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is shown
            if kind == "file":
                return None
            # Nobody can read it once more.
            sys.excepthook(type(error), error.with_traceback(None), None)
            return sys.exit, (1,)
    sys.audit(event, *([text] if kind == "file" else []))
    names.update(__file__=text, __cached__=None)
    if kind == "file":
        names["__loader__"] = loader("__main__", text)
    return exec, (code, names)


def compile_command(text):  # type: ignore[no-untyped-def]  # noqa: D103
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
    return code


def shield():  # type: ignore[no-untyped-def]  # noqa: D103
    ending = [1]
    hook = getattr(sys, "excepthook", sys.__excepthook__)

    def shielded(*error):  # type: ignore[no-untyped-def]
        sys.excepthook = hook
        try:
            hook(*error)
        except SystemExit as end:
            ending[:] = [end]  # type: ignore[list-item]

    if hook is not sys.__excepthook__:
        sys.excepthook = shielded
    return ending


def interrupt(*error):  # type: ignore[no-untyped-def]  # noqa: D103
    sys.last_type, sys.last_value, sys.last_traceback = error
    sys.last_exc = error[1]  # type: ignore[attr-defined]
    hook = getattr(sys, "excepthook", sys.__excepthook__)
    try:
        sys.audit("sys.excepthook", hook, *error)
        hook(*error)
    except SystemExit as end:
        return [end]
    except BaseException:  # noqa: BLE001 - the hook has failed
        sys.__excepthook__(*error)
    return [-1073741510 if sys.platform == "win32" else 130]
