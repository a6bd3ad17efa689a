/// Returns a text of a list; empty where there is none.
///
/// # Safety
///
/// The GIL is held, and the object is a list.
unsafe fn item(list: *mut ffi::PyObject, index: ffi::Py_ssize_t) -> String {
    let mut length = 0;
    unsafe {
        let item = ffi::PyList_GetItem(list, index);
        let text = if item.is_null() || ffi::PyUnicode_Check(item) == 0 {
            std::ptr::null()
        } else {
            ffi::PyUnicode_AsUTF8AndSize(item, &mut length)
        };
        if text.is_null() {
            ffi::PyErr_Clear();
            return String::new();
        }
        let bytes = std::slice::from_raw_parts(text.cast(), length as usize);
        String::from_utf8_lossy(bytes).into_owned()
    }
}
