/* Returns the values that texts are made of, to be freed; NULL with the status set. */
static CL_TCHAR *CL_PFX_values(const CL_PFX_host *host, CL_PFX_status *status)
{
    CL_TCHAR *values = (CL_TCHAR *)calloc(1, sizeof *values);
    size_t end = 0;
    int result = values != NULL ? CL_UPFX_OK : CL_PFX_fail(status, "reading the values of the host", "out of memory");
    CL_VALUES;
    if (result != CL_UPFX_OK) {
        free(values);
        return NULL;
    }
    return values;
}
