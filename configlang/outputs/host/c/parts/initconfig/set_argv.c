/* Sets the command line to wide texts. */
static int CL_PFX_set_argv(PyInitConfig *config, const CL_PFX_host *host, CL_PFX_status *status)
{
    const size_t count = (size_t)host->argc;
    char **items = (char **)calloc(count + 1, sizeof *items);
    int result = items != NULL ? CL_UPFX_OK : CL_PFX_fail(status, "argv", "out of memory");
    size_t index;
    for (index = 0; result == CL_UPFX_OK && index < count; index++) {
        items[index] = CL_PFX_utf8(host->wargv[index], "argv", status);
        if (items[index] == NULL) {
            result = CL_UPFX_ERROR;
        }
    }
    if (result == CL_UPFX_OK) {
        result = CL_PFX_check(config, PyInitConfig_SetStrList(config, "argv", count, items), "argv", status);
    }
    for (index = 0; items != NULL && index < count; index++) {
        free(items[index]);
    }
    free(items);
    return result;
}
