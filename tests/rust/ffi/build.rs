//! Compiles the extension modules in C, and tells the loader where libpython is.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/modules.c");
    println!("cargo:rerun-if-env-changed=FFI_INCLUDE");
    pyo3_build_config::use_pyo3_cfgs();

    let include = std::env::var("FFI_INCLUDE").expect("FFI_INCLUDE names the folder of Python.h");
    cc::Build::new()
        .file("src/modules.c")
        .include(include)
        .compile("modules");

    // The old kind of rpath comes before LD_LIBRARY_PATH and the system's folders.
    println!("cargo:rustc-link-arg-bins=-Wl,--disable-new-dtags");
    if let Some(folder) = pyo3_build_config::get().lib_dir() {
        println!("cargo:rustc-link-arg-bins=-Wl,-rpath,{folder}");
    }
}
