/// Turns what CPython says about a step into a result.
fn check(status: ffi::PyStatus, step: &'static str) -> Result<(), Error> {
    let text = |text: *const std::ffi::c_char| {
        // SAFETY: the texts of a status are static, or NULL.
        let text = (!text.is_null()).then(|| unsafe { std::ffi::CStr::from_ptr(text) });
        text.map(|text| text.to_string_lossy())
    };
    // SAFETY: both only look at the status.
    unsafe {
        if ffi::PyStatus_IsExit(status) != 0 {
            return Err(Error::Exit(status.exitcode));
        }
        if ffi::PyStatus_Exception(status) == 0 {
            return Ok(());
        }
    }
    let message = text(status.err_msg).unwrap_or_else(|| "it failed without a message".into());
    Err(match text(status.func) {
        Some(function) => Error::failed(step, format_args!("{function}: {message}")),
        None => Error::failed(step, message),
    })
}
