// clang-format off
static int CL_PFX_append(PyWideStringList *list, const wchar_t *const *items, size_t count, const char *name,
                      CL_PFX_status *status)
// clang-format on
{
    int result = CL_UPFX_OK;
    size_t index;
    for (index = 0; result == CL_UPFX_OK && index < count; index++) {
        result = CL_PFX_check(status, PyWideStringList_Append(list, items[index]), name);
    }
    return result;
}
