/// Does what comes between preinitialisation and the start: modules and environment variables.
fn prepare(CL_HOST: &Host) -> Result<(), Error> {
    CL_STEPS;
    Ok(())
}
