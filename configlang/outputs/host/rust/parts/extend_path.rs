/// The folders of the host around the path that Python computes, for the hook below.
static PATHS: std::sync::OnceLock<Vec<Vec<u32>>> = std::sync::OnceLock::new();

/// Puts the folders around the path that Python has computed, once in each interpreter; false with an
/// exception set where it failed.
///
/// # Safety
///
/// The GIL is held.
unsafe fn extend_path() -> bool {
    let (name, key): (&[u8], &[u8]) = (b"path\0", b"configlang_paths\0");
    unsafe {
        #[CL_NEW]
        let interpreter = ffi::PyInterpreterState_Get();
        CL_OLD;
        let kept = ffi::PyInterpreterState_GetDict(interpreter);
        if kept.is_null() {
            ffi::PyErr_NoMemory();
            return false;
        }
        if !ffi::PyDict_GetItemString(kept, key.as_ptr().cast()).is_null() {
            return true;
        }
        if ffi::PyDict_SetItemString(kept, key.as_ptr().cast(), ffi::Py_True()) != 0 {
            return false;
        }
        let path = ffi::PySys_GetObject(name.as_ptr().cast());
        if path.is_null() || ffi::PyList_Check(path) == 0 {
            let text: &[u8] = b"sys.path is no list\0";
            ffi::PyErr_SetString(ffi::PyExc_RuntimeError, text.as_ptr().cast());
            return false;
        }
        CL_EXTEND;
    }
    true
}

/// From CPython 3.11 the path is computed in the middle of the start, and `site`, which runs code of
/// the user, comes right after it. Importing it is the event that leaves the path whole and no such
/// code run, in sub-interpreters too.
unsafe extern "C" fn path_hook(
    event: *const std::ffi::c_char,
    arguments: *mut ffi::PyObject,
    _data: *mut std::ffi::c_void,
) -> std::ffi::c_int {
    let site: &[u8] = b"site\0";
    unsafe {
        if std::ffi::CStr::from_ptr(event).to_bytes() != b"import"
            || ffi::PyTuple_Check(arguments) == 0
            || ffi::PyTuple_Size(arguments) < 1
        {
            return 0;
        }
        let name = ffi::PyTuple_GetItem(arguments, 0);
        if name.is_null()
            || ffi::PyUnicode_Check(name) == 0
            || ffi::PyUnicode_CompareWithASCIIString(name, site.as_ptr().cast()) != 0
        {
            return 0;
        }
        match extend_path() {
            true => 0,
            false => -1,
        }
    }
}
