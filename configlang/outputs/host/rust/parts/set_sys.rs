/// Sets an attribute of `sys`, whose name ends in a NUL, and takes the reference to its value; NULL
/// stands for an exception that is set.
///
/// # Safety
///
/// The GIL is held, and the value is an object or NULL.
unsafe fn set_sys(name: &'static str, value: *mut ffi::PyObject) -> Result<(), Error> {
    unsafe {
        if value.is_null() || ffi::PySys_SetObject(name.as_ptr().cast(), value) != 0 {
            ffi::Py_XDECREF(value);
            return Err(raised(name.trim_end_matches('\0')));
        }
        ffi::Py_DECREF(value);
    }
    Ok(())
}
