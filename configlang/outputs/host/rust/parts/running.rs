/// Returns the configuration of the interpreter that runs.
#[cfg(Py_3_14)]
fn running(py: pyo3::Python<'_>) -> pyo3::PyResult<pyo3::Bound<'_, pyo3::types::PyDict>> {
    use pyo3::prelude::*;
    let found = pyo3::types::PyDict::new(py);
    // SAFETY: this thread is attached, and the text lives as long as the name.
    unsafe {
        let names = Bound::from_owned_ptr_or_err(py, PyConfig_Names())?;
        for name in names.try_iter()? {
            let name = name?;
            let text = ffi::PyUnicode_AsUTF8AndSize(name.as_ptr(), std::ptr::null_mut());
            if let Ok(value) = Bound::from_owned_ptr_or_err(py, PyConfig_Get(text)) {
                found.set_item(name, value)?;
            }
        }
    }
    Ok(found)
}

/// Returns the configuration of the interpreter that runs, where this CPython tells it; the flags of
/// `sys` have to do elsewhere.
#[cfg(not(Py_3_14))]
fn running(py: pyo3::Python<'_>) -> pyo3::PyResult<pyo3::Bound<'_, pyo3::types::PyDict>> {
    use pyo3::prelude::*;
    let found = pyo3::types::PyDict::new(py);
    // SAFETY: this thread is attached.
    let all = unsafe { Bound::from_owned_ptr_or_opt(py, configs_as_dict()) };
    drop(PyErr::take(py));
    if let Some(all) = all {
        for name in ["pre_config", "config"] {
            let values = all.get_item(name)?;
            found.call_method1("update", (values,))?;
        }
    }
    Ok(found)
}
