// What is put into a text is never looked through.

/* Returns a copy of a text with every mark replaced, to be freed; NULL where memory is out. Of a list it is the element
 * of the index. */
static CL_TCHAR *CL_PFX_expand_values(const CL_TCHAR *text, const CL_TCHAR *values, size_t index)
{
    const CL_TCHAR *at, *value;
    CL_TCHAR *expanded, *end;
    size_t length = 1, mark_length;
    for (at = text; *at != 0; at += value != NULL ? mark_length : 1) {
        value = *at == '$' ? CL_PFX_value_at(at, values, index, &mark_length) : NULL;
        length += value != NULL ? CL_TLEN(value) : 1;
    }
    expanded = (CL_TCHAR *)malloc(length * sizeof *expanded);
    if (expanded == NULL) {
        return NULL;
    }
    for (at = text, end = expanded; *at != 0; at += value != NULL ? mark_length : 1) {
        value = *at == '$' ? CL_PFX_value_at(at, values, index, &mark_length) : NULL;
        if (value != NULL) {
            memcpy(end, value, CL_TLEN(value) * sizeof *end);
            end += CL_TLEN(value);
        }
        else {
            *end++ = *at;
        }
    }
    *end = 0;
    return expanded;
}
