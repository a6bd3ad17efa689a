/// Returns a text of the host as the bytes of a C string.
#[cfg(not(windows))]
fn narrow(text: &OsStr, step: &'static str) -> Result<std::ffi::CString, Error> {
    let bytes = std::os::unix::ffi::OsStrExt::as_bytes(text);
    std::ffi::CString::new(bytes).map_err(|error| Error::failed(step, error))
}
