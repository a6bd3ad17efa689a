//! A module of PyO3 that is a shared library.

use pyo3::prelude::*;

#[pymodule]
fn plugin(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("answer", 42)
}
