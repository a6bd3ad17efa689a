    set_environment(host)?;
