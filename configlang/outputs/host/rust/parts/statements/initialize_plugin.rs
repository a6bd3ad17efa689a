    check_version()?;
