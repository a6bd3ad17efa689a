/* What the last adoption has found. */
static char *CL_PFX_difference_text;
