"""
The C that every config shares: fragments from which the outputs ``c`` and ``c-initconfig`` put their files together.

A fragment is left out where nothing calls it, because a static function that is not used is a warning. ``§PFX`` stands
for the prefix of all names (``§UPFX`` in upper case), ``§TCHAR`` for the character type in which the output hands text
to CPython (``wchar_t`` for PyConfig, ``char`` with UTF-8 for PyInitConfig), ``§TLEN`` and ``§TFIND`` for its ``strlen``
and ``strstr``, ``§ORIGIN_MARK`` for ``$ORIGIN`` as a literal of it, ``§TUNICODE`` for a ``str`` made from the variable
``text``; what else begins with ``§`` is filled in by whoever takes the fragment. Sources: PEP 587, PEP 741 and the page
"Python Initialization Configuration" of CPython's C API docs; the order of steps and the traps were measured on CPython
3.8 to 3.14.
"""

from __future__ import annotations

TYPES = """\
/* What only the host knows at run time. Zero it ("§PFX_host host = {0};", in C++ "§PFX_host host{};") and
 * fill in what you have; NULL may be passed instead of an empty one. Each text can be given as bytes, as the
 * operating system hands them over, or wide; where both are given, the wide one counts. The texts are read during the
 * calls only. */
typedef struct §PFX_host {
    int argc;
    char *const *argv;          /* the argv of main() */
    wchar_t *const *wargv;      /* the argv of wmain(), with the same argc */
    const char *origin;         /* the folder that $ORIGIN means; NULL: that of the running executable */
    const wchar_t *worigin;
    const char *home;           /* instead of the home of the config */
    const wchar_t *whome;
    const char *executable;     /* instead of the executable of the config: sys.executable */
    const wchar_t *wexecutable;
} §PFX_host;

#define §UPFX_OK 0     /* done */
#define §UPFX_ERROR 1  /* failed; `message` says where and why */
#define §UPFX_EXIT 2   /* the process should end with `exit_code`, as for --version in a parsed argv */

/* What came of a call; the functions below return its `kind`, and take NULL for it. */
typedef struct §PFX_status {
    int kind;
    int exit_code;              /* what main() should return; 1 after an error */
    char message[512];          /* ends in a NUL, cut where it is longer; empty unless there was an error */
} §PFX_status;
"""

ENTRY = """\
/* Starts the interpreter: all of the steps below, in the right order. After §UPFX_OK it runs, and the
 * calling thread holds the GIL. Call it once, from the main thread, before any other use of Python. After a start that
 * failed, CPython can't start another one in the same process. */
int §PFX_initialize(const §PFX_host *host, §PFX_status *status);

/* Runs what the config says (run_command, run_module, run_filename; else what argv says, or the prompt), finalises the
 * interpreter and returns the exit code for main(). */
int §PFX_run(void);
"""

STATUS = """\
static int §PFX_ok(§PFX_status *status)
{
    if (status != NULL) {
        status->kind = §UPFX_OK;
        status->exit_code = 0;
        status->message[0] = '\\0';
    }
    return §UPFX_OK;
}

static int §PFX_fail(§PFX_status *status, const char *step, const char *text)
{
    if (status != NULL) {
        status->kind = §UPFX_ERROR;
        status->exit_code = 1;
        snprintf(status->message, sizeof status->message, "%s: %s", step, text);
    }
    return §UPFX_ERROR;
}
"""

EXIT = """\
static int §PFX_exit(§PFX_status *status, int exit_code)
{
    if (status != NULL) {
        status->kind = §UPFX_EXIT;
        status->exit_code = exit_code;
        status->message[0] = '\\0';
    }
    return §UPFX_EXIT;
}
"""

EXPLAIN = """\
/* Fails with CPython's own text, and with what it most often means. */
static int §PFX_explain(§PFX_status *status, const char *step, const char *text)
{
    char longer[400];
    if (text == NULL) {
        text = "it failed without a message";
    }
    if (strstr(text, "encodings module") == NULL && strstr(text, "filesystem encoding") == NULL) {
        return §PFX_fail(status, step, text);
    }
    snprintf(longer, sizeof longer, "%.250s (is the standard library below home, or where the paths lead?)", text);
    return §PFX_fail(status, step, longer);
}
"""

PYSTATUS = """\
int §PFX_check(§PFX_status *status, PyStatus got, const char *step)
{
    if (PyStatus_IsExit(got)) {
        return §PFX_exit(status, got.exitcode);
    }
    if (PyStatus_Exception(got)) {
        return §PFX_explain(status, step, got.err_msg);
    }
    return §UPFX_OK;
}
"""

PYERROR = """\
/* Turns the Python exception that is set into a status. */
static int §PFX_raised(§PFX_status *status, const char *step)
{
    PyObject *type = NULL, *value = NULL, *traceback = NULL, *text = NULL;
    const char *utf8 = NULL;
    int result;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (value != NULL) {
        text = PyObject_Repr(value);
    }
    if (text != NULL) {
        utf8 = PyUnicode_AsUTF8(text);
    }
    result = §PFX_fail(status, step, utf8 != NULL ? utf8 : "an exception that has no text");
    Py_XDECREF(text);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    PyErr_Clear();
    return result;
}
"""

PREINITIALIZE = """\
    if (host != NULL && host->wargv != NULL) {
        got = Py_PreInitializeFromArgs(&preconfig, host->argc, (wchar_t **)host->wargv);
    }
    else if (host != NULL && host->argv != NULL) {
        got = Py_PreInitializeFromBytesArgs(&preconfig, host->argc, (char **)host->argv);
    }
    else {
        got = Py_PreInitialize(&preconfig);
    }
"""

PREINITIALIZE_FIXED = """\
    (void)host;
    got = §FUNCTION(&preconfig, (Py_ssize_t)(sizeof §PFX_argv / sizeof §PFX_argv[0]),
                    (§TCHAR **)§PFX_argv);
"""

RUN_CODE = """\
/* Runs Python code in a namespace of its own, which is returned; NULL with an exception set where it failed. */
static PyObject *§PFX_execute(const char *code)
{
    PyObject *result = NULL, *names = PyDict_New();
    if (names == NULL) {
        return NULL;
    }
    if (PyDict_SetItemString(names, "__builtins__", PyEval_GetBuiltins()) == 0) {
        result = PyRun_String(code, Py_file_input, names, names);
    }
    if (result == NULL) {
        Py_CLEAR(names);
    }
    Py_XDECREF(result);
    return names;
}
"""

EXPAND = """\
/* Returns a copy of a text with every $ORIGIN replaced, to be freed; NULL where memory is out. */
static §TCHAR *§PFX_expand(const §TCHAR *text, const §TCHAR *origin)
{
    static const §TCHAR mark[] = §ORIGIN_MARK;
    const size_t mark_length = sizeof mark / sizeof mark[0] - 1, origin_length = §TLEN(origin);
    size_t length = §TLEN(text) + 1;
    const §TCHAR *found;
    §TCHAR *expanded, *end;
    for (found = §TFIND(text, mark); found != NULL; found = §TFIND(found + mark_length, mark)) {
        length += origin_length;
    }
    expanded = (§TCHAR *)malloc(length * sizeof *expanded);
    if (expanded == NULL) {
        return NULL;
    }
    for (end = expanded; (found = §TFIND(text, mark)) != NULL; text = found + mark_length) {
        memcpy(end, text, (size_t)(found - text) * sizeof *end);
        end += found - text;
        memcpy(end, origin, origin_length * sizeof *end);
        end += origin_length;
    }
    memcpy(end, text, (§TLEN(text) + 1) * sizeof *end);
    return expanded;
}
"""

# Text of the host, and where the executable is: once for PyConfig (wide) and once for PyInitConfig (UTF-8).

HOST_TEXT_WIDE = """\
/* Returns a copy of a text of the host, to be freed; NULL with the status set where it failed. */
static wchar_t *§PFX_host_text(const char *bytes, const wchar_t *wide, const char *step, §PFX_status *status)
{
    wchar_t *decoded = NULL, *text = NULL;
    if (wide == NULL) {
        wide = decoded = Py_DecodeLocale(bytes, NULL);
    }
    if (wide != NULL) {
        const size_t size = (wcslen(wide) + 1) * sizeof *wide;
        text = (wchar_t *)malloc(size);
        if (text != NULL) {
            memcpy(text, wide, size);
        }
    }
    PyMem_RawFree(decoded);
    if (text == NULL) {
        §PFX_fail(status, step, "out of memory, or bytes that can't be decoded");
    }
    return text;
}
"""

ENCODE = """\
/* Returns a wide text as UTF-8, to be freed; NULL with the status set where it failed. */
static char *§PFX_utf8(const wchar_t *wide, const char *step, §PFX_status *status)
{
    /* One unit makes at most four bytes. */
    char *text = (char *)malloc(wcslen(wide) * 4 + 1), *end = text;
    if (text == NULL) {
        §PFX_fail(status, step, "out of memory");
        return NULL;
    }
    for (; *wide != 0; wide++) {
        unsigned long code = (unsigned long)*wide;
        if (sizeof *wide == 2 && code >= 0xd800 && code < 0xdc00 && wide[1] >= 0xdc00 && wide[1] < 0xe000) {
            code = 0x10000 + ((code - 0xd800) << 10) + ((unsigned long)*++wide - 0xdc00);
        }
§ESCAPED
        if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) {
            free(text);
            §PFX_fail(status, step, "the text has no UTF-8 form");
            return NULL;
        }
        if (code < 0x80) {
            *end++ = (char)code;
            continue;
        }
        if (code < 0x800) {
            *end++ = (char)(0xc0 | code >> 6);
        }
        else {
            if (code < 0x10000) {
                *end++ = (char)(0xe0 | code >> 12);
            }
            else {
                *end++ = (char)(0xf0 | code >> 18);
                *end++ = (char)(0x80 | (code >> 12 & 0x3f));
            }
            *end++ = (char)(0x80 | (code >> 6 & 0x3f));
        }
        *end++ = (char)(0x80 | (code & 0x3f));
    }
    *end = '\\0';
    return text;
}
"""

ENCODE_ESCAPED = """\
        if (code >= 0xdc80 && code < 0xdd00) {
            /* A byte that Python could not decode (surrogateescape). */
            *end++ = (char)(code - 0xdc00);
            continue;
        }
"""

HOST_TEXT_UTF8 = """\
/* Returns a copy of a text of the host in UTF-8, to be freed; NULL with the status set. */
static char *§PFX_host_text(const char *bytes, const wchar_t *wide, const char *step, §PFX_status *status)
{
    char *text;
    size_t size;
    if (wide != NULL) {
        return §PFX_utf8(wide, step, status);
    }
    size = strlen(bytes) + 1;
    text = (char *)malloc(size);
    if (text == NULL) {
        §PFX_fail(status, step, "out of memory");
        return NULL;
    }
    memcpy(text, bytes, size);
    return text;
}
"""

EXECUTABLE = """\
/* Returns the path of the running executable, to be freed; NULL with the status set. */
static §TCHAR *§PFX_executable(§PFX_status *status)
{
    static const char step[] = "finding the running executable";
#if defined(_WIN32)
    DWORD size = 256, length;
    wchar_t *path = NULL;
    §TCHAR *text;
    do {
        free(path);
        size *= 2;
        path = (wchar_t *)malloc(size * sizeof *path);
        if (path == NULL) {
            §PFX_fail(status, step, "out of memory");
            return NULL;
        }
        length = GetModuleFileNameW(NULL, path, size);
    } while (length == size);
    if (length == 0) {
        free(path);
        §PFX_fail(status, step, "GetModuleFileNameW failed");
        return NULL;
    }
    text = §PFX_host_text(NULL, path, step, status);
    free(path);
    return text;
#elif defined(__APPLE__)
    uint32_t size = 0;
    char *path, *real;
    §TCHAR *text;
    _NSGetExecutablePath(NULL, &size);
    path = (char *)malloc(size);
    if (path == NULL) {
        §PFX_fail(status, step, "out of memory");
        return NULL;
    }
    real = _NSGetExecutablePath(path, &size) == 0 ? realpath(path, NULL) : NULL;
    free(path);
    if (real == NULL) {
        §PFX_fail(status, step, "realpath failed");
        return NULL;
    }
    text = §PFX_host_text(real, NULL, step, status);
    free(real);
    return text;
#elif defined(__linux__)
    size_t size = 256;
    char *path = NULL;
    ssize_t length;
    §TCHAR *text;
    do {
        free(path);
        size *= 2;
        path = (char *)malloc(size);
        if (path == NULL) {
            §PFX_fail(status, step, "out of memory");
            return NULL;
        }
        length = readlink("/proc/self/exe", path, size);
    } while (length == (ssize_t)size);
    if (length < 0) {
        free(path);
        §PFX_fail(status, step, "/proc/self/exe can't be read; pass `origin` in the host struct");
        return NULL;
    }
    path[length] = '\\0';
    text = §PFX_host_text(path, NULL, step, status);
    free(path);
    return text;
#else
    §PFX_fail(status, step, "not known on this platform; pass `origin` in the host struct");
    return NULL;
#endif
}
"""

ORIGIN_HEAD = """\
/* Returns the folder that $ORIGIN means, to be freed; NULL with the status set. */
static §TCHAR *§PFX_origin(const §PFX_host *host, §PFX_status *status)
{
    §TCHAR *path, *end;
    if (host != NULL && (host->origin != NULL || host->worigin != NULL)) {
        return §PFX_host_text(host->origin, host->worigin, "reading the origin", status);
    }
"""

ORIGIN_FIXED = """\
    path = (§TCHAR *)malloc(sizeof §FIXED);
    if (path == NULL) {
        §PFX_fail(status, "reading the origin", "out of memory");
        return NULL;
    }
    memcpy(path, §FIXED, sizeof §FIXED);
"""

ORIGIN_RUNNING = """\
    path = §PFX_executable(status);
    if (path == NULL) {
        return NULL;
    }
"""

ORIGIN_PARENT = """\
    for (end = path + §TLEN(path); end > path; end--) {
        if (end[-1] == '/'
#ifdef _WIN32
            || end[-1] == '\\\\'
#endif
        ) {
            break;
        }
    }
    if (end == path) {
        *end++ = '.';
    }
    else if (end - path > 1) {
        end--;
    }
    *end = 0;
    return path;
}
"""

ORIGIN_WHOLE = """\
    (void)end;
    return path;
}
"""

# The module table

MODULES = """\
typedef PyObject *(*§PFX_init_function)(void);

static const struct {
    const char *name;
    §PFX_init_function init;
} §PFX_modules[] = {
§ROWS
};
"""

ADD_MODULES = """\
/* Puts the modules of the host into the table of built-in modules. Those that an earlier start has left there stay. */
static int §PFX_add_modules(§PFX_status *status)
{
    size_t index;
    for (index = 0; index < sizeof §PFX_modules / sizeof §PFX_modules[0]; index++) {
        const struct _inittab *entry = PyImport_Inittab;
        while (entry->name != NULL && strcmp(entry->name, §PFX_modules[index].name) != 0) {
            entry++;
        }
        if (entry->name != NULL && entry->initfunc != §PFX_modules[index].init) {
            return §PFX_fail(status, §PFX_modules[index].name, "Python has a built-in module of this name already");
        }
        if (entry->name == NULL && PyImport_AppendInittab(§PFX_modules[index].name, §PFX_modules[index].init) != 0) {
            return §PFX_fail(status, §PFX_modules[index].name, "out of memory");
        }
    }
    return §UPFX_OK;
}
"""

# The computed path, extended

EXTRA_PATHS = """\
static const §TCHAR *const §PFX_paths[] = {
§ROWS
};

/* The hook below reads these; they are set before the start. */
static §TCHAR *§PFX_paths_origin;
static int64_t §PFX_paths_interpreter;

/* Puts the folders of the host around the path that Python has computed; -1 with an exception set where it failed. */
static int §PFX_extend_path(void)
{
    PyObject *path = PySys_GetObject("path");
    const Py_ssize_t count = (Py_ssize_t)(sizeof §PFX_paths / sizeof §PFX_paths[0]);
    Py_ssize_t index;
    if (path == NULL || !PyList_Check(path)) {
        PyErr_SetString(PyExc_RuntimeError, "sys.path is no list");
        return -1;
    }
    for (index = 0; index < count; index++) {
        §TCHAR *text = §PFX_expand(§PFX_paths[index], §PFX_paths_origin);
        PyObject *item = NULL;
        int result = -1;
        if (text == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        item = §TUNICODE;
        free(text);
        if (item != NULL) {
            result = §INSERT;
            Py_DECREF(item);
        }
        if (result != 0) {
            return -1;
        }
    }
    return 0;
}

/* From CPython 3.11 the path is computed in the middle of the start, and `site`, which runs code of the user, comes
 * right after it. Importing it is the event that leaves the path whole and no such code run, in sub-interpreters too.
 */
static int §PFX_path_hook(const char *event, PyObject *arguments, void *data)
{
    PyObject *name;
    int64_t interpreter;
    (void)data;
    if (§PFX_paths_origin == NULL || strcmp(event, "import") != 0 || !PyTuple_Check(arguments)) {
        return 0;
    }
    name = PyTuple_Size(arguments) > 0 ? PyTuple_GetItem(arguments, 0) : NULL;
    if (name == NULL || !PyUnicode_Check(name) || PyUnicode_CompareWithASCIIString(name, "site") != 0) {
        return 0;
    }
#if PY_VERSION_HEX >= 0x03090000
    interpreter = PyInterpreterState_GetID(PyInterpreterState_Get());
#else
    interpreter = PyInterpreterState_GetID(PyThreadState_Get()->interp);
#endif
    if (interpreter <= §PFX_paths_interpreter) {
        return 0;
    }
    §PFX_paths_interpreter = interpreter;
    return §PFX_extend_path();
}
"""

PREPARE_PATHS = """\
    if (result == §UPFX_OK) {
        free(§PFX_paths_origin);
        §PFX_paths_interpreter = -1;
        §PFX_paths_origin = §FOLDER;
        if (§PFX_paths_origin == NULL) {
            result = §PFX_fail(status, "extending sys.path", "out of memory");
        }
        else if (PySys_AddAuditHook(§PFX_path_hook, NULL) != 0) {
            result = §PFX_fail(status, "extending sys.path", "the hook can't be set");
        }
    }
"""

FINISH_PATHS = """\
    if (result == §UPFX_OK && §PFX_paths_interpreter < 0) {
        /* Nothing imported `site`. */
        §PFX_paths_interpreter = 0;
        if (§PFX_extend_path() != 0) {
            result = §PFX_raised(status, "extending sys.path");
        }
    }
"""

# Environment variables of libraries

SET_VARIABLE_WIDE = """\
static int §PFX_set_variable(const char *name, const wchar_t *value, §PFX_status *status)
{
    int failed;
#ifdef _WIN32
    wchar_t *wide_name = Py_DecodeLocale(name, NULL);
    failed = wide_name == NULL || _wputenv_s(wide_name, value) != 0;
    PyMem_RawFree(wide_name);
#else
    /* Py_EncodeLocale needs an interpreter from CPython 3.12 on. */
    char *bytes = §PFX_utf8(value, name, status);
    if (bytes == NULL) {
        return §UPFX_ERROR;
    }
    failed = setenv(name, bytes, 1) != 0;
    free(bytes);
#endif
    return failed ? §PFX_fail(status, name, "the environment variable can't be set") : §UPFX_OK;
}
"""

SET_VARIABLE_UTF8 = """\
static int §PFX_set_variable(const char *name, const char *value, §PFX_status *status)
{
#ifdef _WIN32
    int failed = 1, size = MultiByteToWideChar(CP_UTF8, 0, value, -1, NULL, 0);
    wchar_t wide_name[64], *wide = (wchar_t *)malloc((size_t)size * sizeof *wide);
    if (wide != NULL && MultiByteToWideChar(CP_UTF8, 0, value, -1, wide, size) != 0 &&
        MultiByteToWideChar(CP_UTF8, 0, name, -1, wide_name, 64) != 0) {
        failed = _wputenv_s(wide_name, wide) != 0;
    }
    free(wide);
#else
    const int failed = setenv(name, value, 1) != 0;
#endif
    return failed ? §PFX_fail(status, name, "the environment variable can't be set") : §UPFX_OK;
}
"""

TERMINFO = """\
/* Sets TERMINFO_DIRS to the folders that this system keeps its descriptions of terminals in, unless it is set. */
static int §PFX_find_terminfo(§PFX_status *status)
{
#if defined(_WIN32)
    (void)status;
    return §UPFX_OK;
#else
#ifndef __APPLE__
    static const char *const folders[] = {
        "/usr/local/etc/terminfo", "/usr/local/lib/terminfo", "/usr/local/share/terminfo", "/etc/terminfo",
        "/usr/lib/terminfo",       "/lib/terminfo",           "/usr/share/terminfo",
    };
    char line[256], found[256] = "";
    FILE *release = fopen("/etc/os-release", "r");
    size_t index;
#endif
    const char *value = NULL;
    if (getenv("TERMINFO_DIRS") != NULL) {
#ifndef __APPLE__
        if (release != NULL) {
            fclose(release);
        }
#endif
        return §UPFX_OK;
    }
#ifdef __APPLE__
    value = "/usr/share/terminfo";
#else
    while (release != NULL && value == NULL && fgets(line, sizeof line, release) != NULL) {
        const int is_like = strncmp(line, "ID_LIKE=", 8) == 0, is_own = strncmp(line, "ID=", 3) == 0;
        if ((is_like || is_own) && strstr(line, "debian") != NULL) {
            value = "/etc/terminfo:/lib/terminfo:/usr/share/terminfo";
        }
        else if ((is_like && strstr(line, "rhel") != NULL) || ((is_like || is_own) && strstr(line, "fedora") != NULL)) {
            value = "/etc/terminfo:/usr/share/terminfo";
        }
    }
    if (release != NULL) {
        fclose(release);
    }
    for (index = 0; value == NULL && index < sizeof folders / sizeof folders[0]; index++) {
        FILE *folder = fopen(folders[index], "r");
        if (folder != NULL) {
            fclose(folder);
            strcat(found, found[0] == '\\0' ? "" : ":");
            strcat(found, folders[index]);
        }
    }
    value = value != NULL ? value : found;
#endif
    if (setenv("TERMINFO_DIRS", value, 1) != 0) {
        return §PFX_fail(status, "TERMINFO_DIRS", "the environment variable can't be set");
    }
    return §UPFX_OK;
#endif
}
"""

# After the start

SET_SYS = """\
/* Sets an attribute of sys, and takes the reference to its value; NULL stands for an exception that is set. */
static int §PFX_set_sys(const char *name, PyObject *value, §PFX_status *status)
{
    const int failed = value == NULL || PySys_SetObject(name, value) != 0;
    Py_XDECREF(value);
    return failed ? §PFX_raised(status, name) : §UPFX_OK;
}
"""

ARGVB_FIXED = """\
#ifdef _WIN32
static const wchar_t *const §PFX_argv_bytes[] = {
§WIDE_ROWS
};
#else
static const char *const §PFX_argv_bytes[] = {
§NARROW_ROWS
};
#endif

/* Returns the command line as a list of bytes; NULL with an exception set where it failed. */
static PyObject *§PFX_argvb(const §PFX_host *host)
{
    PyObject *items = PyList_New(0);
    size_t index;
    (void)host;
    for (index = 0; items != NULL && §PFX_argv_bytes[index] != NULL; index++) {
#ifdef _WIN32
        const wchar_t *text = §PFX_argv_bytes[index];
        PyObject *item = PyBytes_FromStringAndSize((const char *)text, (Py_ssize_t)(wcslen(text) * sizeof *text));
#else
        PyObject *item = PyBytes_FromString(§PFX_argv_bytes[index]);
#endif
        if (item == NULL || PyList_Append(items, item) != 0) {
            Py_CLEAR(items);
        }
        Py_XDECREF(item);
    }
    return items;
}
"""

ARGVB_HOST = """\
/* Returns one argument of the host as bytes; NULL with an exception set where it failed. */
static PyObject *§PFX_argument(const §PFX_host *host, int index)
{
    PyObject *item;
    if (host->wargv == NULL) {
        return PyBytes_FromString(host->argv[index]);
    }
#ifdef _WIN32
    item = PyBytes_FromStringAndSize((const char *)host->wargv[index],
                                     (Py_ssize_t)(wcslen(host->wargv[index]) * sizeof(wchar_t)));
#else
    {
        char *bytes = Py_EncodeLocale(host->wargv[index], NULL);
        item = bytes != NULL ? PyBytes_FromString(bytes) : PyErr_NoMemory();
        PyMem_Free(bytes);
    }
#endif
    return item;
}

/* Returns the command line as a list of bytes; NULL with an exception set where it failed. */
static PyObject *§PFX_argvb(const §PFX_host *host)
{
    PyObject *items = PyList_New(0);
    int index, count = 0;
    if (host != NULL && (host->argv != NULL || host->wargv != NULL)) {
        count = host->argc;
    }
    for (index = 0; items != NULL && index < count; index++) {
        PyObject *item = §PFX_argument(host, index);
        if (item == NULL || PyList_Append(items, item) != 0) {
            Py_CLEAR(items);
        }
        Py_XDECREF(item);
    }
    return items;
}
"""

RUN_WORKER = """\
/* Whether multiprocessing has started this process: with its mark, or with code of its own behind -c. */
static int §PFX_is_worker(void)
{
    static const char *const sources[] = {
        "from multiprocessing.spawn import spawn_main",
        "from multiprocessing.resource_tracker import main",
        "from multiprocessing.forkserver import main",
    };
    PyObject *argv = PySys_GetObject("argv");
    const Py_ssize_t count = argv != NULL && PyList_Check(argv) ? PyList_Size(argv) : 0;
    Py_ssize_t place;
    size_t index;
    for (place = 1; place < count; place++) {
        PyObject *item = PyList_GetItem(argv, place);
        const char *source;
        if (!PyUnicode_Check(item)) {
            continue;
        }
        if (place == 1 && PyUnicode_CompareWithASCIIString(item, "--multiprocessing-fork") == 0) {
            /* Behind a -c that Python has read itself, the code of the worker is what runs anyway. */
            item = PyList_GetItem(argv, 0);
            return !PyUnicode_Check(item) || PyUnicode_CompareWithASCIIString(item, "-c") != 0;
        }
        if (place + 1 == count || PyUnicode_CompareWithASCIIString(item, "-c") != 0) {
            continue;
        }
        item = PyList_GetItem(argv, place + 1);
        source = PyUnicode_Check(item) ? PyUnicode_AsUTF8(item) : NULL;
        PyErr_Clear();
        for (index = 0; source != NULL && index < sizeof sources / sizeof sources[0]; index++) {
            if (strncmp(source, sources[index], strlen(sources[index])) == 0) {
                return 1;
            }
        }
        return 0;
    }
    return 0;
}

static int §PFX_run_worker(void)
{
    PyObject *names = §PFX_execute(
        §WORKER);
    PyObject *code = names != NULL ? PyDict_GetItemString(names, "code") : NULL;
    int exit_code = code != NULL ? (int)PyLong_AsLong(code) : 1;
    if (PyErr_Occurred()) {
        PyErr_Print();
        exit_code = 1;
    }
    Py_XDECREF(names);
    return Py_FinalizeEx() < 0 ? 120 : exit_code;
}
"""

RUN_HEAD = """\
int §PFX_run(void)
{
"""

RUN_DISPATCH = """\
    if (§PFX_is_worker()) {
        return §PFX_run_worker();
    }
"""

RUN_TAIL = """\
    return Py_RunMain();
}
"""

RUN_TAIL_ONCE = """\
#if PY_VERSION_HEX < 0x03090000
    {
        /* Py_RunMain frees the table of modules and leaves the pointer to it: what is NULL can be told. */
        const int exit_code = Py_RunMain();
        PyImport_Inittab = NULL;
        return exit_code;
    }
#else
    return Py_RunMain();
#endif
}
"""

AFTER_RUN = """\
#if PY_VERSION_HEX < 0x03090000
    if (PyImport_Inittab == NULL) {
        return §PFX_fail(status, "starting Python", "CPython 3.8 can't start again once it has run with modules");
    }
#endif
"""
