/* Fails where another libpython than the one that this was compiled for has come first: its structs differ. */
static int CL_PFX_check_version(CL_PFX_status *status)
{
    static const char own[] = PY_VERSION;
    const char *const found = Py_GetVersion();
    const size_t minor = (size_t)(strchr(strchr(own, '.') + 1, '.') - own) + 1;
    const int is_free = strstr(found, "free-threading") != NULL;
#ifdef Py_GIL_DISABLED
    const int is_own_free = 1;
#else
    const int is_own_free = 0;
#endif
    const int length = (int)strcspn(found, " ");
    char text[200];
    if (strncmp(found, own, minor) == 0 && is_free == is_own_free) {
        return CL_UPFX_OK;
    }
    snprintf(text, sizeof text, "it is CPython %.*s%s, and this code was compiled for %s%s", length, found,
             is_free ? ", free-threaded" : "", own, is_own_free ? ", free-threaded" : "");
    return CL_PFX_fail(status, "finding Python", text);
}
