/// Puts a module, whose name ends in a NUL, into the table of built-in modules. One that the host has
/// put there itself stays.
fn add_module(name: &'static str, init: InitFunction) -> Result<(), Error> {
    let step = name.trim_end_matches('\0');
    // SAFETY: Python does not run yet, so nothing else uses the table; its last entry has no name.
    unsafe {
        let mut entry = ffi::PyImport_Inittab;
        while !(*entry).name.is_null() {
            let known = std::ffi::CStr::from_ptr((*entry).name);
            if known.to_bytes_with_nul() == name.as_bytes() {
                if (*entry).initfunc.map(|known| known as usize) == Some(init as usize) {
                    return Ok(());
                }
                let message = "Python has a built-in module of this name already";
                return Err(Error::failed(step, message));
            }
            entry = entry.add(1);
        }
        match ffi::PyImport_AppendInittab(name.as_ptr().cast(), Some(init)) {
            0 => Ok(()),
            _ => Err(Error::failed(step, "out of memory")),
        }
    }
}
