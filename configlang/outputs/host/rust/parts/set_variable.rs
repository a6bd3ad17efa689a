/// Sets an environment variable, or removes it.
fn set_variable(name: &'static str, value: Option<&OsStr>, overwrites: bool) -> Result<(), Error> {
    if !overwrites && std::env::var_os(name).is_some() {
        return Ok(());
    }
    if value.is_some_and(|value| value.to_string_lossy().contains('\0')) {
        return Err(Error::failed(name, "the text has a NUL in it"));
    }
    #[cfg(windows)]
    put_variable(name, value)?;
    // SAFETY: whoever calls `initialize` sees to it that other threads leave the environment alone.
    #[cfg(not(windows))]
    unsafe {
        match value {
            Some(value) => std::env::set_var(name, value),
            None => std::env::remove_var(name),
        }
    }
    Ok(())
}
