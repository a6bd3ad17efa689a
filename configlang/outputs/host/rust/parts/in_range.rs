/// Returns a number that the host passed, if a setting takes it.
fn in_range(value: i64, least: i64, most: i64, name: &'static str) -> Result<i64, Error> {
    if (least..=most).contains(&value) {
        return Ok(value);
    }
    let message = "the host passed a number that is out of range";
    Err(Error::failed(name, message))
}
