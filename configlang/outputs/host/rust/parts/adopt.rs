/// Takes over an interpreter that runs already, whoever has started it, instead of starting one.
///
/// What differs from the config comes back, and nothing of that was changed. The folders around the
/// search path that it lacks were added to `sys.path`, and modules that are linked in are found by a
/// finder, in this interpreter and in none of its sub-interpreters. Afterwards `Python::attach` works
/// from every thread; no thread holds the GIL that did not hold it before. Whoever has started Python
/// ends it.
///
/// # Errors
///
/// `Error::Failed` where Python does not run, or is of another version or build.
#[allow(dead_code)]
pub fn adopt(host: &Host) -> Result<Vec<Difference>, Error> {
    let step = "adopting Python";
    // SAFETY: it may be called at any time.
    if unsafe { ffi::Py_IsInitialized() } == 0 {
        return Err(Error::failed(step, "it does not run"));
    }
    check_version()?;
    CL_SHARE;
    pyo3::Python::attach(|py| {
        let config = Config::new();
        fill(&config, host)?;
        let paths = late_paths(host)?;
        // SAFETY: the config was filled in and is alive.
        let found = unsafe { differences(py, config.0, host, &paths) };
        found.map_err(|error| Error::failed(step, error))
    })
}
