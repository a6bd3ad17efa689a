static const char CL_PFX_program[] = CL_PROGRAM;
