//! The extension module `_native`, in Rust with PyO3.

use pyo3::prelude::*;

/// The init function, under a name of our own: which name PyO3 gives it depends on PyO3's version.
pub use _native::init;

#[pyfunction]
fn describe() -> &'static str {
    "Rust with PyO3, linked into the executable"
}

#[pymodule]
fn _native(_py: Python<'_>, module: &PyModule) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(describe, module)?)
}
