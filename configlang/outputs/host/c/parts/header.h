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
 * calls only. Those may set variables of the environment, so copy what getenv() gave: on Windows it does not outlive
 * that. */
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
    CL_HOSTMEMBERS;
} CL_PFX_host;

#define CL_UPFX_OK 0     /* done */
#define CL_UPFX_ERROR 1  /* failed; `message` says where and why */
#define CL_UPFX_EXIT 2   /* the process should end with `exit_code`, as for --version in a parsed argv */
#define CL_UPFX_INTERRUPT 3  /* a script has ended by a KeyboardInterrupt */

/* What came of a call; the functions below return its `kind`, and take NULL for it. */
typedef struct CL_PFX_status {
    int kind;
    int exit_code;              /* what main() should return; 1 after an error */
    char message[512];          /* UTF-8 that ends in a NUL, cut where it is longer; empty where there is no text */
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

/* These run one script of many: a text in UTF-8, or a file, whose path is bytes as the operating system has them, or
 * wide; where both are given, the wide one counts. The interpreter runs before and after, and the calling thread, which
 * may be any, holds the GIL. Each script has a fresh namespace, which is the module __main__ while it runs. They return
 * what Python's own program would end with, and never end the process: 0; the code of sys.exit(); 1 after another
 * exception, 130 after a KeyboardInterrupt (on Windows -1073741510); 120 where output could not be flushed. The status
 * says which it was: CL_UPFX_OK, CL_UPFX_EXIT (`message` has a code that is text), CL_UPFX_INTERRUPT, or CL_UPFX_ERROR with
 * the exception as text, which sys.excepthook has shown. Threads and exit functions of a script live on, and so does
 * what it has changed in the interpreter. One interpreter runs one script at a time. */
int CL_PFX_run_code(const char *code, CL_PFX_status *status);
int CL_PFX_run_file(const char *path, const wchar_t *wpath, CL_PFX_status *status);

CL_INTERPRETERS;
#if CL_ADOPTING
#define CL_UPFX_DIFFERS 4  /* adopted; `message` begins to tell what differs, and CL_PFX_differences() tells all of it */

/* Takes over an interpreter that runs already, whoever has started it, instead of starting one. The thread takes the
 * GIL, and gives it back with CL_PFX_release(). After CL_UPFX_OK all is as the config wants it, as far as that can be seen;
 * after CL_UPFX_DIFFERS it is not, and nothing of that was changed. The folders around the search path that it lacks were
 * added to sys.path, and modules that are linked in are found by a finder, in this interpreter and in none of its
 * sub-interpreters. After CL_UPFX_ERROR nothing is held: Python does not run, or is of another version or build. */
int CL_PFX_adopt(const CL_PFX_host *host, CL_PFX_status *status);

/* What the last call of CL_PFX_adopt has found to differ, all of it, a line each; valid until the next one. */
const char *CL_PFX_differences(void);

/* Takes the GIL in any thread while Python runs, also where the thread has it already. Each time is released in the
 * same thread. */
int CL_PFX_acquire(CL_PFX_status *status);

/* Gives the GIL back: after CL_PFX_acquire, after CL_PFX_adopt, and in the thread that has started Python after
 * CL_PFX_initialize, so that other threads can run. */
int CL_PFX_release(CL_PFX_status *status);

/* Ends the interpreter that CL_PFX_initialize has started, in the thread that has called that, which takes the GIL where it
 * does not hold it. One that was adopted is ended by whoever has started it: then this is an error. Nothing may use
 * Python behind it. `exit_code` is 120 where output could not be flushed. */
int CL_PFX_finalize(CL_PFX_status *status);

#endif
CL_STEPS;

#ifdef __cplusplus
}
#endif

#endif /* CL_UPFX_H */
