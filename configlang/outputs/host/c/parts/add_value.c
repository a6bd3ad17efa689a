// A list of marks and of what each stands for, every text with its NUL, and an empty mark at the end. It lies in one
// block, and goes where the folder of the executable goes in files without values of the host.

/* Adds what a mark stands for; frees the text. */
static int CL_PFX_add_value(CL_TCHAR **values, size_t *end, const CL_TCHAR *mark, CL_TCHAR *text, CL_PFX_status *status)
{
    const size_t mark_size = CL_TLEN(mark) + 1, size = text != NULL ? CL_TLEN(text) + 1 : 0;
    CL_TCHAR *grown = NULL;
    if (text == NULL) {
        if (status == NULL || status->kind == CL_UPFX_OK) {
            CL_PFX_fail(status, "reading the values of the host", "out of memory");
        }
    }
    else {
        grown = (CL_TCHAR *)realloc(*values, (*end + mark_size + size + 1) * sizeof *grown);
        if (grown == NULL) {
            CL_PFX_fail(status, "reading the values of the host", "out of memory");
        }
        else {
            memcpy(grown + *end, mark, mark_size * sizeof *grown);
            memcpy(grown + *end + mark_size, text, size * sizeof *grown);
            *values = grown;
            *end += mark_size + size;
            grown[*end] = 0;
        }
    }
    free(text);
    return grown != NULL ? CL_UPFX_OK : CL_UPFX_ERROR;
}
