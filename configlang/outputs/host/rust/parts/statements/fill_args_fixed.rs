        for arg in args() {
            append!(config.argv, units(&arg));
        }
