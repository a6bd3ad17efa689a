#[cfg(not(Py_3_9))]
#[CL_LINKS]
unsafe extern "C" {
    fn _PyInterpreterState_Get() -> *mut ffi::PyInterpreterState;
}
