/* Returns UTF-8 as a wide text, to be freed; NULL where that fails. */
static wchar_t *CL_PFX_widen(const char *text)
{
    const int size = MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);
    wchar_t *wide = size > 0 ? (wchar_t *)malloc((size_t)size * sizeof *wide) : NULL;
    if (wide != NULL) {
        MultiByteToWideChar(CP_UTF8, 0, text, -1, wide, size);
    }
    return wide;
}
