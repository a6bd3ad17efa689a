/* Returns a copy of a text of the host, to be freed; NULL with the status set where it failed. */
static wchar_t *CL_PFX_host_text(const char *bytes, const wchar_t *wide, const char *step, CL_PFX_status *status)
{
    wchar_t *decoded = NULL, *text = NULL;
#if CL_SETTINGPATHS
    if (wide == NULL && CL_PFX_is_early) {
        return CL_PFX_decode_early(bytes, step, status);
    }
#endif
    if (wide == NULL) {
        wide = decoded = Py_DecodeLocale(bytes, NULL);
    }
    if (wide != NULL) {
        const size_t size = (wcslen(wide) + 1) * sizeof *wide;
        text = (wchar_t *)malloc(size);
        if (text != NULL) {
            memcpy(text, wide, size);
        }
    }
    PyMem_RawFree(decoded);
    if (text == NULL) {
        CL_PFX_fail(status, step, "out of memory, or bytes that can't be decoded");
    }
    return text;
}
