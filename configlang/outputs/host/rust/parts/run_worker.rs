/// Serves as a process of multiprocessing, finalises Python and returns the exit code.
///
/// # Safety
///
/// The GIL is held with the thread state of the start.
unsafe fn run_worker() -> i32 {
    let key: &[u8] = b"code\0";
    unsafe {
        let names = execute(RUN_WORKER);
        let mut code = 1;
        if !names.is_null() {
            let value = ffi::PyDict_GetItemString(names, key.as_ptr().cast());
            if !value.is_null() {
                code = ffi::PyLong_AsLong(value) as i32;
            }
        }
        if !ffi::PyErr_Occurred().is_null() {
            ffi::PyErr_Print();
            code = 1;
        }
        ffi::Py_XDECREF(names);
        match ffi::Py_FinalizeEx() {
            0 => code,
            _ => 120,
        }
    }
}
