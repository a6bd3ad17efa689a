    #[cfg(not(windows))]
    {
        if std::env::var_os("TERMINFO_DIRS").is_none() {
            set_variable("TERMINFO_DIRS", Some(&find_terminfo()), true)?;
        }
    }
