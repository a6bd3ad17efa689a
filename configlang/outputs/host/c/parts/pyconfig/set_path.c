/* Sets a member to a path with every $ORIGIN in it replaced. */
// clang-format off
static int CL_PFX_set_path(PyConfig *config, wchar_t **member, const wchar_t *path, const wchar_t *origin,
                        const char *name, CL_PFX_status *status)
// clang-format on
{
    wchar_t *text = CL_PFX_expand(path, origin);
    if (text == NULL) {
        return CL_PFX_fail(status, name, "out of memory");
    }
    return CL_PFX_set_owned(config, member, text, name, status);
}
