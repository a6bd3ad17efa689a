/* Sets TERMINFO_DIRS to the folders that this system keeps its descriptions of terminals in, unless it is set. */
static int CL_PFX_find_terminfo(CL_PFX_status *status)
{
#if defined(_WIN32)
    (void)status;
    return CL_UPFX_OK;
#else
#ifndef __APPLE__
    // clang-format off: a table
    static const char *const folders[] = {
        "/usr/local/etc/terminfo", "/usr/local/lib/terminfo", "/usr/local/share/terminfo", "/etc/terminfo",
        "/usr/lib/terminfo",       "/lib/terminfo",           "/usr/share/terminfo",
    };
    // clang-format on
    char line[256], found[256] = "";
    FILE *release = fopen("/etc/os-release", "r");
    size_t index;
#endif
    const char *value = NULL;
    if (getenv("TERMINFO_DIRS") != NULL) {
#ifndef __APPLE__
        if (release != NULL) {
            fclose(release);
        }
#endif
        return CL_UPFX_OK;
    }
#ifdef __APPLE__
    value = "/usr/share/terminfo";
#else
    while (release != NULL && value == NULL && fgets(line, sizeof line, release) != NULL) {
        const int is_like = strncmp(line, "ID_LIKE=", 8) == 0, is_own = strncmp(line, "ID=", 3) == 0;
        if ((is_like || is_own) && strstr(line, "debian") != NULL) {
            value = "/etc/terminfo:/lib/terminfo:/usr/share/terminfo";
        }
        else if ((is_like && strstr(line, "rhel") != NULL) || ((is_like || is_own) && strstr(line, "fedora") != NULL)) {
            value = "/etc/terminfo:/usr/share/terminfo";
        }
    }
    if (release != NULL) {
        fclose(release);
    }
    for (index = 0; value == NULL && index < sizeof folders / sizeof folders[0]; index++) {
        FILE *folder = fopen(folders[index], "r");
        if (folder != NULL) {
            fclose(folder);
            strcat(found, found[0] == '\0' ? "" : ":");
            strcat(found, folders[index]);
        }
    }
    value = value != NULL ? value : found;
#endif
    if (setenv("TERMINFO_DIRS", value, 1) != 0) {
        return CL_PFX_fail(status, "TERMINFO_DIRS", "the environment variable can't be set");
    }
    return CL_UPFX_OK;
#endif
}
