/// Returns the configuration in parts, by a function that is declared nowhere, and exported by every
/// CPython that was seen; NULL where it is not.
///
/// # Safety
///
/// The GIL is held.
#[cfg(all(not(windows), not(Py_3_14)))]
unsafe fn configs_as_dict() -> *mut ffi::PyObject {
    use std::ffi::{c_char, c_void};
    unsafe extern "C" {
        fn dlsym(handle: *mut c_void, name: *const c_char) -> *mut c_void;
    }
    let name: &[u8] = b"_Py_GetConfigsAsDict\0";
    // What stands for everything that this code sees.
    let is_small_android = cfg!(all(target_os = "android", target_pointer_width = "32"));
    let all = match cfg!(any(target_os = "android", target_os = "linux")) {
        true if is_small_android => -1isize,
        true => 0,
        false => -2,
    };
    unsafe {
        let get = dlsym(all as *mut c_void, name.as_ptr().cast());
        if get.is_null() {
            return get.cast();
        }
        let get: unsafe extern "C" fn() -> *mut ffi::PyObject = std::mem::transmute(get);
        get()
    }
}

#[cfg(all(windows, not(Py_3_14)))]
unsafe fn configs_as_dict() -> *mut ffi::PyObject {
    unsafe { _Py_GetConfigsAsDict() }
}
