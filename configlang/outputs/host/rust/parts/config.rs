/// A `PyConfig` with the values of the profile, freed when it goes out of scope.
struct Config(*mut ffi::PyConfig);

impl Config {
    fn new() -> Self {
        // SAFETY: all members are numbers and pointers, for which zero is a value.
        let config = Box::into_raw(Box::new(unsafe { std::mem::zeroed() }));
        // SAFETY: it fills the struct in.
        unsafe { ffi::CL_INITCONFIG(config) };
        Config(config)
    }
}

impl Drop for Config {
    fn drop(&mut self) {
        // SAFETY: the pointer is that of `new`, and nobody uses it afterwards.
        unsafe {
            ffi::PyConfig_Clear(self.0);
            drop(Box::from_raw(self.0));
        }
    }
}
