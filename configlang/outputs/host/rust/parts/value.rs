/// A mark in texts of the config, and what it stands for. That of a list is there several times.
type Value = (&'static str, OsString);
