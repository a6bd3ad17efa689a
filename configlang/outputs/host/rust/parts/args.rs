/// Returns the command line.
fn args(host: &Host) -> Vec<OsString> {
    match &host.args {
        Some(args) => args.clone(),
        None => std::env::args_os().collect(),
    }
}
