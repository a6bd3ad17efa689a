#[cfg(all(windows, not(Py_3_14)))]
#[CL_LINKS]
unsafe extern "C" {
    fn _Py_GetConfigsAsDict() -> *mut ffi::PyObject;
}
