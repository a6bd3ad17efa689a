//! Extension modules in Rust: one of PyO3, and two that are written against Python's C API alone.

use std::ffi::{c_char, c_int};
use std::ptr::null_mut;

use pyo3::ffi;
use pyo3::prelude::*;

/// PyO3 0.17 calls the init function so.
pub use _boot_pyo3::init;

#[pymodule]
fn _boot_pyo3(_py: Python<'_>, module: &PyModule) -> PyResult<()> {
    module.add("kind", "PyO3")
}

static mut SINGLE: ffi::PyModuleDef = definition("_boot_rust_single\0", -1);
static mut MULTI: ffi::PyModuleDef = definition("_boot_rust_multi\0", 0);
static mut SLOTS: [ffi::PyModuleDef_Slot; 2] = [
    ffi::PyModuleDef_Slot {
        slot: ffi::Py_mod_exec,
        value: add_kind as *mut _,
    },
    ffi::PyModuleDef_Slot {
        slot: 0,
        value: null_mut(),
    },
];

const fn definition(name: &'static str, size: ffi::Py_ssize_t) -> ffi::PyModuleDef {
    ffi::PyModuleDef {
        m_base: ffi::PyModuleDef_HEAD_INIT,
        m_name: name.as_ptr() as *const c_char,
        m_doc: std::ptr::null(),
        m_size: size,
        m_methods: null_mut(),
        m_slots: null_mut(),
        m_traverse: None,
        m_clear: None,
        m_free: None,
    }
}

unsafe extern "C" fn add_kind(module: *mut ffi::PyObject) -> c_int {
    let kind = "Rust\0".as_ptr() as *const c_char;
    ffi::PyModule_AddStringConstant(module, "kind\0".as_ptr() as *const c_char, kind)
}

/// Initialises in a single phase.
#[no_mangle]
pub unsafe extern "C" fn PyInit__boot_rust_single() -> *mut ffi::PyObject {
    let module = ffi::PyModule_Create(&raw mut SINGLE);
    if !module.is_null() && add_kind(module) < 0 {
        ffi::Py_DECREF(module);
        return null_mut();
    }
    module
}

/// Initialises in several phases.
#[no_mangle]
pub unsafe extern "C" fn PyInit__boot_rust_multi() -> *mut ffi::PyObject {
    MULTI.m_slots = (&raw mut SLOTS).cast();
    ffi::PyModuleDef_Init(&raw mut MULTI)
}
