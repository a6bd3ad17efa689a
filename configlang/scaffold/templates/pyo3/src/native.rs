//! The extension module `_native`, in Rust with PyO3.

use pyo3::prelude::*;

#[pyfunction]
fn describe() -> &'static str {
    "Rust with PyO3, linked into the executable"
}

/// Exports the symbol `PyInit__native`.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(describe, module)?)
}
