/// Returns what a text of the config becomes with every mark in it replaced, for the operating
/// system; None where the host passed no value for it.
fn expand_values_os(text: &str, values: &[Value]) -> Option<OsString> {
    let mut whole = OsString::new();
    for part in parts(text, values)? {
        match part {
            Ok(text) => whole.push(text),
            Err(value) => whole.push(value),
        }
    }
    Some(whole)
}
