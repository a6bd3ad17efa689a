        if let Some(path) = &host.CL_MEMBER {
            set!(config.CL_MEMBER, decode(path.as_os_str(), "CL_MEMBER")?);
        }
