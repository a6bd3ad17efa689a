/// Returns the path of the running executable.
fn executable() -> Result<PathBuf, Error> {
    let path = std::env::current_exe();
    #[cfg(target_vendor = "apple")]
    let path = path.and_then(std::fs::canonicalize);
    path.map_err(|error| Error::failed("finding the running executable", error))
}
