/* Adds the modules of the host. Those that an earlier start has left in the table of built-in modules stay. */
static int CL_PFX_add_modules(PyInitConfig *config, CL_PFX_status *status)
{
    int result = CL_UPFX_OK;
    size_t index;
    for (index = 0; result == CL_UPFX_OK && index < sizeof CL_PFX_modules / sizeof CL_PFX_modules[0]; index++) {
        const char *name = CL_PFX_modules[index].name;
        const struct _inittab *entry = PyImport_Inittab;
        while (entry->name != NULL && strcmp(entry->name, name) != 0) {
            entry++;
        }
        if (entry->name == NULL) {
            /* The name is kept, and not copied: it is a literal. */
            result = CL_PFX_check(config, PyInitConfig_AddModule(config, name, CL_PFX_modules[index].init), name, status);
        }
        else if (entry->initfunc != CL_PFX_modules[index].init) {
            result = CL_PFX_fail(status, name, "Python has a built-in module of this name already");
        }
    }
    return result;
}
