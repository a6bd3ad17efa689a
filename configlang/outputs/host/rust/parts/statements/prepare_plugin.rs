    share_python()?;
