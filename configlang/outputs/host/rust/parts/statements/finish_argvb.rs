        let args: Vec<OsString> = args().into_iter().map(OsString::from).collect();
        set_sys("argvb\0", argvb(&args))?;
