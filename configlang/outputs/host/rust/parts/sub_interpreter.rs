/// A sub-interpreter, which a function `start_...` has started. It stays on the thread that has called
/// that, and must have ended before Python does: dropping this leaves it running.
///
/// Whatever is called here, the caller is attached to its own interpreter before and after. While a
/// script runs where the GIL is its own, that of the caller is free. PyO3 itself knows the main
/// interpreter alone.
#[derive(Debug)]
pub struct SubInterpreter {
    state: *mut ffi::PyThreadState,
}

#[allow(dead_code)]
impl SubInterpreter {
    /// Runs a script in it, as the function `run_code` does in the interpreter of the caller.
    pub fn run_code(&self, py: pyo3::Python<'_>, code: &str) -> Ending {
        self.within(|| run_code(py, code))
    }

    /// Runs the script in a file.
    pub fn run_file(&self, py: pyo3::Python<'_>, path: &std::path::Path) -> Ending {
        self.within(|| run_file(py, path))
    }

    /// Ends it: threads that are no daemons are waited for, exit functions run.
    ///
    /// # Errors
    ///
    /// Where a daemon thread still runs in it, for which CPython up to 3.13 would end the process. The
    /// interpreter comes back then.
    pub fn end(self, _py: pyo3::Python<'_>) -> Result<(), (Self, Error)> {
        let ended = self.within(|| {
            // SAFETY: the state is current, and no other thread that nobody waits for is left.
            unsafe {
                #[cfg(not(Py_3_14))]
                refuse_daemons()?;
                ffi::Py_EndInterpreter(self.state);
            }
            Ok(())
        });
        ended.map_err(|error| (self, error))
    }

    /// Does something while the interpreter is current.
    fn within<T>(&self, action: impl FnOnce() -> T) -> T {
        // SAFETY: the caller holds the GIL, and the state belongs to this thread.
        unsafe {
            let caller = ffi::PyThreadState_Swap(self.state);
            let result = action();
            ffi::PyThreadState_Swap(caller);
            result
        }
    }
}
