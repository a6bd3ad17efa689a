/// Fails where the host has passed no value that must be passed.
fn host_passed(host: &Host) -> Result<(), Error> {
    let message = "the host must pass a value";
    CL_NEEDED;
    Ok(())
}
