/* From CPython 3.11 the path is computed in the middle of the start, and `site`, which runs code of the user, comes
 * right after it. Importing it is the event that leaves the path whole and no such code run, in sub-interpreters too.
 */
static int CL_PFX_path_hook(const char *event, PyObject *arguments, void *data)
{
    PyObject *name;
    (void)data;
    if (CL_PFX_paths_origin == NULL || strcmp(event, "import") != 0 || !PyTuple_Check(arguments)) {
        return 0;
    }
    name = PyTuple_Size(arguments) > 0 ? PyTuple_GetItem(arguments, 0) : NULL;
    if (name == NULL || !PyUnicode_Check(name) || PyUnicode_CompareWithASCIIString(name, "site") != 0) {
        return 0;
    }
    return CL_PFX_extend_path();
}
