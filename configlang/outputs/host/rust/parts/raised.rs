/// Turns the Python exception that is set into an error.
///
/// # Safety
///
/// The GIL is held.
#[allow(deprecated)] // The newer function exists from CPython 3.12 on.
unsafe fn raised(step: &'static str) -> Error {
    unsafe {
        let mut kind = std::ptr::null_mut();
        let mut value = std::ptr::null_mut();
        let mut traceback = std::ptr::null_mut();
        ffi::PyErr_Fetch(&mut kind, &mut value, &mut traceback);
        ffi::PyErr_NormalizeException(&mut kind, &mut value, &mut traceback);
        let text = if value.is_null() {
            std::ptr::null_mut()
        } else {
            ffi::PyObject_Repr(value)
        };
        let mut length = 0;
        let utf8 = if text.is_null() {
            std::ptr::null()
        } else {
            ffi::PyUnicode_AsUTF8AndSize(text, &mut length)
        };
        let error = if utf8.is_null() {
            Error::failed(step, "an exception that has no text")
        } else {
            let bytes = std::slice::from_raw_parts(utf8.cast(), length as usize);
            Error::failed(step, String::from_utf8_lossy(bytes))
        };
        for object in [text, kind, value, traceback] {
            ffi::Py_XDECREF(object);
        }
        ffi::PyErr_Clear();
        error
    }
}
