        // SAFETY: this thread holds the GIL with the thread state of the start.
        unsafe { run_main() }
