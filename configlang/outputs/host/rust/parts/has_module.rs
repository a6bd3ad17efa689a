/// Whether the table of built-in modules has a module of the program.
fn has_module(name: &str, init: InitFunction) -> bool {
    // SAFETY: the table has an end, which has no name, and nobody changes it where Python runs.
    unsafe {
        let mut entry = ffi::PyImport_Inittab;
        while !entry.is_null() && !(*entry).name.is_null() {
            let known = std::ffi::CStr::from_ptr((*entry).name);
            if known.to_bytes_with_nul() == name.as_bytes() {
                return (*entry).initfunc.map(|known| known as usize) == Some(init as usize);
            }
            entry = entry.add(1);
        }
    }
    false
}
