    #[cfg(not(Py_3_12))]
    {
        let step = "adding the finder of linked-in modules with dotted names";
        // SAFETY: this thread holds the GIL.
        unsafe { run_code(DOTTED_FINDER, step)? };
    }
