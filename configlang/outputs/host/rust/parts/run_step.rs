/// Runs Python code, which ends in a NUL, as a step.
///
/// # Safety
///
/// The GIL is held.
unsafe fn run_step(code: &[u8], step: &'static str) -> Result<(), Error> {
    unsafe {
        let names = execute(code, std::ptr::null_mut());
        if names.is_null() {
            return Err(raised(step));
        }
        ffi::Py_DECREF(names);
    }
    Ok(())
}
