/* Starts a program without a console and without streams, as a double click does. Prints its exit code, and ends with
 * it. The command line behind its own name is that of the program. */
#include <windows.h>

#include <stdio.h>
#include <string.h>

int main(void)
{
    wchar_t *line = GetCommandLineW();
    STARTUPINFOW start;
    PROCESS_INFORMATION process;
    DWORD code;
    const wchar_t end = *line == L'"' ? L'"' : L' ';
    line = wcschr(line + 1, end);
    while (line != NULL && (*line == L'"' || *line == L' ')) {
        line++;
    }
    memset(&start, 0, sizeof start);
    start.cb = sizeof start;
    start.dwFlags = STARTF_USESTDHANDLES;
    if (line == NULL || !CreateProcessW(NULL, line, NULL, NULL, FALSE, DETACHED_PROCESS, NULL, NULL, &start, &process)) {
        fprintf(stderr, "not started: %lu\n", GetLastError());
        return 99;
    }
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &code);
    return (int)code;
}
