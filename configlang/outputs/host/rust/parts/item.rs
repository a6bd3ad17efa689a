/// Returns a text of a list; empty where there is none.
///
/// # Safety
///
/// The GIL is held, and the object is a list.
unsafe fn item(list: *mut ffi::PyObject, index: ffi::Py_ssize_t) -> String {
    unsafe { text_of(ffi::PyList_GetItem(list, index)) }
}
