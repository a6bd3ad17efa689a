int CL_PFX_fill_preconfig(PyPreConfig *preconfig)
{
#if CL_ISOLATED
    PyPreConfig_InitIsolatedConfig(preconfig);
#else
    PyPreConfig_InitPythonConfig(preconfig);
#endif
    CL_PRECONFIG;
    return CL_UPFX_OK;
}
