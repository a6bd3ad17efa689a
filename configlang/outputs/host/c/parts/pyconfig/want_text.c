static int CL_PFX_want_text(PyObject *wanted, const char *name, const wchar_t *text)
{
    return text != NULL ? CL_PFX_want(wanted, name, PyUnicode_FromWideChar(text, -1)) : 0;
}
