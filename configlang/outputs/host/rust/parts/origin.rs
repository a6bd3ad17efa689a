/// Returns the folder that `$ORIGIN` means.
fn origin(host: &Host) -> Result<PathBuf, Error> {
    if let Some(origin) = &host.origin {
        return Ok(origin.clone());
    }
    let mut folder = executable()?;
    // The root has no parent; a bare name lies in the current folder.
    folder.pop();
    if folder.as_os_str().is_empty() {
        folder.push(".");
    }
    Ok(folder)
}
