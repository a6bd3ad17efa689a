/// Fails where another libpython than the one that this was compiled for has come first: its structs
/// differ.
fn check_version() -> Result<(), Error> {
    // SAFETY: the text is static.
    let found = unsafe { std::ffi::CStr::from_ptr(ffi::Py_GetVersion()) };
    let found = found.to_string_lossy();
    let is_free = found.contains("free-threading");
    let is_own_free = cfg!(Py_GIL_DISABLED);
    let own = format!("3.{}", MINOR);
    if found.starts_with(&format!("{own}.")) && is_free == is_own_free {
        return Ok(());
    }
    let words = |is_free| if is_free { ", free-threaded" } else { "" };
    let (number, build) = (found.split(' ').next().unwrap_or(""), words(is_free));
    let own_build = words(is_own_free);
    let message = format_args!(
        "it is CPython {number}{build}, and this code was compiled for {own}{own_build}"
    );
    Err(Error::failed("finding Python", message))
}
