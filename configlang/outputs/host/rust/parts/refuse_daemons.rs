/// Fails where a daemon thread runs in the interpreter.
///
/// # Safety
///
/// The GIL is held.
#[cfg(not(Py_3_14))]
unsafe fn refuse_daemons() -> Result<(), Error> {
    let (step, key): (_, &[u8]) = ("ending a sub-interpreter", b"daemons\0");
    unsafe {
        let names = execute(DAEMONS, std::ptr::null_mut());
        if names.is_null() {
            return Err(raised(step));
        }
        let daemons = ffi::PyDict_GetItemString(names, key.as_ptr().cast());
        let are_there = ffi::PyObject_IsTrue(daemons) != 0;
        ffi::Py_DECREF(names);
        match are_there {
            true => Err(Error::failed(step, "a daemon thread still runs in it")),
            false => Ok(()),
        }
    }
}
