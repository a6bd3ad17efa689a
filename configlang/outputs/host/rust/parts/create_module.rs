/// Makes a module that is linked in, as its finder is asked to.
fn create_module(spec: &pyo3::Bound<'_, pyo3::PyAny>) -> pyo3::PyResult<pyo3::Py<pyo3::PyAny>> {
    use pyo3::prelude::*;
    let name: String = spec.getattr("name")?.extract()?;
    for (known, init) in MODULES {
        if known.trim_end_matches('\0') != name {
            continue;
        }
        // SAFETY: this thread is attached. A definition is not owned, and stands for a module that is
        // made in two phases.
        return unsafe {
            let mut made = init();
            let definition = std::ptr::addr_of_mut!(ffi::PyModuleDef_Type);
            if !made.is_null() && ffi::PyObject_TypeCheck(made, definition) != 0 {
                made = ffi::PyModule_FromDefAndSpec(made.cast(), spec.as_ptr());
            }
            Ok(Bound::from_owned_ptr_or_err(spec.py(), made)?.unbind())
        };
    }
    Ok(spec.py().None())
}
