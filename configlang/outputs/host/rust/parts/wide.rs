/// Returns units as `wchar_t` has them, with a NUL at the end.
fn wide<T: std::convert::TryFrom<u32>>(units: &[u32]) -> Vec<T> {
    let units = units.iter().chain(&[0]);
    // Each unit fits: it came from a `wchar_t`, or was made for it.
    units.filter_map(|&unit| T::try_from(unit).ok()).collect()
}
