// The program that is booted, around the generated file CL_PFX.c. It is built with gcc or clang, for Windows with MinGW.

#include "CL_PFX.c"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef _WIN32
#include <windows.h>

#include <shellapi.h>
/* There is no such thing as a weak symbol: what is missing is known before. */
#define BOOT_WEAK
#else
#include <sys/resource.h>
#define BOOT_WEAK __attribute__((weak))
#endif

#ifdef __cplusplus
extern "C" {
#endif
/* Exported by every CPython from 3.8 on, and declared in no public header. */
PyObject *_Py_GetConfigsAsDict(void) BOOT_WEAK;
CL_SYMBOLS;
#ifdef __cplusplus
}
#endif

static FILE *boot_file;

/* The modules that are linked in. Without an init function are those whose one is in the host's own code. */
static const struct {
    const char *name;
    PyObject *(*init)(void);
} boot_modules[] = {
    CL_MODULES,
    {NULL, NULL},
};

static PyModuleDef_Slot boot_slots[] = {
#if defined(Py_GIL_DISABLED) && defined(Py_mod_gil)
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL},
};

/* Calls the init function of a module, or stands in for one that is missing with an empty module. */
static inline PyObject *boot_init(size_t index, PyModuleDef *empty)
{
    if (boot_modules[index].init != NULL) {
        return boot_modules[index].init();
    }
    empty->m_name = boot_modules[index].name;
    empty->m_slots = boot_slots;
    return PyModuleDef_Init(empty);
}

#define BOOT_INIT(function, index)                                                                       \
    PyObject *function(void)                                                                             \
    {                                                                                                    \
        static PyModuleDef empty = {PyModuleDef_HEAD_INIT, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL}; \
        return boot_init(index, &empty);                                                                 \
    }

CL_INITS;

static void boot_tell_stand_ins(void)
{
    size_t index;
    for (index = 0; boot_modules[index].name != NULL; index++) {
        if (boot_modules[index].init == NULL) {
            fprintf(boot_file, "('stand-in', '%s')\n", boot_modules[index].name);
        }
    }
    fflush(boot_file);
}

static PyObject *boot_write(PyObject *self, PyObject *text)
{
    const char *utf8 = PyUnicode_AsUTF8(text);
    (void)self;
    if (utf8 == NULL) {
        return NULL;
    }
    fprintf(boot_file, "%s\n", utf8);
    fflush(boot_file);
    Py_RETURN_NONE;
}

static PyMethodDef boot_write_definition = {"write", boot_write, METH_O, NULL};

static const char boot_code[] = CL_CODE;

/* Asks the interpreter, which runs. */
static void boot_tell(void)
{
    PyObject *names = PyDict_New(), *write = PyCFunction_New(&boot_write_definition, NULL);
#ifdef _WIN32
    PyObject *configs = _Py_GetConfigsAsDict(), *result;
#else
    PyObject *configs = _Py_GetConfigsAsDict != NULL ? _Py_GetConfigsAsDict() : NULL, *result;
#endif
    if (configs == NULL) {
        PyErr_Clear();
    }
    PyDict_SetItemString(names, "__builtins__", PyEval_GetBuiltins());
    PyDict_SetItemString(names, "sys", PyDict_GetItemString(PyImport_GetModuleDict(), "sys"));
    PyDict_SetItemString(names, "write", write);
    PyDict_SetItemString(names, "configs", configs != NULL ? configs : Py_None);
    result = PyRun_String(boot_code, Py_file_input, names, names);
    if (result == NULL) {
        PyErr_Print();
    }
    Py_XDECREF(result);
    Py_XDECREF(configs);
    Py_XDECREF(write);
    Py_XDECREF(names);
}

/* Writes a text as a literal of bytes. */
static void boot_tell_bytes(const char *text)
{
    fputs("b'", boot_file);
    for (; *text != '\0'; text++) {
        fprintf(boot_file, "\\x%02x", (unsigned char)*text);
    }
    fputs("'", boot_file);
}

static void boot_tell_status(const CL_PFX_status *status)
{
    fprintf(boot_file, "('status', %d, %d, ", status->kind, status->exit_code);
    boot_tell_bytes(status->message);
    fputs(")\n", boot_file);
    fflush(boot_file);
}

/* Tells where a CPython that did not find its library has looked: the core of it is there, with its path. */
static void boot_tell_searched(void)
{
    PyObject *path = PyGILState_GetThisThreadState() != NULL ? PySys_GetObject("path") : NULL;
    const Py_ssize_t count = path != NULL && PyList_Check(path) ? PyList_Size(path) : 0;
    Py_ssize_t index;
    for (index = 0; index < count; index++) {
        const char *utf8 = PyUnicode_AsUTF8(PyList_GetItem(path, index));
        if (utf8 != NULL) {
            fputs("('searched', ", boot_file);
            boot_tell_bytes(utf8);
            fputs(")\n", boot_file);
        }
    }
    fflush(boot_file);
}

/* What the host passes: two texts, empty where there is nothing. They come from a file, and so are the same in what the
 * program starts of itself. */
static char boot_texts[65536];
static const char boot_file_of_texts[] = CL_PASSED;

#ifdef _WIN32
/* Returns a text in UTF-8 as a wide one, which is kept; NULL for an empty one. */
static const wchar_t *boot_wide(const char *text)
{
    const int size = MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);
    wchar_t *wide = text[0] != '\0' ? (wchar_t *)malloc((size_t)size * sizeof *wide) : NULL;
    if (wide != NULL) {
        MultiByteToWideChar(CP_UTF8, 0, text, -1, wide, size);
    }
    return wide;
}
#endif

static void boot_read_texts(CL_PFX_host *host)
{
    FILE *file = fopen(boot_file_of_texts, "rb");
    const char *home;
    if (file == NULL) {
        perror(boot_file_of_texts);
        exit(1);
    }
    boot_texts[fread(boot_texts, 1, sizeof boot_texts - 2, file)] = '\0';
    fclose(file);
    home = boot_texts + strlen(boot_texts) + 1;
#ifdef _WIN32
    host->worigin = boot_wide(boot_texts);
    host->whome = boot_wide(home);
#else
    host->origin = boot_texts[0] != '\0' ? boot_texts : NULL;
    host->home = home[0] != '\0' ? home : NULL;
#endif
}

/* Takes a variable out of the environment. */
static void boot_unset(const char *name)
{
#ifdef _WIN32
    char text[64];
    snprintf(text, sizeof text, "%s=", name);
    _putenv(text);
#else
    unsetenv(name);
#endif
}

/* Has no image of the memory written where the program dies; Windows writes none. */
static void boot_limit(void)
{
#ifndef _WIN32
    const struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
#endif
}

int main(int argc, char **argv)
{
    const char *report = getenv("CL_REPORT");
    CL_PFX_host host;
    CL_PFX_status status;
    int result;
    memset(&host, 0, sizeof host);
#ifdef _WIN32
    (void)argv;
    host.wargv = CommandLineToArgvW(GetCommandLineW(), &argc);
#else
    host.argv = argv;
#endif
    host.argc = argc;
    boot_read_texts(&host);
    if (report == NULL) {
        if (CL_PFX_initialize(&host, &status) == CL_UPFX_OK) {
            return CL_PFX_run();
        }
        if (status.kind == CL_UPFX_ERROR) {
            fprintf(stderr, "%s\n", status.message);
        }
        return status.exit_code;
    }
    boot_file = fopen(report, "w");
    if (boot_file == NULL) {
        perror(report);
        return 1;
    }
    boot_unset("CL_REPORT");
    boot_limit();
    result = CL_PFX_initialize(&host, &status);
    boot_tell_status(&status);
    if (result != CL_UPFX_OK) {
        boot_tell_searched();
        return 0;
    }
    boot_tell_stand_ins();
    boot_tell();
    return Py_FinalizeEx() < 0;
}
