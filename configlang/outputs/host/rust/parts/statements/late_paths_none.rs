    Ok(Vec::new())
