/* Whether multiprocessing has started this process: with its mark, or with code of its own behind -c. */
static int CL_PFX_is_worker(void)
{
    static const char *const sources[] = {
        "from multiprocessing.spawn import spawn_main",
        "from multiprocessing.resource_tracker import main",
        "from multiprocessing.forkserver import main",
    };
    PyObject *argv = PySys_GetObject("argv");
    const Py_ssize_t count = argv != NULL && PyList_Check(argv) ? PyList_Size(argv) : 0;
    Py_ssize_t place;
    size_t index;
    for (place = 1; place < count; place++) {
        PyObject *item = PyList_GetItem(argv, place);
        const char *source;
        if (!PyUnicode_Check(item)) {
            continue;
        }
        if (place == 1 && PyUnicode_CompareWithASCIIString(item, "--multiprocessing-fork") == 0) {
            /* Behind a -c that Python has read itself, the code of the worker is what runs anyway. */
            item = PyList_GetItem(argv, 0);
            return !PyUnicode_Check(item) || PyUnicode_CompareWithASCIIString(item, "-c") != 0;
        }
        if (place + 1 == count || PyUnicode_CompareWithASCIIString(item, "-c") != 0) {
            continue;
        }
        item = PyList_GetItem(argv, place + 1);
        source = PyUnicode_Check(item) ? PyUnicode_AsUTF8(item) : NULL;
        PyErr_Clear();
        for (index = 0; source != NULL && index < sizeof sources / sizeof sources[0]; index++) {
            /* Not always at the beginning: later releases import sys before. */
            if (strstr(source, sources[index]) != NULL) {
                return 1;
            }
        }
        return 0;
    }
    return 0;
}
