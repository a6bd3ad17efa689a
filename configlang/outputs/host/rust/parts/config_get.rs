// Not every PyO3 declares them.
#[cfg(Py_3_14)]
#[CL_LINKS]
unsafe extern "C" {
    fn PyConfig_Get(name: *const std::ffi::c_char) -> *mut ffi::PyObject;
    fn PyConfig_Names() -> *mut ffi::PyObject;
}
