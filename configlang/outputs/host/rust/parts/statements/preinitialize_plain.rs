    // SAFETY: the config was filled in.
    let status = unsafe { ffi::Py_PreInitialize(&config) };
    check(status, "preinitialising Python")
