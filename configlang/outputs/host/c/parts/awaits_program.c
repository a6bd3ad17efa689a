/* Whether Py_RunMain has not come to its program yet. */
static int CL_PFX_awaits_program;
