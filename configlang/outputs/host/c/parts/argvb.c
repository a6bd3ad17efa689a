// sys.argvb, from the command line of the config or from that of the host.

#if CL_FIXEDARGV
#ifdef _WIN32
static const wchar_t *const CL_PFX_argv_bytes[] = {
    CL_WIDEARGV,
};
#else
static const char *const CL_PFX_argv_bytes[] = {
    CL_NARROWARGV,
};
#endif

/* Returns the command line as a list of bytes; NULL with an exception set where it failed. */
static PyObject *CL_PFX_argvb(const CL_PFX_host *host)
{
    PyObject *items = PyList_New(0);
    size_t index;
    (void)host;
    for (index = 0; items != NULL && CL_PFX_argv_bytes[index] != NULL; index++) {
#ifdef _WIN32
        const wchar_t *text = CL_PFX_argv_bytes[index];
        PyObject *item = PyBytes_FromStringAndSize((const char *)text, (Py_ssize_t)(wcslen(text) * sizeof *text));
#else
        PyObject *item = PyBytes_FromString(CL_PFX_argv_bytes[index]);
#endif
        if (item == NULL || PyList_Append(items, item) != 0) {
            Py_CLEAR(items);
        }
        Py_XDECREF(item);
    }
    return items;
}
#else
/* Returns one argument of the host as bytes; NULL with an exception set where it failed. */
static PyObject *CL_PFX_argument(const CL_PFX_host *host, int index)
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
static PyObject *CL_PFX_argvb(const CL_PFX_host *host)
{
    PyObject *items = PyList_New(0);
    int index, count = 0;
    if (host != NULL && (host->argv != NULL || host->wargv != NULL)) {
        count = host->argc;
    }
    for (index = 0; items != NULL && index < count; index++) {
        PyObject *item = CL_PFX_argument(host, index);
        if (item == NULL || PyList_Append(items, item) != 0) {
            Py_CLEAR(items);
        }
        Py_XDECREF(item);
    }
    return items;
}
#endif
