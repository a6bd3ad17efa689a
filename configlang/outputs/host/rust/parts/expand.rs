/// Returns a path of the config, with every `$ORIGIN` in it replaced.
fn expand(path: &str, origin: &[u32]) -> Vec<u32> {
    let mut expanded = Vec::new();
    for (index, part) in path.split("$ORIGIN").enumerate() {
        if index > 0 {
            expanded.extend_from_slice(origin);
        }
        expanded.extend(units(part));
    }
    expanded
}
