/* Returns what the mark stands for that a text begins with, or the one of that index where it stands for several; NULL
 * where there is none. */
static const CL_TCHAR *CL_PFX_value_at(const CL_TCHAR *text, const CL_TCHAR *values, size_t index, size_t *mark_length)
{
    while (*values != 0) {
        const CL_TCHAR *value = values + CL_TLEN(values) + 1;
        *mark_length = CL_TLEN(values);
        if (CL_TNCMP(text, values, *mark_length) == 0 && index-- == 0) {
            return value;
        }
        values = value + CL_TLEN(value) + 1;
    }
    return NULL;
}
