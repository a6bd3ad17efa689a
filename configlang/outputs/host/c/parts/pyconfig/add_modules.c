/* Puts the modules of the host into the table of built-in modules. Those that an earlier start has left there stay. */
static int CL_PFX_add_modules(CL_PFX_status *status)
{
    size_t index;
    for (index = 0; index < sizeof CL_PFX_modules / sizeof CL_PFX_modules[0]; index++) {
        const struct _inittab *entry = PyImport_Inittab;
        while (entry->name != NULL && strcmp(entry->name, CL_PFX_modules[index].name) != 0) {
            entry++;
        }
        if (entry->name != NULL && entry->initfunc != CL_PFX_modules[index].init) {
            return CL_PFX_fail(status, CL_PFX_modules[index].name, "Python has a built-in module of this name already");
        }
        if (entry->name == NULL && PyImport_AppendInittab(CL_PFX_modules[index].name, CL_PFX_modules[index].init) != 0) {
            return CL_PFX_fail(status, CL_PFX_modules[index].name, "out of memory");
        }
    }
    return CL_UPFX_OK;
}
