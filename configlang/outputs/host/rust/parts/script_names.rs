/// Returns the namespace of the functions that begin and end a script; NULL with an exception set where
/// it failed.
///
/// # Safety
///
/// The GIL is held.
unsafe fn script_names() -> *mut ffi::PyObject {
    unsafe {
        let program = execute(PROGRAM, std::ptr::null_mut());
        if program.is_null() {
            return program;
        }
        let names = execute(SCRIPT, program);
        ffi::Py_DECREF(program);
        names
    }
}
