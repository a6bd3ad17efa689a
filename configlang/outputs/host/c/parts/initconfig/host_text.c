/* Returns a copy of a text of the host in UTF-8, to be freed; NULL with the status set. */
static char *CL_PFX_host_text(const char *bytes, const wchar_t *wide, const char *step, CL_PFX_status *status)
{
    char *text;
    size_t size;
    if (wide != NULL) {
        return CL_PFX_utf8(wide, step, status);
    }
    size = strlen(bytes) + 1;
    text = (char *)malloc(size);
    if (text == NULL) {
        CL_PFX_fail(status, step, "out of memory");
        return NULL;
    }
    memcpy(text, bytes, size);
    return text;
}
