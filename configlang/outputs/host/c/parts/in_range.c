/* Fails where a number that the host passed is none that a setting takes. */
static int CL_PFX_in_range(long long value, long long least, long long most, const char *name, CL_PFX_status *status)
{
    return value >= least && value <= most ? CL_UPFX_OK
                                           : CL_PFX_fail(status, name, "the host passed a number that is out of range");
}
