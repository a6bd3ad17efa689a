//! The generated file that is committed is the one that configlang makes of app.bzl.

#[path = "../build/configlang.rs"]
mod configlang;

#[test]
fn generated_file_is_up_to_date() {
    match configlang::run(true) {
        Ok(Some(_)) => {}
        Ok(None) => eprintln!("skipped: there is no configlang"),
        Err(said) => panic!("{said}"),
    }
}
