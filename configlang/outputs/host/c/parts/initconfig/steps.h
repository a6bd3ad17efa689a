/* The steps one by one, for a host that owns its PyInitConfig and adds touches of its own:
 *
 *     CL_PFX_prepare(&host, &status);
 *     PyInitConfig *config = PyInitConfig_Create();
 *     CL_PFX_fill(config, &host, &status);
 *     ... Py_InitializeFromInitConfig(config); PyInitConfig_Free(config), also after an error ...
 *     CL_PFX_finish(&host, &status);
 */

/* Variables of the environment, and what extends the computed path. */
int CL_PFX_prepare(const CL_PFX_host *host, CL_PFX_status *status);

/* Sets the options, and adds the modules that are linked in. */
int CL_PFX_fill(PyInitConfig *config, const CL_PFX_host *host, CL_PFX_status *status);

/* After initialisation, with the GIL held: what can only be set in a running interpreter. */
int CL_PFX_finish(const CL_PFX_host *host, CL_PFX_status *status);
