        // SAFETY: this thread holds the GIL with the thread state of the start.
        unsafe {
            if is_worker() {
                return run_worker();
            }
            run_main()
        }
