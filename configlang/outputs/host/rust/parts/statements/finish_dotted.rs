    #[cfg(not(Py_3_12))]
    {
        let step = "adding the finder of linked-in modules with dotted names";
        // SAFETY: this thread holds the GIL.
        unsafe { run_step(DOTTED_FINDER, step)? };
    }
