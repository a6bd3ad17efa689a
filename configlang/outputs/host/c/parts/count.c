/* Returns how many texts come of one: none where the host passed no value for it, several where it is a list. */
static size_t CL_PFX_count(const CL_TCHAR *text, const CL_TCHAR *values)
{
    static const CL_TCHAR mark[] = CL_HOSTMARK;
    const CL_TCHAR *found;
    size_t length, count = 0;
    if (CL_PFX_value_at(text, values, 0, &length) != NULL && text[length] == 0) {
        while (CL_PFX_value_at(text, values, count, &length) != NULL) {
            count++;
        }
        return count;
    }
    for (found = CL_TFIND(text, mark); found != NULL; found = CL_TFIND(found + 1, mark)) {
        if (CL_PFX_value_at(found, values, 0, &length) == NULL) {
            return 0;
        }
    }
    return 1;
}
