type InitFunction = unsafe extern "C" fn() -> *mut ffi::PyObject;
