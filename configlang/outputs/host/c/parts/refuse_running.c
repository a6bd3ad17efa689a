/* Fails where Python runs: CPython takes a second start for a change of the first, and says nothing. */
static int CL_PFX_refuse_running(CL_PFX_status *status)
{
#if CL_CHECKING
    if (CL_PFX_check_version(status) != CL_UPFX_OK) {
        return CL_UPFX_ERROR;
    }
#endif
    if (Py_IsInitialized()) {
        return CL_PFX_fail(status, "starting Python", CL_RUNS);
    }
    return CL_PFX_ok(status);
}
