/* From CPython 3.11 the path is computed in the middle of the start, and `site`, which runs code of the user, comes
 * right after it. Importing it is the event that leaves the path whole and no such code run, in sub-interpreters too.
 */
static int CL_PFX_path_hook(const char *event, PyObject *arguments, void *data)
{
    PyObject *name;
    int64_t interpreter;
    (void)data;
    if (CL_PFX_paths_origin == NULL || strcmp(event, "import") != 0 || !PyTuple_Check(arguments)) {
        return 0;
    }
    name = PyTuple_Size(arguments) > 0 ? PyTuple_GetItem(arguments, 0) : NULL;
    if (name == NULL || !PyUnicode_Check(name) || PyUnicode_CompareWithASCIIString(name, "site") != 0) {
        return 0;
    }
#if PY_VERSION_HEX >= 0x03090000
    interpreter = PyInterpreterState_GetID(PyInterpreterState_Get());
#else
    interpreter = PyInterpreterState_GetID(PyThreadState_Get()->interp);
#endif
    if (interpreter <= CL_PFX_paths_interpreter) {
        return 0;
    }
    CL_PFX_paths_interpreter = interpreter;
    return CL_PFX_extend_path();
}
