/// Sets an environment variable, or removes it. Each C runtime keeps an environment of its own, and that
/// which Python asks need not be ours.
#[cfg(windows)]
fn put_variable(name: &'static str, value: Option<&OsStr>) -> Result<(), Error> {
    use std::ffi::{c_char, c_int, c_void};
    unsafe extern "C" {
        fn _wputenv_s(name: *const u16, value: *const u16) -> c_int;
    }
    unsafe extern "system" {
        fn GetModuleHandleW(name: *const u16) -> *mut c_void;
        fn GetProcAddress(module: *mut c_void, name: *const c_char) -> *mut c_void;
    }
    let terminated = |text: &OsStr| -> Vec<u16> {
        let units = std::os::windows::ffi::OsStrExt::encode_wide(text);
        units.chain(std::iter::once(0)).collect()
    };
    let function: &[u8] = b"_wputenv_s\0";
    let key = terminated(OsStr::new(name));
    let text = terminated(value.unwrap_or_default());
    // SAFETY: all texts end in a NUL, the function has this type in every runtime, and whoever calls
    // `initialize` sees to it that other threads leave the environment alone.
    let mut failed = unsafe { _wputenv_s(key.as_ptr(), text.as_ptr()) } != 0;
    for runtime in ["ucrtbase.dll", "ucrtbased.dll"] {
        // SAFETY: as above.
        unsafe {
            let module = GetModuleHandleW(terminated(OsStr::new(runtime)).as_ptr());
            if module.is_null() {
                continue;
            }
            let found = GetProcAddress(module, function.as_ptr().cast());
            if !found.is_null() {
                type Put = unsafe extern "C" fn(*const u16, *const u16) -> c_int;
                let put = std::mem::transmute::<*mut c_void, Put>(found);
                failed |= put(key.as_ptr(), text.as_ptr()) != 0;
            }
        }
    }
    if failed {
        let message = "the environment variable can't be set or removed";
        return Err(Error::failed(name, message));
    }
    Ok(())
}
