/* Returns a copy of a text with every $ORIGIN replaced, to be freed; NULL where memory is out. */
static CL_TCHAR *CL_PFX_expand(const CL_TCHAR *text, const CL_TCHAR *origin)
{
    static const CL_TCHAR mark[] = CL_MARK;
    const size_t mark_length = sizeof mark / sizeof mark[0] - 1, origin_length = CL_TLEN(origin);
    size_t length = CL_TLEN(text) + 1;
    const CL_TCHAR *found;
    CL_TCHAR *expanded, *end;
    for (found = CL_TFIND(text, mark); found != NULL; found = CL_TFIND(found + mark_length, mark)) {
        length += origin_length;
    }
    expanded = (CL_TCHAR *)malloc(length * sizeof *expanded);
    if (expanded == NULL) {
        return NULL;
    }
    for (end = expanded; (found = CL_TFIND(text, mark)) != NULL; text = found + mark_length) {
        memcpy(end, text, (size_t)(found - text) * sizeof *end);
        end += found - text;
        memcpy(end, origin, origin_length * sizeof *end);
        end += origin_length;
    }
    memcpy(end, text, (CL_TLEN(text) + 1) * sizeof *end);
    return expanded;
}
