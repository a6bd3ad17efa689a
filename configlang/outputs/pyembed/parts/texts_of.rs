/// Returns what an element of a list becomes: several texts where it is a list of the host, none
/// where the host passed no value for it.
fn texts_of(text: &str, values: &[Value]) -> Vec<OsString> {
    let found = values.iter().filter(|value| value.0 == text);
    let texts: Vec<_> = found.map(|value| value.1.clone()).collect();
    if !texts.is_empty() {
        return texts;
    }
    expand_values_os(text, values).into_iter().collect()
}
