//! Compiles the extension modules in C, and tells the loader where libpython is, and the program which one it is.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/modules.c");

    let python = pyo3_build_config::get();
    let executable = python
        .executable
        .as_ref()
        .expect("PyO3 knows its interpreter");
    let asked = Command::new(executable)
        .args(["-I", "-c"])
        .arg("import sysconfig as s; print(s.get_path('include'), end='')")
        .output()
        .expect("the interpreter runs");
    let include = String::from_utf8(asked.stdout).expect("the path is UTF-8");
    cc::Build::new()
        .file("src/modules.c")
        .include(&include)
        .compile("modules");
    link_prebuilt(&include);

    // `_PyImport_FrozenBootstrap` is in libpython from then on.
    println!("cargo:rustc-check-cfg=cfg(has_frozen_bootstrap)");
    if python.version.minor >= 11 {
        println!("cargo:rustc-cfg=has_frozen_bootstrap");
    }
    if let (true, Some(lib_dir)) = (python.shared, &python.lib_dir) {
        println!("cargo:rustc-link-arg-bins=-Wl,-rpath,{lib_dir}");
    }
}

/// Links a static library that is there already, as somebody else's build has left it.
fn link_prebuilt(include: &str) {
    cc::Build::new()
        .file("src/modules.c")
        .include(include)
        .define("PyInit__boot_single", "PyInit__prebuilt_single")
        .define("PyInit__boot_multi", "PyInit__prebuilt_multi")
        .cargo_metadata(false)
        .compile("prebuilt");

    let folder = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    println!("cargo:rustc-link-search=native={folder}");
    println!("cargo:rustc-link-lib=static=prebuilt");
}
