//! Tells the loader where libpython is.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");

    // No Python starts here, but pyembed links libpython, so the loader must find it.
    let python = pyo3_build_config::get();
    if let (true, Some(lib_dir)) = (python.shared, &python.lib_dir) {
        println!("cargo:rustc-link-arg-bins=-Wl,-rpath,{lib_dir}");
    }
}
