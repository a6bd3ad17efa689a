//
// Starts a Python interpreter in this program, for CPython CL_VERSIONS. It is a module of its own,
// over PyO3 0.30 (0.29 for CPython 3.8), and its crate needs a build script. In Cargo.toml:
//
//     [dependencies]
//     pyo3 = "0.30"
//     [build-dependencies]
//     pyo3-build-config = "0.30"
//
// In build.rs:
//
//     fn main() {
//         pyo3_build_config::use_pyo3_cfgs();
//     }
//
// In main.rs, where the module is `python_config`:
//
//     fn main() {
//         match python_config::initialize(&Default::default()) {
//             Ok(python) => std::process::exit(python.run()),
//             Err(error) => {
//                 eprintln!("{error}");
//                 std::process::exit(error.exit_code());
//             }
//         }
//     }
