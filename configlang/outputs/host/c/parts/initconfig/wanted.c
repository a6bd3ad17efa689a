/* Returns what the config wants, by the names of the options; NULL with the status set. */
static PyObject *CL_PFX_wanted(const CL_PFX_host *host, CL_PFX_status *status)
{
    PyObject *wanted = NULL;
    PyInitConfig *config = PyInitConfig_Create();
    int failed = 0;
    if (config == NULL) {
        CL_PFX_fail(status, "reading the config", "out of memory");
        return NULL;
    }
    if (CL_PFX_set_options(config, host, status) == CL_UPFX_OK) {
        wanted = PyDict_New();
        failed = wanted == NULL ? -1 : 0;
        CL_WANTED;
        if (failed) {
            CL_PFX_raised(status, "reading the config");
            Py_CLEAR(wanted);
        }
    }
    PyInitConfig_Free(config);
    return wanted;
}
