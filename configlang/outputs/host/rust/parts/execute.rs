/// Runs Python code, which ends in a NUL, in a namespace, for NULL in a fresh one, and returns that;
/// NULL with an exception set where it failed.
///
/// # Safety
///
/// The GIL is held, and the namespace is a dictionary or NULL.
unsafe fn execute(code: &[u8], names: *mut ffi::PyObject) -> *mut ffi::PyObject {
    unsafe {
        let names = if names.is_null() {
            let names = ffi::PyDict_New();
            let key: &[u8] = b"__builtins__\0";
            let builtins = ffi::PyEval_GetBuiltins();
            if names.is_null()
                || ffi::PyDict_SetItemString(names, key.as_ptr().cast(), builtins) != 0
            {
                ffi::Py_XDECREF(names);
                return std::ptr::null_mut();
            }
            names
        } else {
            ffi::Py_INCREF(names);
            names
        };
        let flags = std::ptr::null_mut();
        let code = code.as_ptr().cast();
        let result = ffi::PyRun_StringFlags(code, ffi::Py_file_input, names, names, flags);
        if result.is_null() {
            ffi::Py_DECREF(names);
            return result;
        }
        ffi::Py_DECREF(result);
        names
    }
}
