/* What placeholders of the parts of C stand for, so that each part compiles as it stands. CL_WIDE is 1 for PyConfig. */

#include <Python.h>

#if PY_VERSION_HEX < 0x030c0000
/* What stands in files for older CPythons behind a condition. */
typedef struct PyInterpreterConfig PyInterpreterConfig;
PyStatus Py_NewInterpreterFromConfig(PyThreadState **state, const PyInterpreterConfig *config);
#endif

#if CL_WIDE
#define CL_TCHAR wchar_t
#define CL_TLEN wcslen
#define CL_TFIND wcsstr
#define CL_TNCMP wcsncmp
#define CL_TEXT L"text"
#else
#define CL_TCHAR char
#define CL_TLEN strlen
#define CL_TFIND strstr
#define CL_TNCMP strncmp
#define CL_TEXT "text"
#endif

/* Texts of the config, and Python. */
#define CL_MARK CL_TEXT
#define CL_HOSTMARK CL_TEXT
#define CL_ORIGIN CL_TEXT
#define CL_PATH CL_TEXT
#define CL_EXECUTABLEPATH CL_TEXT
#define CL_TCLFOLDER CL_TEXT
#define CL_TERMINFOFOLDERS CL_TEXT
#define CL_PASSED ""
#define CL_RUNS "it runs"
#define CL_ADOPTION "pass\n"
#define CL_FIRST 0
#define CL_WORKER "code = 0\n"
#define CL_PROGRAM "code = 0\n"
#define CL_SCRIPT "code = 0\n"
#define CL_DAEMONS "pass\n"
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
#define CL_VARIABLES (void)0
#define CL_DROPPED (void)0
#define CL_PRENUMBERS (void)host, (void)preconfig
#define CL_INTS (void)0
#define CL_USED (void)0
#define CL_TEXTS (void)0
#define CL_HOME (void)0
#define CL_EXECUTABLE (void)0
#define CL_SEARCHPATHS (void)0
#define CL_OPTIONS (void)0
#define CL_LISTS (void)0
#define CL_NEEDED (void)host, (void)status
#define CL_VALUES (void)host, (void)end
#define CL_WANTED (void)host

/* Declarations, and definitions. */
#define CL_HOSTMEMBERS int host_members
#define CL_GUARDS struct CL_guards
#define CL_STEPS struct CL_steps
#define CL_INTERPRETERS struct CL_interpreters
#define CL_STARTS struct CL_starts
#define CL_SYMBOLS PyObject *PyInit_module(void)
#define CL_INITS BOOT_INIT(CL_PFX_init_0, 0)
