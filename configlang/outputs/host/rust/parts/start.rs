/// Starts the sub-interpreter `CL_INTERPRETER`, of CPython 3.12 and later.
///
/// # Errors
///
/// `Error::Failed` when it does not start, with CPython's own text; before CPython 3.12 always.
#[allow(dead_code, non_snake_case, unused_variables)]
pub fn CL_STARTNAME(_py: pyo3::Python<'_>, host: &Host) -> Result<SubInterpreter, Error> {
    let step = "starting the sub-interpreter CL_INTERPRETER";
    #[cfg(Py_3_12)]
    {
        let config = CL_CONFIG;
        // SAFETY: this thread is attached.
        unsafe { start_interpreter(&config, host, step) }
    }
    #[cfg(not(Py_3_12))]
    Err(Error::failed(step, "it needs CPython 3.12"))
}
