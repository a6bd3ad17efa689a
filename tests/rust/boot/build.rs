//! Compiles the two extension modules, and tells the loader where libpython is, and the program which one it is.

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
        .include(include)
        .compile("modules");

    // `_PyImport_FrozenBootstrap` is in libpython from then on.
    println!("cargo:rustc-check-cfg=cfg(has_frozen_bootstrap)");
    if python.version.minor >= 11 {
        println!("cargo:rustc-cfg=has_frozen_bootstrap");
    }
    if let (true, Some(lib_dir)) = (python.shared, &python.lib_dir) {
        println!("cargo:rustc-link-arg-bins=-Wl,-rpath,{lib_dir}");
    }
}
