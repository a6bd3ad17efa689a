/// Returns the folder that `$ORIGIN` means.
fn origin(host: &Host) -> Result<PathBuf, Error> {
    if let Some(origin) = &host.origin {
        return Ok(origin.clone());
    }
    CL_PATH
}
