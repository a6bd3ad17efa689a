    let args = args(host);
    #[cfg(not(windows))]
    let status = {
        let args = args.iter().map(|arg| narrow(arg, "argv"));
        let args = args.collect::<Result<Vec<_>, _>>()?;
        let mut args: Vec<_> = args.iter().map(|arg| arg.as_ptr().cast_mut()).collect();
        let (count, args) = (args.len() as ffi::Py_ssize_t, args.as_mut_ptr());
        // SAFETY: the config was filled in, and the arguments are only read during the call.
        unsafe { ffi::Py_PreInitializeFromBytesArgs(&config, count, args) }
    };
    #[cfg(windows)]
    let status = {
        let args = args.iter().map(|arg| decode(arg, "argv"));
        let args = args.collect::<Result<Vec<_>, _>>()?;
        let mut args: Vec<Vec<_>> = args.iter().map(|arg| wide(arg)).collect();
        let mut args: Vec<_> = args.iter_mut().map(|arg| arg.as_mut_ptr()).collect();
        let (count, args) = (args.len() as ffi::Py_ssize_t, args.as_mut_ptr());
        // SAFETY: the config was filled in, and the arguments are only read during the call.
        unsafe { ffi::Py_PreInitializeFromArgs(&config, count, args) }
    };
    check(status, "preinitialising Python")
