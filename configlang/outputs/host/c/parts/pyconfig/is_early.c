/* Whether Python is not preinitialised yet, so that it can't decode a text. */
static int CL_PFX_is_early;
