/// Returns the command line of the config.
fn args() -> Vec<String> {
    CL_TEXTS
}
