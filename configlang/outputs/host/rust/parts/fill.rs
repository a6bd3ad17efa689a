/// Fills in what the config says, and the host.
fn fill(config: &Config, host: &Host) -> Result<(), Error> {
    let config = config.0;
    CL_ORIGIN;
    // SAFETY: the config is alive, and its members are as its profile has them or copies made here.
    unsafe {
        CL_MEMBERS;
    }
    Ok(())
}
