/// Shows the exception of a program, and sets the exit that comes of it.
///
/// # Safety
///
/// The GIL is held, the names are a dictionary or NULL, and an exception is set.
#[allow(deprecated)] // The newer functions exist from CPython 3.12 on.
unsafe fn show_failure(names: *mut ffi::PyObject) {
    let (shield, interrupt): (&[u8], &[u8]) = (b"shield\0", b"interrupt\0");
    let mut kind = std::ptr::null_mut();
    let mut value = std::ptr::null_mut();
    let mut traceback = std::ptr::null_mut();
    let mut ending = std::ptr::null_mut();
    unsafe {
        let is_interrupt = ffi::PyErr_ExceptionMatches(ffi::PyExc_KeyboardInterrupt) != 0;
        ffi::PyErr_Fetch(&mut kind, &mut value, &mut traceback);
        ffi::PyErr_NormalizeException(&mut kind, &mut value, &mut traceback);
        if traceback.is_null() {
            traceback = ffi::Py_None();
            ffi::Py_INCREF(traceback);
        }
        ffi::PyException_SetTraceback(value, traceback);
        if !names.is_null() && is_interrupt {
            let function = ffi::PyDict_GetItemString(names, interrupt.as_ptr().cast());
            let end = std::ptr::null_mut::<ffi::PyObject>();
            ending = ffi::PyObject_CallFunctionObjArgs(function, kind, value, traceback, end);
        } else if !names.is_null() {
            let function = ffi::PyDict_GetItemString(names, shield.as_ptr().cast());
            ending = ffi::PyObject_CallObject(function, std::ptr::null_mut());
        }
        ffi::PyErr_Clear();
        if !ending.is_null() && is_interrupt {
            for object in [kind, value, traceback] {
                ffi::Py_DECREF(object);
            }
        } else {
            ffi::PyErr_Restore(kind, value, traceback);
            ffi::PyErr_Print();
        }
        let code = if ending.is_null() {
            ffi::Py_True()
        } else {
            ffi::PyList_GetItem(ending, 0)
        };
        ffi::PyErr_SetObject(ffi::PyExc_SystemExit, code);
        ffi::Py_XDECREF(ending);
    }
}
