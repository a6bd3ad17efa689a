/* The steps one by one, for a host that owns its PyPreConfig and PyConfig and adds touches of its own:
 *
 *     PyPreConfig preconfig;
 *     PyConfig config;
#if CL_SETTING
 *     CL_PFX_set_environment(&host, &status);
#endif
 *     CL_PFX_fill_preconfig(&preconfig);
#if CL_PREHOST
 *     CL_PFX_host_preconfig(&preconfig, &host, &status);
#endif
 *     ... Py_PreInitialize(&preconfig), or with arguments: Py_PreInitializeFromBytesArgs(&preconfig, argc, argv) ...
 *     CL_PFX_prepare(&host, &status);
 *     CL_PFX_fill_config(&config, &host, &status);
 *     ... Py_InitializeFromConfig(&config); PyConfig_Clear(&config), also after an error ...
 *     CL_PFX_finish(&host, &status);
 *
 * The fill functions call PyPreConfig_Init...Config and PyConfig_Init...Config themselves, so touches go after them.
 */
int CL_PFX_fill_preconfig(PyPreConfig *preconfig);
#if CL_PREHOST

/* Before preinitialisation: what the host passes of it. */
int CL_PFX_host_preconfig(PyPreConfig *preconfig, const CL_PFX_host *host, CL_PFX_status *status);
#endif

#if CL_SETTING
/* Before preinitialisation, which reads some of them: sets and removes the variables of the environment that the config
 * names. No other thread may use the environment meanwhile. */
int CL_PFX_set_environment(const CL_PFX_host *host, CL_PFX_status *status);

#endif
/* After preinitialisation, before initialisation: the modules that are linked in, variables of the environment. */
int CL_PFX_prepare(const CL_PFX_host *host, CL_PFX_status *status);

/* After preinitialisation. `config` is to be cleared with PyConfig_Clear whatever the result. */
int CL_PFX_fill_config(PyConfig *config, const CL_PFX_host *host, CL_PFX_status *status);

/* After initialisation, with the GIL held: what can only be set in a running interpreter. */
int CL_PFX_finish(const CL_PFX_host *host, CL_PFX_status *status);

/* Turns a PyStatus of the host's own calls into a status: CL_UPFX_OK, CL_UPFX_EXIT, or CL_UPFX_ERROR with `step` before
 * CPython's text. */
int CL_PFX_check(CL_PFX_status *status, PyStatus got, const char *step);
