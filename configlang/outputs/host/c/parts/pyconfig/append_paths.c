/* Appends paths with every $ORIGIN in them replaced. */
// clang-format off
static int CL_PFX_append_paths(PyWideStringList *list, const wchar_t *const *paths, size_t count, const wchar_t *origin,
                            const char *name, CL_PFX_status *status)
// clang-format on
{
    int result = CL_UPFX_OK;
    size_t index;
    for (index = 0; result == CL_UPFX_OK && index < count; index++) {
        wchar_t *path = CL_PFX_expand(paths[index], origin);
        result = path != NULL ? CL_PFX_check(status, PyWideStringList_Append(list, path), name)
                              : CL_PFX_fail(status, name, "out of memory");
        free(path);
    }
    return result;
}
