    for (name, init) in MODULES {
        add_module(name, *init)?;
    }
