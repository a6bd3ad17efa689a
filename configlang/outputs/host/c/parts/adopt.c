/* Compares, and adds what can be added late; the GIL is held. */
static int CL_PFX_adopt_held(const CL_PFX_host *host, CL_PFX_status *status)
{
    PyObject *wanted = CL_PFX_wanted(host, status);
    PyObject *paths = wanted != NULL ? CL_PFX_late_paths(host, status) : NULL;
    PyObject *running, *modules, *names = NULL, *found = NULL;
    int result = -1;
    if (paths == NULL) {
        Py_XDECREF(wanted);
        return CL_UPFX_ERROR;
    }
#if CL_FROZEN
    result = CL_PFX_want(wanted, "sys.frozen", PyBool_FromLong(1));
#else
    result = 0;
#endif
#if CL_DROPPING
    result |= CL_PFX_want(wanted, "filesystem_importer", PyLong_FromLong(0));
#endif
    running = result == 0 ? CL_PFX_running() : NULL;
    modules = running != NULL ? CL_PFX_late_modules() : NULL;
    if (modules != NULL) {
        names = CL_PFX_execute(
            CL_ADOPTION, NULL);
    }
    if (names != NULL) {
        found = PyObject_CallFunction(PyDict_GetItemString(names, "adopt"), "OOOiO", wanted, running, paths, CL_FIRST,
                                      modules);
    }
    result = found != NULL ? CL_PFX_differing(names, found, status) : -1;
    if (result < 0) {
        result = CL_PFX_raised(status, "adopting Python");
    }
    Py_XDECREF(found);
    Py_XDECREF(names);
    Py_XDECREF(modules);
    Py_XDECREF(running);
    Py_DECREF(paths);
    Py_DECREF(wanted);
    return result;
}

int CL_PFX_adopt(const CL_PFX_host *host, CL_PFX_status *status)
{
    int result;
    if (!Py_IsInitialized()) {
        return CL_PFX_fail(status, "adopting Python", "it does not run");
    }
    result = CL_PFX_check_version(status);
#if CL_PLUGIN
    if (result == CL_UPFX_OK) {
        result = CL_PFX_share_python(status);
    }
#endif
    if (result == CL_UPFX_OK) {
        result = CL_PFX_acquire(status);
    }
    if (result != CL_UPFX_OK) {
        return result;
    }
    result = CL_PFX_adopt_held(host, status);
    if (result == CL_UPFX_ERROR || result == CL_UPFX_EXIT) {
        CL_PFX_release(NULL);
    }
    return result;
}
