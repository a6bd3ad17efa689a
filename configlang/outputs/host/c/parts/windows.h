// What variables of the environment need there.

#if defined(_WIN32)
#include <windows.h>
#endif
