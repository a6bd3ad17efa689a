type AuditHook = unsafe extern "C" fn(
    *const std::ffi::c_char,
    *mut ffi::PyObject,
    *mut std::ffi::c_void,
) -> std::ffi::c_int;
