/// Whether `Py_RunMain` has not come to its program yet.
static AWAITS_PROGRAM: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

/// Runs what the config says, finalises Python and returns the exit code.
///
/// # Safety
///
/// The GIL is held with the thread state of the start.
unsafe fn run_main() -> i32 {
    AWAITS_PROGRAM.store(true, std::sync::atomic::Ordering::SeqCst);
    unsafe {
        if PySys_AddAuditHook(program_hook, std::ptr::null_mut()) != 0 {
            ffi::PyErr_Clear();
        }
        ffi::Py_RunMain()
    }
}

/// `Py_RunMain` ends the process where a command, a file or what is shown of its failure exits; only
/// what comes out of an audit event as an exit is returned. So the program runs within the event that
/// goes before it.
unsafe extern "C" fn program_hook(
    event: *const std::ffi::c_char,
    arguments: *mut ffi::PyObject,
    _data: *mut std::ffi::c_void,
) -> std::ffi::c_int {
    let order = std::sync::atomic::Ordering::SeqCst;
    unsafe {
        if !AWAITS_PROGRAM.load(order) {
            return 0;
        }
        let name = std::ffi::CStr::from_ptr(event).to_bytes();
        if !name.starts_with(b"cpython.run_") {
            return 0;
        }
        // Other hooks are asked once more, behind this one too.
        AWAITS_PROGRAM.store(false, order);
        let names = execute(PROGRAM, std::ptr::null_mut());
        let ready = prepared(names, event, arguments);
        if !ready.is_null() && ffi::PyTuple_Check(ready) != 0 {
            let function = ffi::PyTuple_GetItem(ready, 0);
            let result = ffi::PyObject_CallObject(function, ffi::PyTuple_GetItem(ready, 1));
            if !result.is_null() {
                ffi::PyErr_SetNone(ffi::PyExc_SystemExit);
            } else if ffi::PyErr_ExceptionMatches(ffi::PyExc_SystemExit) == 0 {
                show_failure(names);
            }
            ffi::Py_XDECREF(result);
        } else if !ready.is_null() || !is_end() {
            // CPython tells of what can't be run.
            ffi::PyErr_Clear();
            AWAITS_PROGRAM.store(true, order);
        } else if ffi::PyErr_ExceptionMatches(ffi::PyExc_SystemExit) == 0 {
            show_failure(names);
        }
        ffi::Py_XDECREF(ready);
        ffi::Py_XDECREF(names);
        match ffi::PyErr_Occurred().is_null() {
            true => 0,
            false => -1,
        }
    }
}

/// Whether the exception that is set ends a program, and is no failure.
///
/// # Safety
///
/// The GIL is held, and an exception is set.
unsafe fn is_end() -> bool {
    unsafe {
        ffi::PyErr_ExceptionMatches(ffi::PyExc_KeyboardInterrupt) != 0
            || ffi::PyErr_ExceptionMatches(ffi::PyExc_SystemExit) != 0
    }
}
