/* Fails where the host has passed no value that must be passed. */
static int CL_PFX_host_passed(const CL_PFX_host *host, CL_PFX_status *status)
{
    CL_NEEDED;
    return CL_UPFX_OK;
}
