    let step = "extending sys.path";
    let paths = extra_paths();
    let paths = paths.iter().map(|path| expand(path, CL_ORIGIN)).collect();
    if PATHS.set(paths).is_err() {
        return Err(Error::failed(step, "the folders were set before"));
    }
    // SAFETY: a hook may be added before the start; it takes no data.
    if unsafe { PySys_AddAuditHook(path_hook, std::ptr::null_mut()) } != 0 {
        return Err(Error::failed(step, "the hook can't be set"));
    }
