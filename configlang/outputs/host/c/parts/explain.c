/* Fails with CPython's own text, and with what it most often means. */
static int CL_PFX_explain(CL_PFX_status *status, const char *step, const char *text)
{
    char longer[400];
    if (text == NULL) {
        text = "it failed without a message";
    }
    if (strstr(text, "encodings module") == NULL && strstr(text, "filesystem encoding") == NULL) {
        return CL_PFX_fail(status, step, text);
    }
    snprintf(longer, sizeof longer, "%.250s (is the standard library below home, or where the paths lead?)", text);
    return CL_PFX_fail(status, step, longer);
}
