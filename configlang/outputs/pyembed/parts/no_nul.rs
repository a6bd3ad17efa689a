/// Fails where a text that the host passed has a NUL, which no text of C can hold.
fn no_nul(name: &'static str, text: &OsStr) -> Result<(), Error> {
    if text.to_string_lossy().contains('\0') {
        let message = "the host passed a text with a NUL in it";
        return Err(Error::failed(name, message));
    }
    Ok(())
}
