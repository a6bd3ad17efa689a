/// Returns what a text of the config becomes with every mark in it replaced, in units of `wchar_t`:
/// nothing where the host passed no value for it, several texts where it is a list.
fn expand_values(text: &str, values: &[Value], step: &'static str) -> Result<Vec<Vec<u32>>, Error> {
    let found = values.iter().filter(|value| value.0 == text);
    let mut texts = found
        .map(|value| decode(&value.1, step))
        .collect::<Result<Vec<_>, _>>()?;
    if let (true, Some(parts)) = (texts.is_empty(), parts(text, values)) {
        let mut whole = Vec::new();
        for part in parts {
            match part {
                Ok(text) => whole.extend(units(text)),
                Err(value) => whole.extend(decode(value, step)?),
            }
        }
        texts.push(whole);
    }
    Ok(texts)
}
