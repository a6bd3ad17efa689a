// What each thread knows of the GIL that it has taken.

/* How each thread has taken the GIL, a bit for each time, behind a first one; the thread that has started Python. */
static Py_tss_t CL_PFX_gil;
static unsigned long CL_PFX_starter;
