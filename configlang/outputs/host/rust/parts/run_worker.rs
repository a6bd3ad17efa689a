/// Serves as a process of multiprocessing, finalises Python and returns the exit code.
///
/// # Safety
///
/// The GIL is held with the thread state of the start.
unsafe fn run_worker() -> i32 {
    unsafe {
        let names = script_names();
        if !names.is_null() {
            ffi::Py_XDECREF(execute(RUN_WORKER, names));
        }
        let ending = ended(names);
        match ffi::Py_FinalizeEx() {
            0 => ending.exit_code,
            _ => 120,
        }
    }
}
