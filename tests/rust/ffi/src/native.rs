//! Modules in Rust: one that is named by its path, and one of PyO3, whose symbol is `PyInit_native`.

use pyo3::prelude::*;

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

/// Reads an attribute by a name that PyO3 keeps for the whole process.
#[pyfunction]
fn kept<'py>(object: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    object.getattr(pyo3::intern!(object.py(), "a_name_that_is_kept"))
}

#[pymodule]
fn native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(kept, module)?)?;
    module.add_function(wrap_pyfunction!(add, module)?)
}
