type LateModules<'py> = (
    usize,
    Vec<&'static str>,
    pyo3::Bound<'py, pyo3::types::PyCFunction>,
    pyo3::Bound<'py, pyo3::types::PyCFunction>,
);

/// Returns what the finder of linked-in modules is made of: those that a start has put into the table of
/// built-in modules are found without it.
fn late_modules(py: pyo3::Python<'_>) -> pyo3::PyResult<LateModules<'_>> {
    use pyo3::prelude::*;
    use pyo3::types::{PyCFunction, PyDict, PyTuple};
    type Arguments<'a, 'py> = &'a Bound<'py, PyTuple>;
    type Named<'a, 'py> = Option<&'a Bound<'py, PyDict>>;
    let rows = MODULES.iter();
    let new = rows.filter(|(name, init)| !has_module(name, *init));
    let names = new.map(|(name, _)| name.trim_end_matches('\0')).collect();
    let create = |arguments: Arguments, _: Named| create_module(&arguments.get_item(0)?);
    let execute = |arguments: Arguments, _: Named| execute_module(&arguments.get_item(0)?);
    let create = PyCFunction::new_closure(py, None, None, create)?;
    let execute = PyCFunction::new_closure(py, None, None, execute)?;
    Ok((MODULES.as_ptr() as usize, names, create, execute))
}
