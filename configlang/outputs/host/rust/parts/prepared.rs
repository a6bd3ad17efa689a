/// Returns what runs a program: a function and its arguments, or None; NULL with an exception set where
/// it failed.
///
/// # Safety
///
/// The GIL is held, the names are a dictionary or NULL with an exception set, and the arguments those
/// of the event.
unsafe fn prepared(
    names: *mut ffi::PyObject,
    event: *const std::ffi::c_char,
    arguments: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    let (key, form): (&[u8], &[u8]) = (b"prepare\0", b"(s)\0");
    unsafe {
        if names.is_null() {
            return names;
        }
        let first = ffi::Py_BuildValue(form.as_ptr().cast(), event);
        if first.is_null() {
            return first;
        }
        let all = ffi::PySequence_Concat(first, arguments);
        ffi::Py_DECREF(first);
        if all.is_null() {
            return all;
        }
        let prepare = ffi::PyDict_GetItemString(names, key.as_ptr().cast());
        let ready = ffi::PyObject_CallObject(prepare, all);
        ffi::Py_DECREF(all);
        ready
    }
}
