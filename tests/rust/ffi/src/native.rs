//! Modules in Rust: one that is named by its path, and one of PyO3, whose symbol is `PyInit_native`.

use pyo3::prelude::*;
use pyo3::types::PyMapping;

extern "C" {
    fn PyInit_multi() -> *mut pyo3::ffi::PyObject;
}

/// Makes a module, as any function of this type may.
pub unsafe extern "C" fn by_path() -> *mut pyo3::ffi::PyObject {
    unsafe { PyInit_multi() }
}

#[pyfunction]
fn add(left: i64, right: i64) -> i64 {
    left + right
}

/// Tells whether an object is a mapping, by the class of CPython's library that PyO3 keeps for the whole process.
#[pyfunction]
fn is_mapping(object: &Bound<'_, PyAny>) -> bool {
    object.cast::<PyMapping>().is_ok()
}

#[pymodule]
fn native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(is_mapping, module)?)?;
    module.add_function(wrap_pyfunction!(add, module)?)
}
