/// Sets the memory allocator, the locale and UTF-8 mode.
fn preinitialize(CL_HOST: &Host) -> Result<(), Error> {
    CL_NEEDED;
    // SAFETY: all members are numbers, for which zero is a value.
    let mut config: ffi::PyPreConfig = unsafe { std::mem::zeroed() };
    // SAFETY: it fills the struct in.
    unsafe { ffi::CL_INITPRECONFIG(&mut config) };
    CL_MEMBERS;
    CL_PREINITIALIZE
}
