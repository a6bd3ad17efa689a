/// Returns a command line as a list of `bytes`, in UTF-16 on Windows; NULL with an exception set where
/// it failed.
///
/// # Safety
///
/// The GIL is held.
unsafe fn argvb(args: &[OsString]) -> *mut ffi::PyObject {
    unsafe {
        let items = ffi::PyList_New(0);
        for arg in args {
            if items.is_null() {
                break;
            }
            #[cfg(not(windows))]
            let bytes = std::os::unix::ffi::OsStrExt::as_bytes(arg.as_os_str());
            #[cfg(windows)]
            let bytes: Vec<u8> = std::os::windows::ffi::OsStrExt::encode_wide(arg.as_os_str())
                .flat_map(u16::to_le_bytes)
                .collect();
            let length = bytes.len() as ffi::Py_ssize_t;
            let item = ffi::PyBytes_FromStringAndSize(bytes.as_ptr().cast(), length);
            if item.is_null() || ffi::PyList_Append(items, item) != 0 {
                ffi::Py_XDECREF(item);
                ffi::Py_DECREF(items);
                return std::ptr::null_mut();
            }
            ffi::Py_DECREF(item);
        }
        items
    }
}
