// What looks into libraries that are loaded.

#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#endif
