    let mut args: Vec<Vec<_>> = args().iter().map(|arg| wide(&units(arg))).collect();
    let mut args: Vec<_> = args.iter_mut().map(|arg| arg.as_mut_ptr()).collect();
    let (count, args) = (args.len() as ffi::Py_ssize_t, args.as_mut_ptr());
    // SAFETY: the config was filled in, and the arguments are only read during the call.
    let status = unsafe { ffi::Py_PreInitializeFromArgs(&config, count, args) };
    check(status, "preinitialising Python")
