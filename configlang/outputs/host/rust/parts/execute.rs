/// Runs Python code, which ends in a NUL, in a namespace of its own, and returns that; NULL with an
/// exception set where it failed.
///
/// # Safety
///
/// The GIL is held.
unsafe fn execute(code: &[u8]) -> *mut ffi::PyObject {
    unsafe {
        let names = ffi::PyDict_New();
        if names.is_null() {
            return names;
        }
        let key: &[u8] = b"__builtins__\0";
        let builtins = ffi::PyEval_GetBuiltins();
        let result = if ffi::PyDict_SetItemString(names, key.as_ptr().cast(), builtins) == 0 {
            let flags = std::ptr::null_mut();
            let code = code.as_ptr().cast();
            ffi::PyRun_StringFlags(code, ffi::Py_file_input, names, names, flags)
        } else {
            std::ptr::null_mut()
        };
        if result.is_null() {
            ffi::Py_DECREF(names);
            return result;
        }
        ffi::Py_DECREF(result);
        names
    }
}
