#if CL_NAMED
static CL_TCHAR *CL_PFX_executable(CL_PFX_status *status)
{
#if CL_WIDE
    return CL_PFX_host_text(NULL, CL_EXECUTABLEPATH, "reading the executable", status);
#else
    return CL_PFX_host_text(CL_EXECUTABLEPATH, NULL, "reading the executable", status);
#endif
}
#else
/* Returns the path of the running executable, to be freed; NULL with the status set. */
static CL_TCHAR *CL_PFX_executable(CL_PFX_status *status)
{
    static const char step[] = "finding the running executable";
#if defined(_WIN32)
    DWORD size = 256, length;
    wchar_t *path = NULL;
    CL_TCHAR *text;
    do {
        free(path);
        size *= 2;
        path = (wchar_t *)malloc(size * sizeof *path);
        if (path == NULL) {
            CL_PFX_fail(status, step, "out of memory");
            return NULL;
        }
        length = GetModuleFileNameW(NULL, path, size);
    } while (length == size);
    if (length == 0) {
        free(path);
        CL_PFX_fail(status, step, "GetModuleFileNameW failed");
        return NULL;
    }
    text = CL_PFX_host_text(NULL, path, step, status);
    free(path);
    return text;
#elif defined(__APPLE__)
    uint32_t size = 0;
    char *path, *real;
    CL_TCHAR *text;
    _NSGetExecutablePath(NULL, &size);
    path = (char *)malloc(size);
    if (path == NULL) {
        CL_PFX_fail(status, step, "out of memory");
        return NULL;
    }
    real = _NSGetExecutablePath(path, &size) == 0 ? realpath(path, NULL) : NULL;
    free(path);
    if (real == NULL) {
        CL_PFX_fail(status, step, "realpath failed");
        return NULL;
    }
    text = CL_PFX_host_text(real, NULL, step, status);
    free(real);
    return text;
#elif defined(__linux__)
    size_t size = 256;
    char *path = NULL;
    ssize_t length;
    CL_TCHAR *text;
    do {
        free(path);
        size *= 2;
        path = (char *)malloc(size);
        if (path == NULL) {
            CL_PFX_fail(status, step, "out of memory");
            return NULL;
        }
        length = readlink("/proc/self/exe", path, size);
    } while (length == (ssize_t)size);
    if (length < 0) {
        free(path);
        CL_PFX_fail(status, step, "/proc/self/exe can't be read; pass `origin` in the host struct");
        return NULL;
    }
    path[length] = '\0';
    text = CL_PFX_host_text(path, NULL, step, status);
    free(path);
    return text;
#else
    CL_PFX_fail(status, step, "not known on this platform; pass `origin` in the host struct");
    return NULL;
#endif
}
#endif
