int CL_PFX_check(CL_PFX_status *status, PyStatus got, const char *step)
{
    if (PyStatus_IsExit(got)) {
        return CL_PFX_exit(status, got.exitcode);
    }
    if (PyStatus_Exception(got)) {
        return CL_PFX_explain(status, step, got.err_msg);
    }
    return CL_UPFX_OK;
}
