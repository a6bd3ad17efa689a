//! The extension module `_by_hand`, in Rust over the C API.

use std::ptr::{addr_of_mut, null_mut};

use pyo3::ffi;

unsafe extern "C" fn describe(
    _module: *mut ffi::PyObject,
    _none: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    let text = c"Rust over the C API, linked into the executable";
    // SAFETY: Python calls this with the GIL held; the text ends with a NUL.
    unsafe { ffi::PyUnicode_FromString(text.as_ptr()) }
}

static mut METHODS: [ffi::PyMethodDef; 2] = [
    ffi::PyMethodDef {
        ml_name: c"describe".as_ptr(),
        ml_meth: ffi::PyMethodDefPointer {
            PyCFunction: describe,
        },
        ml_flags: ffi::METH_NOARGS,
        ml_doc: c"Say how this module is there.".as_ptr(),
    },
    ffi::PyMethodDef::zeroed(),
];

static mut DEFINITION: ffi::PyModuleDef = ffi::PyModuleDef {
    m_base: ffi::PyModuleDef_HEAD_INIT,
    m_name: c"_by_hand".as_ptr(),
    m_doc: std::ptr::null(),
    m_size: 0,
    m_methods: addr_of_mut!(METHODS).cast(),
    m_slots: null_mut(),
    m_traverse: None,
    m_clear: None,
    m_free: None,
};

/// The init function; app.bzl means it by its symbol. The initialisation is multi-phase.
#[unsafe(no_mangle)]
pub extern "C" fn PyInit__by_hand() -> *mut ffi::PyObject {
    // SAFETY: Python calls this once, with the GIL held, and nothing else uses the definition.
    unsafe { ffi::PyModuleDef_Init(addr_of_mut!(DEFINITION)) }
}
