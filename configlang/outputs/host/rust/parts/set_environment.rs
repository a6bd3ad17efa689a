/// Sets and removes environment variables, before anything of Python reads one.
fn set_environment(CL_HOST: &Host) -> Result<(), Error> {
    CL_STEPS;
    Ok(())
}
