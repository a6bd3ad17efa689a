/* What placeholders of the parts of C stand for, so that each part compiles as it stands. CL_WIDE is 1 for PyConfig. */

#include <Python.h>

#if CL_WIDE
#define CL_TCHAR wchar_t
#define CL_TLEN wcslen
#define CL_TFIND wcsstr
#define CL_TEXT L"text"
#else
#define CL_TCHAR char
#define CL_TLEN strlen
#define CL_TFIND strstr
#define CL_TEXT "text"
#endif

/* Texts of the config, and Python. */
#define CL_MARK CL_TEXT
#define CL_ORIGIN CL_TEXT
#define CL_PATH CL_TEXT
#define CL_EXECUTABLEPATH CL_TEXT
#define CL_TCLFOLDER CL_TEXT
#define CL_TERMINFOFOLDERS CL_TEXT
#define CL_PASSED ""
#define CL_WORKER "code = 0\n"
#define CL_PROGRAM "code = 0\n"
#define CL_DROPPATHFINDER "pass\n"
#define CL_DOTTEDFINDER "pass\n"
#define CL_CODE "pass\n"

/* Rows of arrays. */
#define CL_PATHS CL_TEXT
#define CL_WIDEARGV L"text", NULL
#define CL_NARROWARGV "text", NULL
#define CL_MODULES {"module", PyInit_module}

/* Statements. */
#define CL_PRECONFIG (void)0
#define CL_INTS (void)0
#define CL_USED (void)0
#define CL_TEXTS (void)0
#define CL_HOME (void)0
#define CL_EXECUTABLE (void)0
#define CL_SEARCHPATHS (void)0
#define CL_OPTIONS (void)0
#define CL_LISTS (void)0

/* Declarations, and definitions. */
#define CL_GUARDS struct CL_guards
#define CL_STEPS struct CL_steps
#define CL_SYMBOLS PyObject *PyInit_module(void)
#define CL_INITS BOOT_INIT(CL_PFX_init_0, 0)
