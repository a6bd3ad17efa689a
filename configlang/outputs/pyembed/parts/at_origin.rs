/// Returns the paths of a field in which pyembed replaces `$ORIGIN`: where the config has it, for
/// which a NUL stands until here, and never in what the host passed.
fn at_origin(
    texts: impl IntoIterator<Item = OsString>,
    field: &'static str,
) -> Result<Vec<std::path::PathBuf>, Error> {
    let texts = unicode(texts, field)?;
    if texts.iter().any(|text| text.contains("$ORIGIN")) {
        let message = "the host passed `$ORIGIN`, which pyembed would take for a folder here";
        return Err(Error::failed(field, message));
    }
    let paths = texts.iter().map(|text| text.replace('\0', "$ORIGIN"));
    Ok(paths.map(std::path::PathBuf::from).collect())
}
