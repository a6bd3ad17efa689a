//! Ten stand-in init functions, for literals to refer to: by symbol (`PyInit_case_0`) or by Rust path
//! (`crate::inits::PyInit_case_0`).

#![allow(non_snake_case)] // Python's own naming of init functions.

use host_pyo3::ffi::PyObject;

type InitFunction = unsafe extern "C" fn() -> *mut PyObject;

/// Defines init functions, and `symbol` to tell them apart. Each returns its number instead of a module: no Python runs
/// here, and comparing addresses would not do, since equal functions may share one.
macro_rules! define {
    ($($name:ident = $number:literal,)*) => {
        $(
            #[no_mangle]
            pub extern "C" fn $name() -> *mut PyObject {
                $number as *mut PyObject
            }
        )*

        /// Names the symbol of one of the functions above, by calling it.
        pub fn symbol(function: InitFunction) -> &'static str {
            // Safe: only the functions above can be linked into a case, and they do nothing.
            match unsafe { function() } as usize {
                $($number => stringify!($name),)*
                other => unreachable!("no init function returns {other}"),
            }
        }
    };
}

define! {
    PyInit_case_0 = 100,
    PyInit_case_1 = 101,
    PyInit_case_2 = 102,
    PyInit_case_3 = 103,
    PyInit_case_4 = 104,
    PyInit_case_5 = 105,
    PyInit_case_6 = 106,
    PyInit_case_7 = 107,
    PyInit_case_8 = 108,
    PyInit_case_9 = 109,
}
