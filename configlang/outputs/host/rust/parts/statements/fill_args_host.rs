        for arg in args(host) {
            append!(config.argv, decode(&arg, "argv")?);
        }
