#if CL_HOSTED
/* Sets an option to a list of texts with every mark in them replaced, without those that the host passed no value for. */
#else
/* Sets an option to a list of paths with every $ORIGIN in them replaced. */
#endif
// clang-format off
static int CL_PFX_set_paths(PyInitConfig *config, const char *name, const char *const *paths, size_t count,
                         const char *origin, CL_PFX_status *status)
// clang-format on
{
#if CL_HOSTED
    char **expanded;
    int result;
    size_t index, many = 0, at = 0;
    for (index = 0; index < count; index++) {
        many += CL_PFX_count(paths[index], origin);
    }
    expanded = (char **)calloc(many + 1, sizeof *expanded);
    result = expanded != NULL ? CL_UPFX_OK : CL_PFX_fail(status, name, "out of memory");
    for (index = 0; result == CL_UPFX_OK && index < count; index++) {
        size_t found, of_this = CL_PFX_count(paths[index], origin);
        for (found = 0; result == CL_UPFX_OK && found < of_this; found++) {
            expanded[at] = CL_PFX_expand_values(paths[index], origin, found);
            if (expanded[at++] == NULL) {
                result = CL_PFX_fail(status, name, "out of memory");
            }
        }
    }
    count = many;
#else
    char **expanded = (char **)calloc(count, sizeof *expanded);
    int result = expanded != NULL ? CL_UPFX_OK : CL_PFX_fail(status, name, "out of memory");
    size_t index;
    for (index = 0; result == CL_UPFX_OK && index < count; index++) {
        expanded[index] = CL_PFX_expand(paths[index], origin);
        if (expanded[index] == NULL) {
            result = CL_PFX_fail(status, name, "out of memory");
        }
    }
#endif
    if (result == CL_UPFX_OK) {
        result = CL_PFX_check(config, PyInitConfig_SetStrList(config, name, count, expanded), name, status);
    }
    for (index = 0; expanded != NULL && index < count; index++) {
        free(expanded[index]);
    }
    free(expanded);
    return result;
}
