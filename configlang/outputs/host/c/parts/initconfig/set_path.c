#if CL_HOSTED
/* Sets an option to a text with every mark in it replaced; leaves it alone where the host passed no value for it. */
#else
/* Sets an option to a path with every $ORIGIN in it replaced. */
#endif
// clang-format off
static int CL_PFX_set_path(PyInitConfig *config, const char *name, const char *path, const char *origin,
                        CL_PFX_status *status)
// clang-format on
{
#if CL_HOSTED
    char *text;
    if (CL_PFX_count(path, origin) == 0) {
        return CL_UPFX_OK;
    }
    text = CL_PFX_expand_values(path, origin, 0);
#else
    char *text = CL_PFX_expand(path, origin);
#endif
    return text != NULL ? CL_PFX_set_owned(config, name, text, status) : CL_PFX_fail(status, name, "out of memory");
}
