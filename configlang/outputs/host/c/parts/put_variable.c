/* Sets a variable, or removes it where the value is NULL. Each C runtime keeps an environment of its own, and that which
 * CPython asks need not be ours. */
static int CL_PFX_put_variable(const wchar_t *name, const wchar_t *value, int overwrites)
{
    typedef int(__cdecl * putenv_type)(const wchar_t *, const wchar_t *);
    static const wchar_t *const runtimes[] = {L"ucrtbase.dll", L"ucrtbased.dll"};
    const wchar_t *text = value != NULL ? value : L"";
    size_t index;
    int failed;
    if (!overwrites && GetEnvironmentVariableW(name, NULL, 0) != 0) {
        return 0;
    }
    failed = _wputenv_s(name, text) != 0;
    for (index = 0; index < sizeof runtimes / sizeof runtimes[0]; index++) {
        HMODULE runtime = GetModuleHandleW(runtimes[index]);
        FARPROC found = runtime != NULL ? GetProcAddress(runtime, "_wputenv_s") : NULL;
        if (found != NULL && ((putenv_type)(void (*)(void))found)(name, text) != 0) {
            failed = 1;
        }
    }
    return failed;
}
