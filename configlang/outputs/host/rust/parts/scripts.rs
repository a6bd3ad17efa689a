/// Runs a script, one of many, and never ends the process.
///
/// It has a fresh namespace, which is the module `__main__` while it runs. The exit code is 0; that of
/// `sys.exit()`; 1 after another exception, 130 after a `KeyboardInterrupt` (on Windows -1073741510);
/// 120 where output could not be flushed. Threads and exit functions of a script live on, and so does
/// what it has changed in the interpreter. Any thread may call this within `Python::attach`; one
/// interpreter runs one script at a time.
#[allow(dead_code)]
pub fn run_code(_py: pyo3::Python<'_>, code: &str) -> Ending {
    let length = code.len() as ffi::Py_ssize_t;
    // SAFETY: this thread is attached, and the text is UTF-8 of that length.
    unsafe {
        let text = ffi::PyUnicode_FromStringAndSize(code.as_ptr().cast(), length);
        run_script(b"command\0", text)
    }
}

/// Runs the script in a file, as `run_code` does. Its folder comes first in `sys.path` while it runs,
/// unless `safe_path` forbids.
#[allow(dead_code)]
pub fn run_file(_py: pyo3::Python<'_>, path: &std::path::Path) -> Ending {
    match decode(path.as_os_str(), "reading the path of a script") {
        // SAFETY: this thread is attached.
        Ok(units) => unsafe { run_script(b"file\0", string(&units)) },
        Err(error) => Ending {
            kind: EndingKind::Failed,
            exit_code: error.exit_code(),
            message: error.to_string(),
        },
    }
}
