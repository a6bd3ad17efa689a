//! Compiles the extension modules in C, and tells the loader where libpython is.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/modules.c");
    println!("cargo:rerun-if-env-changed=FFI_INCLUDE");
    pyo3_build_config::use_pyo3_cfgs();

    let include = std::env::var("FFI_INCLUDE").expect("FFI_INCLUDE names the folder of Python.h");
    cc::Build::new()
        .file("src/modules.c")
        .include(&include)
        .compile("modules");
    link_prebuilt(&include);

    if std::env::var_os("CARGO_CFG_WINDOWS").is_some() {
        // The DLL is looked for by its name, and the function that the program asks of it is in no crate.
        let config = pyo3_build_config::get();
        println!("cargo:rustc-link-search=native={}", config.lib_dir().expect("a folder"));
        println!("cargo:rustc-link-lib=dylib={}", config.lib_name().expect("a library"));
        return;
    }

    // The old kind of rpath comes before LD_LIBRARY_PATH and the system's folders.
    println!("cargo:rustc-link-arg-bins=-Wl,--disable-new-dtags");
    if let Some(folder) = pyo3_build_config::get().lib_dir() {
        println!("cargo:rustc-link-arg-bins=-Wl,-rpath,{folder}");
    }
}

/// Links a static library that is there already, as somebody else's build has left it.
fn link_prebuilt(include: &str) {
    cc::Build::new()
        .file("src/modules.c")
        .include(include)
        .define("PyInit_single", "PyInit_prebuilt_single")
        .define("PyInit_multi", "PyInit_prebuilt_multi")
        .define("PyInit_failing", "PyInit_prebuilt_failing")
        .cargo_metadata(false)
        .compile("prebuilt");

    let folder = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    println!("cargo:rustc-link-search=native={folder}");
    println!("cargo:rustc-link-lib=static=prebuilt");
}
