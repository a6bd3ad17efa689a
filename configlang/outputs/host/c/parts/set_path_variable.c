#if CL_HOSTED
/* Sets a variable of the environment to a text with every mark in it replaced; leaves it alone where the host passed no
 * value for it. */
#else
/* Sets a variable of the environment to a path with every $ORIGIN in it replaced. */
#endif
// clang-format off
static int CL_PFX_set_path_variable(const char *name, const CL_TCHAR *path, const CL_TCHAR *origin, int overwrites,
                        CL_PFX_status *status)
// clang-format on
{
    int result;
#if CL_HOSTED
    CL_TCHAR *text;
    if (CL_PFX_count(path, origin) == 0) {
        return CL_UPFX_OK;
    }
    text = CL_PFX_expand_values(path, origin, 0);
#else
    CL_TCHAR *text = CL_PFX_expand(path, origin);
#endif
    if (text == NULL) {
        return CL_PFX_fail(status, name, "out of memory");
    }
    result = CL_PFX_set_variable(name, text, overwrites, status);
    free(text);
    return result;
}
