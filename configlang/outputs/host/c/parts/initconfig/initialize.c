int CL_PFX_initialize(const CL_PFX_host *host, CL_PFX_status *status)
{
    PyInitConfig *config;
    int result = CL_PFX_refuse_running(status);
    if (result != CL_UPFX_OK) {
        return result;
    }
    result = CL_PFX_prepare(host, status);
    if (result != CL_UPFX_OK) {
        return result;
    }
    config = PyInitConfig_Create();
    if (config == NULL) {
        return CL_PFX_fail(status, "starting Python", "out of memory");
    }
    result = CL_PFX_fill(config, host, status);
    if (result == CL_UPFX_OK) {
        result = CL_PFX_check(config, Py_InitializeFromInitConfig(config), "starting Python", status);
    }
    PyInitConfig_Free(config);
    return result == CL_UPFX_OK ? CL_PFX_finish(host, status) : result;
}
