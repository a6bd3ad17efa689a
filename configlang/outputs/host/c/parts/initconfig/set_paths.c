/* Sets an option to a list of paths with every $ORIGIN in them replaced. */
// clang-format off
static int CL_PFX_set_paths(PyInitConfig *config, const char *name, const char *const *paths, size_t count,
                         const char *origin, CL_PFX_status *status)
// clang-format on
{
    char **expanded = (char **)calloc(count, sizeof *expanded);
    int result = expanded != NULL ? CL_UPFX_OK : CL_PFX_fail(status, name, "out of memory");
    size_t index;
    for (index = 0; result == CL_UPFX_OK && index < count; index++) {
        expanded[index] = CL_PFX_expand(paths[index], origin);
        if (expanded[index] == NULL) {
            result = CL_PFX_fail(status, name, "out of memory");
        }
    }
    if (result == CL_UPFX_OK) {
        result = CL_PFX_check(config, PyInitConfig_SetStrList(config, name, count, expanded), name, status);
    }
    for (index = 0; expanded != NULL && index < count; index++) {
        free(expanded[index]);
    }
    free(expanded);
    return result;
}
