int CL_PFX_host_preconfig(PyPreConfig *preconfig, const CL_PFX_host *host, CL_PFX_status *status)
{
    int result = CL_PFX_ok(status);
#if CL_NEEDING
    result = CL_PFX_host_passed(host, status);
#endif
    CL_PRENUMBERS;
    return result;
}
