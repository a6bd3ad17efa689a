use pyo3::ffi;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
