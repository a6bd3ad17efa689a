/// Executes a module that was made in two phases.
fn execute_module(module: &pyo3::Bound<'_, pyo3::PyAny>) -> pyo3::PyResult<()> {
    // SAFETY: this thread is attached; the definition of a module is static.
    unsafe {
        if ffi::PyModule_Check(module.as_ptr()) == 0 {
            return Ok(());
        }
        let definition = ffi::PyModule_GetDef(module.as_ptr());
        if definition.is_null() || (*definition).m_slots.is_null() {
            return Ok(());
        }
        match ffi::PyModule_ExecDef(module.as_ptr(), definition) {
            0 => Ok(()),
            _ => Err(pyo3::PyErr::fetch(module.py())),
        }
    }
}
