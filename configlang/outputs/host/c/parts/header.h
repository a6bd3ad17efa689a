#ifndef CL_UPFX_H
#define CL_UPFX_H

#include <Python.h>

CL_GUARDS;
#ifdef __cplusplus
extern "C" {
#endif

/* What only the host knows at run time. Zero it ("CL_PFX_host host = {0};", in C++ "CL_PFX_host host{};") and
 * fill in what you have; NULL may be passed instead of an empty one. Each text can be given as bytes, as the
 * operating system hands them over, or wide; where both are given, the wide one counts. The texts are read during the
 * calls only. */
typedef struct CL_PFX_host {
    int argc;
    char *const *argv;          /* the argv of main() */
    wchar_t *const *wargv;      /* the argv of wmain(), with the same argc */
    const char *origin;         /* the folder that $ORIGIN means; NULL: that of the running executable */
    const wchar_t *worigin;
    const char *home;           /* instead of the home of the config */
    const wchar_t *whome;
    const char *executable;     /* instead of the executable of the config: sys.executable */
    const wchar_t *wexecutable;
} CL_PFX_host;

#define CL_UPFX_OK 0     /* done */
#define CL_UPFX_ERROR 1  /* failed; `message` says where and why */
#define CL_UPFX_EXIT 2   /* the process should end with `exit_code`, as for --version in a parsed argv */

/* What came of a call; the functions below return its `kind`, and take NULL for it. */
typedef struct CL_PFX_status {
    int kind;
    int exit_code;              /* what main() should return; 1 after an error */
    char message[512];          /* ends in a NUL, cut where it is longer; empty unless there was an error */
} CL_PFX_status;

/* Starts the interpreter: all of the steps below, in the right order. After CL_UPFX_OK it runs, and the
 * calling thread holds the GIL. Call it once, from the main thread, before any other use of Python. After a start that
 * failed, CPython can't start another one in the same process. */
int CL_PFX_initialize(const CL_PFX_host *host, CL_PFX_status *status);

/* Runs what the config says (run_command, run_module, run_filename; else what argv says, or the prompt), finalises the
 * interpreter and returns the exit code for main(), also where the program calls sys.exit(): that of its SystemExit; 1
 * after another exception, 130 after a KeyboardInterrupt (on Windows -1073741510), 120 where output could not be
 * flushed. Only os._exit() and, in most releases, sys.exit() at a prompt end it. */
int CL_PFX_run(void);

CL_STEPS;

#ifdef __cplusplus
}
#endif

#endif /* CL_UPFX_H */
