#[allow(unexpected_cfgs)]
mod build_script {
    #[cfg(not(any(Py_3_8, Py_3_9)))]
    compile_error!(
        "build.rs must call `pyo3_build_config::use_pyo3_cfgs();`, with `pyo3-build-config`, of the version of pyo3, under [build-dependencies] in Cargo.toml"
    );

    #[cfg(Py_LIMITED_API)]
    compile_error!("PyO3 must be built without its abi3 features");
    CL_GUARDS! {}
}
