/// Python, started by [`initialize`]. It stays on the thread that has started it.
///
/// Dropping this leaves Python running, as PyO3 does.
#[derive(Debug)]
pub struct Interpreter {
    #[allow(dead_code)]
    state: *mut ffi::PyThreadState,
}

#[allow(dead_code)]
impl Interpreter {
    /// Runs what the config says (`run_command`, `run_module`, `run_filename`; else what the command
    /// line says, or the prompt), finalises Python and returns the exit code for `main`, also where the
    /// program calls `sys.exit()`: that of its `SystemExit`; 1 after another exception, 130 after a
    /// `KeyboardInterrupt` (on Windows -1073741510), 120 where output could not be flushed. Only
    /// `os._exit()` and, in most releases, `sys.exit()` at a prompt end the process.
    ///
    /// Nothing may use Python after it, and other threads that do should have ended before it. Called
    /// within `Python::attach` it runs nothing, says so on stderr, and returns 1.
    pub fn run(self) -> i32 {
        if !self.resume() {
            return 1;
        }
        CL_RUN
    }

    /// Finalises Python without running anything, for hosts that call into it with `Python::attach`:
    /// exit functions run, and output is flushed. Returns the exit code for `main`: 0, or 120 when
    /// output could not be flushed. The rules are those of `run`.
    pub fn finalize(self) -> i32 {
        if !self.resume() {
            return 1;
        }
        // SAFETY: this thread holds the GIL with the thread state of the start.
        match unsafe { ffi::Py_FinalizeEx() } {
            0 => 0,
            _ => 120,
        }
    }

    /// Takes the GIL again; false where this thread has it already, within `Python::attach`.
    fn resume(&self) -> bool {
        // SAFETY: Python runs, and the state belongs to this thread, which `Interpreter` can't leave.
        unsafe {
            if ffi::compat::PyThreadState_GetUnchecked() == self.state {
                let text: &[u8] = b"Python can't be run or finalised within Python::attach\n";
                let _ = std::io::Write::write_all(&mut std::io::stderr(), text);
                return false;
            }
            ffi::PyEval_RestoreThread(self.state);
        }
        true
    }
}
