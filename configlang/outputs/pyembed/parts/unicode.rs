/// Returns texts of the operating system as pyembed takes them in this field.
fn unicode(
    texts: impl IntoIterator<Item = OsString>,
    field: &'static str,
) -> Result<Vec<String>, Error> {
    let message = "the host passed a text that is not Unicode";
    let texts = texts.into_iter().map(OsString::into_string);
    let texts: Result<Vec<_>, _> = texts.collect();
    texts.map_err(|_| Error::failed(field, message))
}
