    let paths = extra_paths();
    Ok(paths.iter().map(|path| expand(path, &[])).collect())
