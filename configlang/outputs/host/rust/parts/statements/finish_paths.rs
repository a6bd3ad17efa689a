        if EXTENDED.fetch_max(0, std::sync::atomic::Ordering::SeqCst) < 0 && !extend_path() {
            return Err(raised("extending sys.path"));
        }
