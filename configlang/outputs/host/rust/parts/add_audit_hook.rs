// PyO3 does not declare it, and on Windows links without an import library.
#[CL_LINKS]
unsafe extern "C" {
    fn PySys_AddAuditHook(hook: AuditHook, data: *mut std::ffi::c_void) -> std::ffi::c_int;
}
