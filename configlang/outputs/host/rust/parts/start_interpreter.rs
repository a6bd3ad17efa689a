/// Starts a sub-interpreter, and does in it what it has from no other.
///
/// # Safety
///
/// The GIL is held.
#[cfg(Py_3_12)]
unsafe fn start_interpreter(
    config: &ffi::PyInterpreterConfig,
    host: &Host,
    step: &'static str,
) -> Result<SubInterpreter, Error> {
    unsafe {
        let caller = ffi::PyThreadState_Get();
        let mut state = std::ptr::null_mut();
        check(ffi::Py_NewInterpreterFromConfig(&mut state, config), step)?;
        let finished = finish(host);
        if finished.is_err() {
            ffi::Py_EndInterpreter(state);
        }
        ffi::PyThreadState_Swap(caller);
        finished.map(|()| SubInterpreter { state })
    }
}
