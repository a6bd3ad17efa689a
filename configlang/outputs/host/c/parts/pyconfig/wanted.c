/* Returns what the config wants, by the names of the members; NULL with the status set. */
static PyObject *CL_PFX_wanted(const CL_PFX_host *host, CL_PFX_status *status)
{
    PyObject *wanted = NULL;
    PyPreConfig preconfig;
    PyConfig config;
    int failed = 0;
    CL_PFX_fill_preconfig(&preconfig);
    if (CL_PFX_set_members(&config, host, status) == CL_UPFX_OK) {
        wanted = PyDict_New();
        failed = wanted == NULL ? -1 : 0;
        CL_WANTED;
        if (failed) {
            CL_PFX_raised(status, "reading the config");
            Py_CLEAR(wanted);
        }
    }
    PyConfig_Clear(&config);
    return wanted;
}
