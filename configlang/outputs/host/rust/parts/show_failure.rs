/// Shows the exception of a program, and sets the exit that comes of it.
///
/// # Safety
///
/// The GIL is held, the names are a dictionary or NULL, and an exception is set.
unsafe fn show_failure(names: *mut ffi::PyObject) {
    unsafe {
        let ending = handle(names, b"show\0");
        let code = if ending.is_null() {
            ffi::PyErr_WriteUnraisable(ending);
            ffi::Py_True()
        } else {
            ending
        };
        ffi::PyErr_SetObject(ffi::PyExc_SystemExit, code);
        ffi::Py_XDECREF(ending);
    }
}
