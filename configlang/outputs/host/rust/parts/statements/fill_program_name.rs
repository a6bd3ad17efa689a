        let path = executable()?;
        set!(
            config.program_name,
            decode(path.as_os_str(), "program_name")?
        );
