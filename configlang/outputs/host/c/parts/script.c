static const char CL_PFX_script[] = CL_SCRIPT;
