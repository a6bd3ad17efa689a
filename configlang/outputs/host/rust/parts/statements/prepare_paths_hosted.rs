    let step = "extending sys.path";
    let mut paths = Vec::new();
    for path in extra_paths() {
        paths.extend(expand_values(&path, CL_GIVEN, step)?);
    }
    if PATHS.set(paths).is_err() {
        return Err(Error::failed(step, "the folders were set before"));
    }
    // SAFETY: a hook may be added before the start; it takes no data.
    if unsafe { PySys_AddAuditHook(path_hook, std::ptr::null_mut()) } != 0 {
        return Err(Error::failed(step, "the hook can't be set"));
    }
