/// Returns units as a `str` of Python; NULL with an exception set where it failed.
///
/// # Safety
///
/// The GIL is held.
unsafe fn string(units: &[u32]) -> *mut ffi::PyObject {
    let length = units.len() as ffi::Py_ssize_t;
    unsafe { ffi::PyUnicode_FromWideChar(wide(units).as_ptr(), length) }
}
