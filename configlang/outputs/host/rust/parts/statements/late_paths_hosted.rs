    let step = "extending sys.path";
    let values = values(host)?;
    let mut paths = Vec::new();
    for path in extra_paths() {
        paths.extend(expand_values(&path, &values, step)?);
    }
    Ok(paths)
