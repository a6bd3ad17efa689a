/* Returns bytes of the host as a wide text, to be freed, of which `utf8` makes the same bytes again. */
static wchar_t *CL_PFX_decode_early(const char *bytes, const char *step, CL_PFX_status *status)
{
    const size_t size = strlen(bytes) + 1;
    wchar_t *text = (wchar_t *)malloc(size * sizeof *text);
    if (text == NULL) {
        CL_PFX_fail(status, step, "out of memory");
        return NULL;
    }
#ifdef _WIN32
    MultiByteToWideChar(CP_ACP, 0, bytes, -1, text, (int)size);
#else
    {
        size_t index;
        for (index = 0; index < size; index++) {
            const unsigned char byte = (unsigned char)bytes[index];
            text[index] = (wchar_t)(byte < 0x80 ? byte : 0xdc00 + byte);
        }
    }
#endif
    return text;
}
