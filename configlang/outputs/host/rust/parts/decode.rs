/// Returns a text of the host in units of `wchar_t`, decoded as Python does it, which loses no byte.
#[cfg(not(windows))]
#[allow(clippy::unnecessary_cast)] // It depends on the platform.
fn decode(text: &OsStr, step: &'static str) -> Result<Vec<u32>, Error> {
    let bytes = narrow(text, step)?;
    let mut length = 0;
    // SAFETY: Python is preinitialised; the decoded text is read before it is freed.
    unsafe {
        let decoded = ffi::Py_DecodeLocale(bytes.as_ptr(), &mut length);
        if decoded.is_null() {
            let message = "out of memory, or bytes that can't be decoded";
            return Err(Error::failed(step, message));
        }
        let units = std::slice::from_raw_parts(decoded, length as usize);
        let units = units.iter().map(|&unit| unit as u32).collect();
        ffi::PyMem_RawFree(decoded.cast());
        Ok(units)
    }
}

/// Returns a text of the host in units of `wchar_t`, and NULs are an error.
#[cfg(windows)]
fn decode(text: &OsStr, step: &'static str) -> Result<Vec<u32>, Error> {
    let units = std::os::windows::ffi::OsStrExt::encode_wide(text);
    let units: Vec<u32> = units.map(u32::from).collect();
    if units.contains(&0) {
        return Err(Error::failed(step, "the text has a NUL in it"));
    }
    Ok(units)
}
