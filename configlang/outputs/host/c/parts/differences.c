const char *CL_PFX_differences(void)
{
    return CL_PFX_difference_text != NULL ? CL_PFX_difference_text : "";
}
