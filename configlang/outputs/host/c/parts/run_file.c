int CL_PFX_run_file(const char *path, const wchar_t *wpath, CL_PFX_status *status)
{
    return CL_PFX_run_script(
        "file", wpath != NULL ? PyUnicode_FromWideChar(wpath, -1) : PyUnicode_DecodeFSDefault(path), status);
}
