/// Returns a text of the config in units of `wchar_t`.
fn units(text: &str) -> Vec<u32> {
    #[cfg(windows)]
    let units = text.encode_utf16().map(u32::from).collect();
    #[cfg(not(windows))]
    let units = text.chars().map(u32::from).collect();
    units
}
