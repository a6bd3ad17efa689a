        if !extend_path() {
            return Err(raised("extending sys.path"));
        }
