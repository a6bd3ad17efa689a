/// Whether a start was tried in this process.
static STARTED: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

/// Starts Python as the config says.
///
/// Afterwards no thread holds the GIL, as after `Python::initialize` of PyO3, and `Python::attach`
/// works from every thread.
///
/// Call it on the thread that is to be Python's main thread, before any other use of Python and
/// before other threads read or write environment variables. It works once in a process, whatever
/// comes of it: what PyO3 keeps for the whole process must not meet a second interpreter. Every
/// further call is an error, and so is one after PyO3's `Python::initialize`, or after an attach with
/// its feature `auto-initialize`. `with_embedded_python_interpreter` has no place beside it, and
/// `append_to_inittab!` must come before it.
///
/// # Errors
///
/// `Error::Failed` when a step fails, `Error::Exit` when a parsed command line asks for no more than
/// an exit. Go on without Python then, or end the process with `exit_code()`.
pub fn initialize(host: &Host) -> Result<Interpreter, Error> {
    let step = "starting Python";
    if STARTED.swap(true, std::sync::atomic::Ordering::SeqCst) {
        return Err(Error::failed(step, "it was tried in this process before"));
    }
    CL_VERSION;
    // SAFETY: it may be called at any time.
    if unsafe { ffi::Py_IsInitialized() } != 0 {
        let message = CL_RUNS;
        return Err(Error::failed(step, message));
    }
    CL_ENVIRONMENT;
    preinitialize(host)?;
    prepare(host)?;
    let config = Config::new();
    fill(&config, host)?;
    // SAFETY: the config was filled in and is alive; Python is preinitialised and not running.
    check(unsafe { ffi::Py_InitializeFromConfig(config.0) }, step)?;
    drop(config);
    let finished = finish(host);
    // SAFETY: the interpreter has come up on this thread, which holds the GIL.
    unsafe {
        if finished.is_err() {
            ffi::Py_FinalizeEx();
        }
        finished.map(|()| Interpreter {
            state: ffi::PyEval_SaveThread(),
        })
    }
}
