/// Returns the folders around the path that Python computes.
fn extra_paths() -> Vec<String> {
    CL_TEXTS
}
