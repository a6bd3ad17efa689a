//! The program says how each of its extension modules is there.

use std::path::Path;
use std::process::Command;

#[test]
fn program_prints_a_line_of_each_module() {
    let program = env!("CL_BINEXE");
    let output = Command::new(program)
        .args(["one", "-O"])
        .output()
        .expect("the program starts");

    let program = Path::new(program)
        .canonicalize()
        .expect("the program is there");
    let library = program.with_file_name("lib").join("_shared.so");
    let library = library.display();
    let shared = format!("_shared: C, a shared library that is found as a file ({library})");
    let expected = [
        "_speedups: C, linked into the executable (built-in)",
        "_by_hand: Rust over the C API, linked into the executable (built-in)",
        "_native: Rust with PyO3, linked into the executable (built-in)",
        "_vendored: C, linked into the executable from a prebuilt archive (built-in)",
        "CL_PACKAGE._inner: C, linked into the executable, in a package (built-in)",
        &shared,
        "arguments: one -O",
    ];
    let printed = String::from_utf8_lossy(&output.stdout);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {said}", output.status);
    assert_eq!(expected, *printed.lines().collect::<Vec<_>>());
}
