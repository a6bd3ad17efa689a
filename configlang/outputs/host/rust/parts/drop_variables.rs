/// Removes what makes another program of an isolated one from CPython 3.11 on, with its virtual
/// environment.
fn drop_variables() {
    for name in ["PYTHONEXECUTABLE", "__PYVENV_LAUNCHER__"] {
        // SAFETY: whoever calls `initialize` sees to it that other threads leave the environment alone.
        unsafe { std::env::remove_var(name) };
    }
}
