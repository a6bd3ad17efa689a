// The table of the modules that are linked in.

#ifdef __cplusplus
extern "C" {
#endif
CL_SYMBOLS;
#ifdef __cplusplus
}
#endif

typedef PyObject *(*CL_PFX_init_function)(void);

static const struct {
    const char *name;
    CL_PFX_init_function init;
} CL_PFX_modules[] = {
    CL_MODULES,
};
