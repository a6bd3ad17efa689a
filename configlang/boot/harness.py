"""
The program that is booted: C around the generated file, and the Python that tells what came up.

It writes lines into a file, each a Python literal in ASCII, as soon as it knows them, so that what died on the way can
be told from what was never reached: ``("status", kind, exit code, message)``, ``("stand-in", module)``,
``("configs", dict or None)``, ``("sys", dict)``, ``("importing", module)``, ``("imported", module, dict)`` and at the
end ``("done",)``.

The Python imports nothing: a config may leave an interpreter without importers, and without a standard library.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from configlang.outputs.host.c.text import fill, narrow
from configlang.schema.names import is_rust_path

NAME = "booted_config"
"""The stem of the generated files, and the prefix of its functions."""

REPORT, ORIGIN, HOME = "CONFIGLANG_BOOT_REPORT", "CONFIGLANG_BOOT_ORIGIN", "CONFIGLANG_BOOT_HOME"
"""Environment variables that the program takes out before Python starts; without the first one it runs the config."""


def init_of(index: int) -> str:
    """Return the init function that stands before the one of a linked-in module, by the place of the module."""
    return f"{NAME}_init_{index}"


def source(modules: Sequence[tuple[str, str]], dynamic: Iterable[str]) -> str:
    """
    Return the program.

    Args:
        modules: Names and init functions (C symbols or Rust paths) of the modules that are linked in, in order.
        dynamic: Names of the modules that are imported besides.
    """
    names = [*(name for name, _ in modules), *dynamic]
    report = _REPORT.replace("NAMES", ascii(names))
    return "\n".join(
        [
            _HEAD,
            *_modules(modules),
            _WRITE,
            _CODE.replace("CODE", narrow(report)),
            _MAIN,
        ]
    )


def weak_symbols(modules: Iterable[tuple[str, str]]) -> list[str]:
    """Return the C symbols that may be missing: the linker takes them from an archive only if it is told to look."""
    return sorted({init for _, init in modules if not is_rust_path(init)})


def _modules(modules: Sequence[tuple[str, str]]) -> Iterable[str]:
    symbols = weak_symbols(modules)
    if modules:
        yield _STAND_IN
    yield '#ifdef __cplusplus\nextern "C" {\n#endif'
    yield from (f"extern PyObject *{symbol}(void) __attribute__((weak));" for symbol in symbols)
    yield "#ifdef __cplusplus\n}\n#endif"
    for index, (name, init) in enumerate(modules):
        text = _INIT if init in symbols else _INIT_MISSING
        yield fill(text, FUNCTION=init_of(index), NAME=f'"{name}"', SYMBOL=init)
    yield "static void boot_tell_stand_ins(void)\n{"
    for name, init in modules:
        condition = f"if ({init} == NULL) " if init in symbols else ""
        yield f"    {condition}fputs(\"('stand-in', '{name}')\\n\", boot_file);"
    yield "    fflush(boot_file);\n}\n"


_HEAD = f"""\
#include "{NAME}.c"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* Exported by every CPython from 3.8 on, and declared in no public header. */
#ifdef __cplusplus
extern "C"
#endif
PyObject *_Py_GetConfigsAsDict(void) __attribute__((weak));

static FILE *boot_file;
"""

_STAND_IN = """\
/* An empty module for an init function that is in the host's own code. */
static PyModuleDef_Slot boot_slots[] = {
#if defined(Py_GIL_DISABLED) && defined(Py_mod_gil)
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL},
};
"""

_INIT_MISSING = """\
PyObject *§FUNCTION(void)
{
    static PyModuleDef definition = {PyModuleDef_HEAD_INIT, §NAME, NULL, 0, NULL, boot_slots, NULL, NULL, NULL};
    return PyModuleDef_Init(&definition);
}
"""

_INIT = _INIT_MISSING.replace("    return", "    return §SYMBOL != NULL ? §SYMBOL() :")

_WRITE = """\
static PyObject *boot_write(PyObject *self, PyObject *text)
{
    const char *utf8 = PyUnicode_AsUTF8(text);
    (void)self;
    if (utf8 == NULL) {
        return NULL;
    }
    fprintf(boot_file, "%s\\n", utf8);
    fflush(boot_file);
    Py_RETURN_NONE;
}

static PyMethodDef boot_write_definition = {"write", boot_write, METH_O, NULL};
"""

_CODE = """\
static const char boot_code[] = CODE;
"""

_MAIN = f"""\
/* Asks the interpreter, which runs. */
static void boot_tell(void)
{{
    PyObject *names = PyDict_New(), *write = PyCFunction_New(&boot_write_definition, NULL);
    PyObject *configs = _Py_GetConfigsAsDict != NULL ? _Py_GetConfigsAsDict() : NULL, *result;
    if (configs == NULL) {{
        PyErr_Clear();
    }}
    PyDict_SetItemString(names, "__builtins__", PyEval_GetBuiltins());
    PyDict_SetItemString(names, "sys", PyDict_GetItemString(PyImport_GetModuleDict(), "sys"));
    PyDict_SetItemString(names, "write", write);
    PyDict_SetItemString(names, "configs", configs != NULL ? configs : Py_None);
    result = PyRun_String(boot_code, Py_file_input, names, names);
    if (result == NULL) {{
        PyErr_Print();
    }}
    Py_XDECREF(result);
    Py_XDECREF(configs);
    Py_XDECREF(write);
    Py_XDECREF(names);
}}

static void boot_tell_status(const {NAME}_status *status)
{{
    const char *each;
    fprintf(boot_file, "('status', %d, %d, b'", status->kind, status->exit_code);
    for (each = status->message; *each != '\\0'; each++) {{
        fprintf(boot_file, "\\\\x%02x", (unsigned char)*each);
    }}
    fputs("')\\n", boot_file);
    fflush(boot_file);
}}

/* Returns a variable of the environment, which Python then does not see. */
static char *boot_take(const char *name)
{{
    const char *value = getenv(name);
    char *copy = value != NULL ? strdup(value) : NULL;
    unsetenv(name);
    return copy;
}}

int main(int argc, char **argv)
{{
    const char *report = boot_take("{REPORT}");
    const struct rlimit no_core = {{0, 0}};
    {NAME}_host host;
    {NAME}_status status;
    int result;
    memset(&host, 0, sizeof host);
    host.argc = argc;
    host.argv = argv;
    host.origin = boot_take("{ORIGIN}");
    host.home = boot_take("{HOME}");
    if (report == NULL) {{
        if ({NAME}_initialize(&host, &status) == {NAME.upper()}_OK) {{
            return {NAME}_run();
        }}
        if (status.kind == {NAME.upper()}_ERROR) {{
            fprintf(stderr, "%s\\n", status.message);
        }}
        return status.exit_code;
    }}
    boot_file = fopen(report, "w");
    if (boot_file == NULL) {{
        perror(report);
        return 1;
    }}
    setrlimit(RLIMIT_CORE, &no_core);
    result = {NAME}_initialize(&host, &status);
    boot_tell_status(&status);
    if (result != {NAME.upper()}_OK) {{
        return 0;
    }}
    boot_tell_stand_ins();
    boot_tell();
    return Py_FinalizeEx() < 0;
}}
"""

_REPORT = """\
def plain(value):
    if value is None or type(value) in (bool, int, str):
        return value
    if type(value) in (list, tuple):
        return [plain(each) for each in value]
    if type(value) is dict:
        return {str(key): plain(each) for key, each in value.items()}
    return repr(value)

def named(value):
    return getattr(value, '__name__', None) or type(value).__name__

def stream(name):
    value = getattr(sys, name, None)
    return None if value is None else [plain(getattr(value, part, None)) for part in ('encoding', 'errors')]

def imported(name):
    try:
        __import__(name)
        module = sys.modules[name]
        spec = getattr(module, '__spec__', None)
        loader = getattr(spec, 'loader', None) or getattr(module, '__loader__', None)
        origin = getattr(spec, 'origin', None) or getattr(module, '__file__', None)
        return {'origin': plain(origin), 'loader': None if loader is None else named(loader)}
    except BaseException as error:
        text = str(error)
        return {'error': type(error).__name__ + (': ' + text if text else '')}

def tell(*parts):
    write(ascii(parts))

tell('configs', plain(configs))
tell('sys', {
    'version': sys.version,
    'flags': {name: plain(getattr(sys.flags, name)) for name in dir(sys.flags)
              if name[0] != '_' and name[:2] != 'n_' and name not in ('count', 'index')},
    'path': plain(sys.path),
    'meta_path': [named(each) for each in sys.meta_path],
    'path_hooks': [named(each) for each in sys.path_hooks],
    'argv': plain(getattr(sys, 'argv', None)),
    'orig_argv': plain(getattr(sys, 'orig_argv', None)),
    'executable': plain(sys.executable),
    'prefix': plain(sys.prefix),
    'exec_prefix': plain(sys.exec_prefix),
    'base_prefix': plain(sys.base_prefix),
    'base_exec_prefix': plain(sys.base_exec_prefix),
    'filesystem_encoding': [sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()],
    'stdin': stream('stdin'),
    'stdout': stream('stdout'),
    'stderr': stream('stderr'),
    'xoptions': plain(sys._xoptions),
    'warnoptions': plain(sys.warnoptions),
    'hash_info': {'algorithm': sys.hash_info.algorithm, 'width': sys.hash_info.width},
    'pycache_prefix': plain(sys.pycache_prefix),
    'dont_write_bytecode': plain(sys.dont_write_bytecode),
    'frozen': plain(getattr(sys, 'frozen', None)),
})
for name in NAMES:
    tell('importing', name)
    tell('imported', name, imported(name))
tell('done')
"""
