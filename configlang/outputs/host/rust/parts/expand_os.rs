/// Returns a path of the config, with every `$ORIGIN` in it replaced, for the operating system.
fn expand_os(path: &str, origin: &OsStr) -> OsString {
    let mut expanded = OsString::new();
    for (index, part) in path.split("$ORIGIN").enumerate() {
        if index > 0 {
            expanded.push(origin);
        }
        expanded.push(part);
    }
    expanded
}
