/// Returns the values that texts are made of.
fn values(CL_HOST: &Host) -> Result<Vec<Value>, Error> {
    let mut values: Vec<Value> = Vec::new();
    CL_VALUES;
    Ok(values)
}
