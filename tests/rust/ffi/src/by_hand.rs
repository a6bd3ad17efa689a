//! Modules in Rust, written against Python's C API alone.

use std::ptr::null_mut;

use pyo3::ffi;

static mut SINGLE: ffi::PyModuleDef = ffi::PyModuleDef {
    m_name: c"rust_single".as_ptr(),
    m_size: -1,
    ..EMPTY
};

static mut MULTI: ffi::PyModuleDef = ffi::PyModuleDef {
    m_name: c"rust_multi".as_ptr(),
    ..EMPTY
};

const EMPTY: ffi::PyModuleDef = ffi::PyModuleDef {
    m_base: ffi::PyModuleDef_HEAD_INIT,
    m_name: std::ptr::null(),
    m_doc: std::ptr::null(),
    m_size: 0,
    m_methods: null_mut(),
    m_slots: null_mut(),
    m_traverse: None,
    m_clear: None,
    m_free: None,
};

static mut SLOTS: [ffi::PyModuleDef_Slot; 1] = [ffi::PyModuleDef_Slot {
    slot: 0,
    value: null_mut(),
}];

/// Initialises in a single phase.
#[no_mangle]
pub unsafe extern "C" fn PyInit_rust_single() -> *mut ffi::PyObject {
    unsafe { ffi::PyModule_Create(&raw mut SINGLE) }
}

/// Initialises in several phases; without an attribute, so that it has no symbol.
pub unsafe extern "C" fn rust_multi() -> *mut ffi::PyObject {
    unsafe {
        MULTI.m_slots = (&raw mut SLOTS).cast();
        ffi::PyModuleDef_Init(&raw mut MULTI)
    }
}
