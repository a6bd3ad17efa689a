/// Ends a script or a worker, with the exception that is set or without, and takes its names.
///
/// # Safety
///
/// The GIL is held, and the names are a dictionary, or NULL with an exception set.
unsafe fn ended(names: *mut ffi::PyObject) -> Ending {
    unsafe {
        let ending = handle(names, b"end\0");
        let result = if ending.is_null() {
            let error = raised("running Python");
            Ending {
                kind: EndingKind::Failed,
                exit_code: error.exit_code(),
                message: error.to_string(),
            }
        } else {
            let kind = match ffi::PyLong_AsLong(ffi::PyTuple_GetItem(ending, 0)) {
                0 => EndingKind::Done,
                2 => EndingKind::Exited,
                3 => EndingKind::Interrupted,
                _ => EndingKind::Failed,
            };
            let exit_code = ffi::PyLong_AsLong(ffi::PyTuple_GetItem(ending, 1)) as i32;
            // What is too large for a long is -1.
            ffi::PyErr_Clear();
            Ending {
                kind,
                exit_code,
                message: text_of(ffi::PyTuple_GetItem(ending, 2)),
            }
        };
        if !names.is_null() {
            // Its functions refer to it.
            ffi::PyDict_Clear(names);
        }
        ffi::Py_XDECREF(ending);
        ffi::Py_XDECREF(names);
        result
    }
}
