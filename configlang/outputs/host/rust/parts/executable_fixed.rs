/// Returns the path of the executable that the config names.
fn executable() -> Result<PathBuf, Error> {
    CL_PATH
}
