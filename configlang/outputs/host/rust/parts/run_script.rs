/// Runs a script, and takes the reference to its text or path; NULL stands for an exception that is
/// set. The kind ends in a NUL.
///
/// # Safety
///
/// The GIL is held.
unsafe fn run_script(kind: &[u8], script: *mut ffi::PyObject) -> Ending {
    let (key, form): (&[u8], &[u8]) = (b"begin\0", b"sO\0");
    unsafe {
        let names = match script.is_null() {
            true => script,
            false => script_names(),
        };
        if !names.is_null() {
            let begin = ffi::PyDict_GetItemString(names, key.as_ptr().cast());
            let kind = kind.as_ptr();
            let call = ffi::PyObject_CallFunction(begin, form.as_ptr().cast(), kind, script);
            if !call.is_null() {
                let function = ffi::PyTuple_GetItem(call, 0);
                let result = ffi::PyObject_CallObject(function, ffi::PyTuple_GetItem(call, 1));
                ffi::Py_XDECREF(result);
            }
            ffi::Py_XDECREF(call);
        }
        ffi::Py_XDECREF(script);
        ended(names)
    }
}
