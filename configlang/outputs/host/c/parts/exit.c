static int CL_PFX_exit(CL_PFX_status *status, int exit_code)
{
    if (status != NULL) {
        status->kind = CL_UPFX_EXIT;
        status->exit_code = exit_code;
        status->message[0] = '\0';
    }
    return CL_UPFX_EXIT;
}
