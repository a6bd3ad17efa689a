/* Shows Python's functions to modules in shared libraries: what is opened without RTLD_GLOBAL keeps all that it brings
 * along to itself. Neither libpython nor this library can be unloaded afterwards, since each has pointers into the
 * other. Elsewhere than on systems with ELF, modules name what they take Python's functions from. */
static int CL_PFX_share_python(CL_PFX_status *status)
{
#if defined(__ELF__) && defined(RTLD_NOLOAD)
    static const char step[] = "showing Python's functions to modules in shared libraries";
    static const char name[] = "PyImport_Inittab";
    void *const own = (void *)&PyImport_Inittab, *const program = dlopen(NULL, RTLD_LAZY);
    void *shown = dlsym(program, name);
    const char *text = "shows those of another Python";
    char longer[450];
    Dl_info place;
    place.dli_fname = "something";
    if (shown == NULL) {
        text = "keeps them to itself: link it so that it exports them";
        if (dladdr(own, &place) != 0 && dlopen(place.dli_fname, RTLD_NOW | RTLD_NOLOAD | RTLD_GLOBAL) != NULL) {
            shown = dlsym(program, name);
        }
    }
    else if (shown != own) {
        dladdr(shown, &place);
    }
    dlclose(program);
    if (shown != own) {
        snprintf(longer, sizeof longer, "%.300s %s", place.dli_fname, text);
        return CL_PFX_fail(status, step, longer);
    }
    if (dladdr((const void *)step, &place) != 0) {
        /* Nothing comes of it where this is a part of the program, which is never unloaded. */
        (void)dlopen(place.dli_fname, RTLD_NOW | RTLD_NOLOAD);
    }
#else
    (void)status;
#endif
    return CL_UPFX_OK;
}
