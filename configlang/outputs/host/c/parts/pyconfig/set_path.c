#if CL_HOSTED
/* Sets a member to a text with every mark in it replaced; leaves it alone where the host passed no value for it. */
#else
/* Sets a member to a path with every $ORIGIN in it replaced. */
#endif
// clang-format off
static int CL_PFX_set_path(PyConfig *config, wchar_t **member, const wchar_t *path, const wchar_t *origin,
                        const char *name, CL_PFX_status *status)
// clang-format on
{
#if CL_HOSTED
    wchar_t *text;
    if (CL_PFX_count(path, origin) == 0) {
        return CL_UPFX_OK;
    }
    text = CL_PFX_expand_values(path, origin, 0);
#else
    wchar_t *text = CL_PFX_expand(path, origin);
#endif
    if (text == NULL) {
        return CL_PFX_fail(status, name, "out of memory");
    }
    return CL_PFX_set_owned(config, member, text, name, status);
}
