/// Shows Python's functions to modules in shared libraries: what is opened without `RTLD_GLOBAL` keeps all
/// that it brings along to itself. Neither libpython nor this library can be unloaded afterwards, since
/// each has pointers into the other. Elsewhere than on systems with ELF, modules name what they take
/// Python's functions from.
fn share_python() -> Result<(), Error> {
    #[cfg(any(
        target_os = "android",
        target_os = "dragonfly",
        target_os = "freebsd",
        target_os = "linux",
        target_os = "netbsd"
    ))]
    {
        use std::ffi::{c_char, c_int, c_void};
        #[repr(C)]
        struct Place {
            file: *const c_char,
            base: *mut c_void,
            symbol: *const c_char,
            address: *mut c_void,
        }
        unsafe extern "C" {
            fn dladdr(address: *const c_void, place: *mut Place) -> c_int;
            fn dlclose(handle: *mut c_void) -> c_int;
            fn dlopen(file: *const c_char, mode: c_int) -> *mut c_void;
            fn dlsym(handle: *mut c_void, name: *const c_char) -> *mut c_void;
        }
        let is_mips = cfg!(any(target_arch = "mips", target_arch = "mips64"));
        let is_small_android = cfg!(all(target_os = "android", target_pointer_width = "32"));
        let is_linux = cfg!(any(target_os = "android", target_os = "linux"));
        let lazy = 1;
        let now = if is_small_android { 0 } else { 2 };
        let no_load = match (is_mips, is_linux) {
            (true, true) => 8,
            (false, true) => 4,
            (_, false) => 0x2000,
        };
        let global = match (is_mips && is_linux, is_small_android) {
            (true, _) => 4,
            (_, true) => 2,
            _ => 0x100,
        };
        let name: &[u8] = b"PyImport_Inittab\0";
        let own: *const c_void = std::ptr::addr_of!(ffi::PyImport_Inittab).cast();
        // SAFETY: nothing but what is open already is opened, and a place is read where it was filled in.
        unsafe {
            let file_of = |address: *const c_void| {
                let mut place: Place = std::mem::zeroed();
                (dladdr(address, &mut place) != 0).then_some(place.file)
            };
            let program = dlopen(std::ptr::null(), lazy);
            let mut shown = dlsym(program, name.as_ptr().cast());
            let mut text = "shows those of another Python";
            let mut file = file_of(shown);
            if shown.is_null() {
                text = "keeps them to itself: link it so that it exports them";
                file = file_of(own);
                if file.is_some_and(|file| !dlopen(file, now | no_load | global).is_null()) {
                    shown = dlsym(program, name.as_ptr().cast());
                }
            }
            dlclose(program);
            if shown.cast_const() != own {
                let file = file.map(|file| std::ffi::CStr::from_ptr(file).to_string_lossy());
                let file = file.unwrap_or_else(|| "something".into());
                let step = "showing Python's functions to modules in shared libraries";
                return Err(Error::failed(step, format_args!("{file} {text}")));
            }
            // Nothing comes of it where this is a part of the program, which is never unloaded.
            if let Some(file) = file_of(share_python as *const c_void) {
                dlopen(file, now | no_load);
            }
        }
    }
    Ok(())
}
