int CL_PFX_finish(const CL_PFX_host *host, CL_PFX_status *status)
{
    int result = CL_PFX_ok(status);
#if CL_ADOPTING
    CL_PFX_starter = PyThread_get_thread_ident();
#endif
#if CL_MEIPASS
    CL_TCHAR *origin;
#endif
#if !CL_MEIPASS && !CL_ARGVB
    (void)host;
#endif
#if CL_EXTENDING
    /* Where nothing has imported `site`. */
    if (result == CL_UPFX_OK && CL_PFX_paths_origin != NULL && CL_PFX_extend_path() != 0) {
        result = CL_PFX_raised(status, "extending sys.path");
    }
#endif
#if CL_FROZEN
    if (result == CL_UPFX_OK) {
        result = CL_PFX_set_sys("frozen", PyBool_FromLong(1), status);
    }
#endif
#if CL_MEIPASS
    if (result == CL_UPFX_OK) {
        origin = CL_PFX_origin(host, status);
        if (origin == NULL) {
            return CL_UPFX_ERROR;
        }
#if CL_WIDE
        result = CL_PFX_set_sys("_MEIPASS", PyUnicode_FromWideChar(origin, -1), status);
#else
        result = CL_PFX_set_sys("_MEIPASS", PyUnicode_FromString(origin), status);
#endif
        free(origin);
    }
#endif
#if CL_ARGVB
    if (result == CL_UPFX_OK) {
        result = CL_PFX_set_sys("argvb", CL_PFX_argvb(host), status);
    }
#endif
#if CL_DROPPING
    if (result == CL_UPFX_OK) {
        PyObject *names = CL_PFX_execute(
            CL_DROPPATHFINDER, NULL);
        result = names != NULL ? CL_UPFX_OK : CL_PFX_raised(status, "switching the importer of files off");
        Py_XDECREF(names);
    }
#endif
#if CL_DOTTED
#if PY_VERSION_HEX < 0x030c0000
    if (result == CL_UPFX_OK) {
        PyObject *names = CL_PFX_execute(
            CL_DOTTEDFINDER, NULL);
        result = names != NULL ? CL_UPFX_OK : CL_PFX_raised(status, "adding the finder of linked-in modules with dotted names");
        Py_XDECREF(names);
    }
#endif
#endif
    return result;
}
