    let origin = decode(origin(host)?.as_os_str(), "reading the origin")?;
    let paths = extra_paths();
    let paths = paths.iter().map(|path| expand(path, &origin));
    Ok(paths.collect())
