/// Calls a function, whose name ends in a NUL, with the exception that is set, or with None three times
/// where none is, and leaves none set. Returns NULL with an exception set where that failed.
///
/// # Safety
///
/// The GIL is held, and the names are a dictionary, or NULL with an exception set.
#[allow(deprecated)] // The newer functions exist from CPython 3.12 on.
unsafe fn handle(names: *mut ffi::PyObject, function: &[u8]) -> *mut ffi::PyObject {
    let mut error = [std::ptr::null_mut(); 3];
    unsafe {
        if names.is_null() {
            return names;
        }
        let [kind, value, traceback] = &mut error;
        ffi::PyErr_Fetch(kind, value, traceback);
        ffi::PyErr_NormalizeException(kind, value, traceback);
        if !traceback.is_null() {
            ffi::PyException_SetTraceback(*value, *traceback);
        }
        let function = ffi::PyDict_GetItemString(names, function.as_ptr().cast());
        let given = error.map(|object| match object.is_null() {
            true => ffi::Py_None(),
            false => object,
        });
        let [kind, value, traceback] = given;
        let end = std::ptr::null_mut::<ffi::PyObject>();
        let result = ffi::PyObject_CallFunctionObjArgs(function, kind, value, traceback, end);
        for object in error {
            ffi::Py_XDECREF(object);
        }
        result
    }
}
