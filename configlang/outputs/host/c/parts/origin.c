// PATH is what the config says: the folder itself, or the executable in it.

/* Returns the folder that $ORIGIN means, to be freed; NULL with the status set. */
static CL_TCHAR *CL_PFX_origin(const CL_PFX_host *host, CL_PFX_status *status)
{
    CL_TCHAR *path, *end;
    if (host != NULL && (host->origin != NULL || host->worigin != NULL)) {
        return CL_PFX_host_text(host->origin, host->worigin, "reading the origin", status);
    }
#if CL_RUNNING
    path = CL_PFX_executable(status);
    if (path == NULL) {
        return NULL;
    }
#else
    path = (CL_TCHAR *)malloc(sizeof CL_PATH);
    if (path == NULL) {
        CL_PFX_fail(status, "reading the origin", "out of memory");
        return NULL;
    }
    memcpy(path, CL_PATH, sizeof CL_PATH);
#endif
#if CL_FOLDER
    (void)end;
#else
    for (end = path + CL_TLEN(path); end > path; end--) {
        if (end[-1] == '/'
#ifdef _WIN32
            || end[-1] == '\\'
#endif
        ) {
            break;
        }
    }
    if (end == path) {
        *end++ = '.';
    }
    else if (end - path > 1) {
        end--;
    }
    *end = 0;
#endif
    return path;
}
