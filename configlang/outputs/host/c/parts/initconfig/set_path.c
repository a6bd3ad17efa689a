/* Sets an option to a path with every $ORIGIN in it replaced. */
// clang-format off
static int CL_PFX_set_path(PyInitConfig *config, const char *name, const char *path, const char *origin,
                        CL_PFX_status *status)
// clang-format on
{
    char *text = CL_PFX_expand(path, origin);
    return text != NULL ? CL_PFX_set_owned(config, name, text, status) : CL_PFX_fail(status, name, "out of memory");
}
