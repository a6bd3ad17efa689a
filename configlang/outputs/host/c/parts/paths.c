// The folders around the path that Python computes.

static const CL_TCHAR *const CL_PFX_paths[] = {
    CL_PATHS,
};

/* The hook below reads it; it is set before the start. */
static CL_TCHAR *CL_PFX_paths_origin;
