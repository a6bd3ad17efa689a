int CL_PFX_run_code(const char *code, CL_PFX_status *status)
{
    return CL_PFX_run_script("command", PyUnicode_FromString(code), status);
}
