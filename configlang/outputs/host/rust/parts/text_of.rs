/// Returns a text of Python; empty where it is none.
///
/// # Safety
///
/// The GIL is held, and the object is one or NULL.
unsafe fn text_of(object: *mut ffi::PyObject) -> String {
    let mut length = 0;
    unsafe {
        let text = if object.is_null() || ffi::PyUnicode_Check(object) == 0 {
            std::ptr::null()
        } else {
            ffi::PyUnicode_AsUTF8AndSize(object, &mut length)
        };
        if text.is_null() {
            ffi::PyErr_Clear();
            return String::new();
        }
        let bytes = std::slice::from_raw_parts(text.cast(), length as usize);
        String::from_utf8_lossy(bytes).into_owned()
    }
}
