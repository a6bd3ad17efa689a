int CL_PFX_run(void)
{
#if CL_ADOPTING
    if (CL_PFX_starter != PyThread_get_thread_ident()) {
        fputs("Python is run and ended by the thread that has started it\n", stderr);
        return 1;
    }
    CL_PFX_starter = 0;
#endif
#if CL_DISPATCHING
    if (CL_PFX_is_worker()) {
        return CL_PFX_run_worker();
    }
#endif
    CL_PFX_awaits_program = 1;
    if (PySys_AddAuditHook(CL_PFX_program_hook, NULL) != 0) {
        PyErr_Clear();
    }
#if CL_ONCE
#if PY_VERSION_HEX < 0x03090000
    {
        /* Py_RunMain frees the table of modules and leaves the pointer to it: what is NULL can be told. */
        const int exit_code = Py_RunMain();
        PyImport_Inittab = NULL;
        return exit_code;
    }
#else
    return Py_RunMain();
#endif
#else
    return Py_RunMain();
#endif
}
