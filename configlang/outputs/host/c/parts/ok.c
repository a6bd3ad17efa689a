static int CL_PFX_ok(CL_PFX_status *status)
{
    if (status != NULL) {
        status->kind = CL_UPFX_OK;
        status->exit_code = 0;
        status->message[0] = '\0';
    }
    return CL_UPFX_OK;
}
