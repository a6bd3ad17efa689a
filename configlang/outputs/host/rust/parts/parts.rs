/// Takes a text of the config apart, into what stands there and what its marks stand for, which is
/// never looked through; None where the host passed no value for one of them.
fn parts<'a>(text: &'a str, values: &'a [Value]) -> Option<Vec<Result<&'a str, &'a OsStr>>> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while let Some(start) = rest.find('$') {
        let at = &rest[start..];
        match values.iter().find(|value| at.starts_with(value.0)) {
            Some(value) => {
                parts.push(Ok(&rest[..start]));
                parts.push(Err(value.1.as_os_str()));
                rest = &at[value.0.len()..];
            }
            None if at.starts_with("$HOST{") => return None,
            None => {
                parts.push(Ok(&rest[..=start]));
                rest = &rest[start + 1..];
            }
        }
    }
    parts.push(Ok(rest));
    Some(parts)
}
