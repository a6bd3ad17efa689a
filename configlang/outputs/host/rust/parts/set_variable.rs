/// Sets an environment variable.
fn set_variable(name: &'static str, value: &OsStr) -> Result<(), Error> {
    if value.to_string_lossy().contains('\0') {
        return Err(Error::failed(name, "the text has a NUL in it"));
    }
    // SAFETY: whoever calls `initialize` sees to it that other threads leave the environment alone.
    unsafe { std::env::set_var(name, value) };
    Ok(())
}
