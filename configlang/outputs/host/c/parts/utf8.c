/* Returns a wide text as UTF-8, to be freed; NULL with the status set where it failed. */
static char *CL_PFX_utf8(const wchar_t *wide, const char *step, CL_PFX_status *status)
{
    /* One unit makes at most four bytes. */
    char *text = (char *)malloc(wcslen(wide) * 4 + 1), *end = text;
    if (text == NULL) {
        CL_PFX_fail(status, step, "out of memory");
        return NULL;
    }
    for (; *wide != 0; wide++) {
        unsigned long code = (unsigned long)*wide;
        if (sizeof *wide == 2 && code >= 0xd800 && code < 0xdc00 && wide[1] >= 0xdc00 && wide[1] < 0xe000) {
            code = 0x10000 + ((code - 0xd800) << 10) + ((unsigned long)*++wide - 0xdc00);
        }
#if CL_WIDE
        if (code >= 0xdc80 && code < 0xdd00) {
            /* A byte that Python could not decode (surrogateescape). */
            *end++ = (char)(code - 0xdc00);
            continue;
        }
#endif
        if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) {
            free(text);
            CL_PFX_fail(status, step, "the text has no UTF-8 form");
            return NULL;
        }
        if (code < 0x80) {
            *end++ = (char)code;
            continue;
        }
        if (code < 0x800) {
            *end++ = (char)(0xc0 | code >> 6);
        }
        else {
            if (code < 0x10000) {
                *end++ = (char)(0xe0 | code >> 12);
            }
            else {
                *end++ = (char)(0xf0 | code >> 18);
                *end++ = (char)(0x80 | (code >> 12 & 0x3f));
            }
            *end++ = (char)(0x80 | (code >> 6 & 0x3f));
        }
        *end++ = (char)(0x80 | (code & 0x3f));
    }
    *end = '\0';
    return text;
}
