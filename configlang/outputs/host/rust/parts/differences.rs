/// Compares the interpreter with a config, and adds what can be added late.
///
/// # Safety
///
/// The config is one that was filled in.
#[allow(clippy::unnecessary_cast)] // It depends on the platform.
unsafe fn differences(
    py: pyo3::Python<'_>,
    config: *mut ffi::PyConfig,
    CL_HOST: &Host,
    paths: &[Vec<u32>],
) -> pyo3::PyResult<Vec<Difference>> {
    use pyo3::prelude::*;
    let wanted = pyo3::types::PyDict::new(py);
    let late = pyo3::types::PyList::empty(py);
    unsafe {
        CL_WANTED;
        for path in paths {
            late.append(Bound::from_owned_ptr_or_err(py, string(path))?)?;
        }
        let names = execute(ADOPTION, std::ptr::null_mut());
        let names = Bound::from_owned_ptr_or_err(py, names)?;
        let modules = CL_MODULES;
        let arguments = (wanted, running(py)?, late, CL_FIRST, modules);
        let found = names.get_item("adopt")?.call1(arguments)?;
        let found: Vec<(String, String, String)> = found.extract()?;
        let rows = found.into_iter();
        let rows = rows.map(|(name, found, wanted)| Difference {
            name,
            found,
            wanted,
        });
        Ok(rows.collect())
    }
}
