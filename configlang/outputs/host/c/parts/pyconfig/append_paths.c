#if CL_HOSTED
/* Appends texts with every mark in them replaced; leaves out those that the host passed no value for. */
#else
/* Appends paths with every $ORIGIN in them replaced. */
#endif
// clang-format off
static int CL_PFX_append_paths(PyWideStringList *list, const wchar_t *const *paths, size_t count, const wchar_t *origin,
                            const char *name, CL_PFX_status *status)
// clang-format on
{
    int result = CL_UPFX_OK;
    size_t index;
#if CL_HOSTED
    for (index = 0; result == CL_UPFX_OK && index < count; index++) {
        size_t found, many = CL_PFX_count(paths[index], origin);
        for (found = 0; result == CL_UPFX_OK && found < many; found++) {
            wchar_t *path = CL_PFX_expand_values(paths[index], origin, found);
            result = path != NULL ? CL_PFX_check(status, PyWideStringList_Append(list, path), name)
                                  : CL_PFX_fail(status, name, "out of memory");
            free(path);
        }
    }
#else
    for (index = 0; result == CL_UPFX_OK && index < count; index++) {
        wchar_t *path = CL_PFX_expand(paths[index], origin);
        result = path != NULL ? CL_PFX_check(status, PyWideStringList_Append(list, path), name)
                              : CL_PFX_fail(status, name, "out of memory");
        free(path);
    }
#endif
    return result;
}
