"""
The Rust that every config shares: items from which the output ``rust-ffi`` puts its module together.

Each is laid out as rustfmt lays it out in every edition, and left out where nothing calls it. ``wchar_t`` has no name
without the crate libc, so wide text is a ``Vec<u32>`` of its units up to the call, whose argument then says what
``wide`` makes. Byte strings and not ``c"..."``, which edition 2018 lacks. Sources: PEP 587, the page "Python
Initialization Configuration" of CPython's C API docs, and the ``pyo3::ffi`` of PyO3 0.29 and 0.30.
"""

from __future__ import annotations

IMPORTS = """\
use pyo3::ffi;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
"""

# What the host sees

HOST = """\
/// What only the host knows at run time. `Host::default()` leaves all of it to the config and the
/// operating system.
#[allow(dead_code)]
#[derive(Clone, Debug, Default)]
pub struct Host {
    /// The command line, the name of the program first; None: that of this process.
    pub args: Option<Vec<OsString>>,
    /// The folder that `$ORIGIN` means; None: that of the running executable.
    pub origin: Option<PathBuf>,
    /// Instead of the home of the config.
    pub home: Option<PathBuf>,
    /// Instead of the executable of the config: `sys.executable`.
    pub executable: Option<PathBuf>,
}
"""

ERROR = """\
/// Why Python did not start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Nothing failed: the process should end with this code, as for `--version` in a parsed
    /// command line.
    Exit(i32),
    /// A step failed.
    Failed {
        /// What was being done, or the member of the config.
        step: &'static str,
        /// What Python or the operating system says about it.
        message: String,
    },
}

#[allow(dead_code)]
impl Error {
    /// What `main` should return: 1 after a failure.
    pub fn exit_code(&self) -> i32 {
        match self {
            Error::Exit(code) => *code,
            Error::Failed { .. } => 1,
        }
    }

    fn failed(step: &'static str, message: impl std::fmt::Display) -> Self {
        Error::Failed {
            step,
            message: message.to_string(),
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Exit(code) => write!(formatter, "Python asks to exit with code {code}"),
            Error::Failed { step, message } => write!(formatter, "{step}: {message}"),
        }
    }
}

impl std::error::Error for Error {}
"""

INITIALIZE = """\
/// Whether a start was tried in this process.
static STARTED: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

/// Starts Python as the config says.
///
/// Afterwards no thread holds the GIL, as after `Python::initialize` of PyO3, and `Python::attach`
/// works from every thread.
///
/// Call it on the thread that is to be Python's main thread, before any other use of Python and
/// before other threads read or write environment variables. It works once in a process, whatever
/// comes of it: what PyO3 keeps for the whole process must not meet a second interpreter. Every
/// further call is an error, and so is one after PyO3's `Python::initialize`, or after an attach with
/// its feature `auto-initialize`. `with_embedded_python_interpreter` has no place beside it, and
/// `append_to_inittab!` must come before it.
///
/// # Errors
///
/// `Error::Failed` when a step fails, `Error::Exit` when a parsed command line asks for no more than
/// an exit. Go on without Python then, or end the process with `exit_code()`.
pub fn initialize(host: &Host) -> Result<Interpreter, Error> {
    let step = "starting Python";
    if STARTED.swap(true, std::sync::atomic::Ordering::SeqCst) {
        return Err(Error::failed(step, "it was tried in this process before"));
    }
    // SAFETY: it may be called at any time.
    if unsafe { ffi::Py_IsInitialized() } != 0 {
        return Err(Error::failed(step, "it runs already"));
    }
    preinitialize(host)?;
    prepare(host)?;
    let config = Config::new();
    fill(&config, host)?;
    // SAFETY: the config was filled in and is alive; Python is preinitialised and not running.
    check(unsafe { ffi::Py_InitializeFromConfig(config.0) }, step)?;
    drop(config);
    let finished = finish(host);
    // SAFETY: the interpreter has come up on this thread, which holds the GIL.
    unsafe {
        if finished.is_err() {
            ffi::Py_FinalizeEx();
        }
        finished.map(|()| Interpreter {
            state: ffi::PyEval_SaveThread(),
        })
    }
}
"""

INTERPRETER = """\
/// Python, started by [`initialize`]. It stays on the thread that has started it.
///
/// Dropping this leaves Python running, as PyO3 does.
#[derive(Debug)]
pub struct Interpreter {
    #[allow(dead_code)]
    state: *mut ffi::PyThreadState,
}

#[allow(dead_code)]
impl Interpreter {
    /// Runs what the config says (`run_command`, `run_module`, `run_filename`; else what the command
    /// line says, or the prompt), finalises Python and returns the exit code for `main`.
    ///
    /// Nothing may use Python after it, and other threads that do should have ended before it. Called
    /// within `Python::attach` it runs nothing, says so on stderr, and returns 1.
    pub fn run(self) -> i32 {
        if !self.resume() {
            return 1;
        }
        // SAFETY: this thread holds the GIL with the thread state of the start.
        unsafe {RUN}
    }

    /// Finalises Python without running anything, for hosts that call into it with `Python::attach`:
    /// exit functions run, and output is flushed. Returns the exit code for `main`: 0, or 120 when
    /// output could not be flushed. The rules are those of `run`.
    pub fn finalize(self) -> i32 {
        if !self.resume() {
            return 1;
        }
        // SAFETY: this thread holds the GIL with the thread state of the start.
        match unsafe { ffi::Py_FinalizeEx() } {
            0 => 0,
            _ => 120,
        }
    }

    /// Takes the GIL again; false where this thread has it already, within `Python::attach`.
    fn resume(&self) -> bool {
        // SAFETY: Python runs, and the state belongs to this thread, which `Interpreter` can't leave.
        unsafe {
            if ffi::compat::PyThreadState_GetUnchecked() == self.state {
                let text: &[u8] = b"Python can't be run or finalised within Python::attach\\n";
                let _ = std::io::Write::write_all(&mut std::io::stderr(), text);
                return false;
            }
            ffi::PyEval_RestoreThread(self.state);
        }
        true
    }
}
"""

RUN = " ffi::Py_RunMain() "

RUN_DISPATCH = """
            if is_worker() {
                return run_worker();
            }
            ffi::Py_RunMain()
        """

# Statuses and exceptions

CHECK = """\
/// Turns what CPython says about a step into a result.
fn check(status: ffi::PyStatus, step: &'static str) -> Result<(), Error> {
    let text = |text: *const std::ffi::c_char| {
        // SAFETY: the texts of a status are static, or NULL.
        let text = (!text.is_null()).then(|| unsafe { std::ffi::CStr::from_ptr(text) });
        text.map(|text| text.to_string_lossy())
    };
    // SAFETY: both only look at the status.
    unsafe {
        if ffi::PyStatus_IsExit(status) != 0 {
            return Err(Error::Exit(status.exitcode));
        }
        if ffi::PyStatus_Exception(status) == 0 {
            return Ok(());
        }
    }
    let message = text(status.err_msg).unwrap_or_else(|| "it failed without a message".into());
    Err(match text(status.func) {
        Some(function) => Error::failed(step, format_args!("{function}: {message}")),
        None => Error::failed(step, message),
    })
}
"""

RAISED = """\
/// Turns the Python exception that is set into an error.
///
/// # Safety
///
/// The GIL is held.
#[allow(deprecated)] // The newer function exists from CPython 3.12 on.
unsafe fn raised(step: &'static str) -> Error {
    unsafe {
        let mut kind = std::ptr::null_mut();
        let mut value = std::ptr::null_mut();
        let mut traceback = std::ptr::null_mut();
        ffi::PyErr_Fetch(&mut kind, &mut value, &mut traceback);
        ffi::PyErr_NormalizeException(&mut kind, &mut value, &mut traceback);
        let text = if value.is_null() {
            std::ptr::null_mut()
        } else {
            ffi::PyObject_Repr(value)
        };
        let mut length = 0;
        let utf8 = if text.is_null() {
            std::ptr::null()
        } else {
            ffi::PyUnicode_AsUTF8AndSize(text, &mut length)
        };
        let error = if utf8.is_null() {
            Error::failed(step, "an exception that has no text")
        } else {
            let bytes = std::slice::from_raw_parts(utf8.cast(), length as usize);
            Error::failed(step, String::from_utf8_lossy(bytes))
        };
        for object in [text, kind, value, traceback] {
            ffi::Py_XDECREF(object);
        }
        ffi::PyErr_Clear();
        error
    }
}
"""

EXECUTE = """\
/// Runs Python code, which ends in a NUL, in a namespace of its own, and returns that; NULL with an
/// exception set where it failed.
///
/// # Safety
///
/// The GIL is held.
unsafe fn execute(code: &[u8]) -> *mut ffi::PyObject {
    unsafe {
        let names = ffi::PyDict_New();
        if names.is_null() {
            return names;
        }
        let key: &[u8] = b"__builtins__\\0";
        let builtins = ffi::PyEval_GetBuiltins();
        let result = if ffi::PyDict_SetItemString(names, key.as_ptr().cast(), builtins) == 0 {
            let flags = std::ptr::null_mut();
            let code = code.as_ptr().cast();
            ffi::PyRun_StringFlags(code, ffi::Py_file_input, names, names, flags)
        } else {
            std::ptr::null_mut()
        };
        if result.is_null() {
            ffi::Py_DECREF(names);
            return result;
        }
        ffi::Py_DECREF(result);
        names
    }
}
"""

# Texts

WIDE = """\
/// Returns units as `wchar_t` has them, with a NUL at the end.
fn wide<T: std::convert::TryFrom<u32>>(units: &[u32]) -> Vec<T> {
    let units = units.iter().chain(&[0]);
    // Each unit fits: it came from a `wchar_t`, or was made for it.
    units.filter_map(|&unit| T::try_from(unit).ok()).collect()
}
"""

UNITS = """\
/// Returns a text of the config in units of `wchar_t`.
fn units(text: &str) -> Vec<u32> {
    #[cfg(windows)]
    let units = text.encode_utf16().map(u32::from).collect();
    #[cfg(not(windows))]
    let units = text.chars().map(u32::from).collect();
    units
}
"""

EXPAND = """\
/// Returns a path of the config, with every `$ORIGIN` in it replaced.
fn expand(path: &str, origin: &[u32]) -> Vec<u32> {
    let mut expanded = Vec::new();
    for (index, part) in path.split("$ORIGIN").enumerate() {
        if index > 0 {
            expanded.extend_from_slice(origin);
        }
        expanded.extend(units(part));
    }
    expanded
}
"""

NARROW = """\
/// Returns a text of the host as the bytes of a C string.
#[cfg(not(windows))]
fn narrow(text: &OsStr, step: &'static str) -> Result<std::ffi::CString, Error> {
    let bytes = std::os::unix::ffi::OsStrExt::as_bytes(text);
    std::ffi::CString::new(bytes).map_err(|error| Error::failed(step, error))
}
"""

DECODE = """\
/// Returns a text of the host in units of `wchar_t`, decoded as Python does it, which loses no byte.
#[cfg(not(windows))]
#[allow(clippy::unnecessary_cast)] // It depends on the platform.
fn decode(text: &OsStr, step: &'static str) -> Result<Vec<u32>, Error> {
    let bytes = narrow(text, step)?;
    let mut length = 0;
    // SAFETY: Python is preinitialised; the decoded text is read before it is freed.
    unsafe {
        let decoded = ffi::Py_DecodeLocale(bytes.as_ptr(), &mut length);
        if decoded.is_null() {
            let message = "out of memory, or bytes that can't be decoded";
            return Err(Error::failed(step, message));
        }
        let units = std::slice::from_raw_parts(decoded, length as usize);
        let units = units.iter().map(|&unit| unit as u32).collect();
        ffi::PyMem_RawFree(decoded.cast());
        Ok(units)
    }
}

/// Returns a text of the host in units of `wchar_t`, and NULs are an error.
#[cfg(windows)]
fn decode(text: &OsStr, step: &'static str) -> Result<Vec<u32>, Error> {
    let units = std::os::windows::ffi::OsStrExt::encode_wide(text);
    let units: Vec<u32> = units.map(u32::from).collect();
    if units.contains(&0) {
        return Err(Error::failed(step, "the text has a NUL in it"));
    }
    Ok(units)
}
"""

STRING = """\
/// Returns units as a `str` of Python; NULL with an exception set where it failed.
///
/// # Safety
///
/// The GIL is held.
unsafe fn string(units: &[u32]) -> *mut ffi::PyObject {
    let length = units.len() as ffi::Py_ssize_t;
    unsafe { ffi::PyUnicode_FromWideChar(wide(units).as_ptr(), length) }
}
"""

# Where things are

EXECUTABLE_RUNNING = """\
/// Returns the path of the running executable.
fn executable() -> Result<PathBuf, Error> {
    let path = std::env::current_exe();
    #[cfg(target_vendor = "apple")]
    let path = path.and_then(std::fs::canonicalize);
    path.map_err(|error| Error::failed("finding the running executable", error))
}
"""

EXECUTABLE_FIXED = """\
/// Returns the path of the executable that the config names.
fn executable() -> Result<PathBuf, Error> {
    FIXED
}
"""

ORIGIN = """\
/// Returns the folder that `$ORIGIN` means.
fn origin(host: &Host) -> Result<PathBuf, Error> {
    if let Some(origin) = &host.origin {
        return Ok(origin.clone());
    }
    let mut folder = executable()?;
    // The root has no parent; a bare name lies in the current folder.
    folder.pop();
    if folder.as_os_str().is_empty() {
        folder.push(".");
    }
    Ok(folder)
}
"""

ORIGIN_FIXED = """\
/// Returns the folder that `$ORIGIN` means.
fn origin(host: &Host) -> Result<PathBuf, Error> {
    if let Some(origin) = &host.origin {
        return Ok(origin.clone());
    }
    FIXED
}
"""

ARGS = """\
/// Returns the command line.
fn args(host: &Host) -> Vec<OsString> {
    match &host.args {
        Some(args) => args.clone(),
        None => std::env::args_os().collect(),
    }
}
"""

# The config

CONFIG = """\
/// A `PyConfig` with the values of the profile, freed when it goes out of scope.
struct Config(*mut ffi::PyConfig);

impl Config {
    fn new() -> Self {
        // SAFETY: all members are numbers and pointers, for which zero is a value.
        let config = Box::into_raw(Box::new(unsafe { std::mem::zeroed() }));
        // SAFETY: it fills the struct in.
        unsafe { ffi::PyConfig_InitPROFILEConfig(config) };
        Config(config)
    }
}

impl Drop for Config {
    fn drop(&mut self) {
        // SAFETY: the pointer is that of `new`, and nobody uses it afterwards.
        unsafe {
            ffi::PyConfig_Clear(self.0);
            drop(Box::from_raw(self.0));
        }
    }
}
"""

SET = """\
/// Sets a member of a config to a text.
macro_rules! set {
    ($config:ident.$member:ident, $text:expr) => {{
        let member = std::ptr::addr_of_mut!((*$config).$member);
        let status = ffi::PyConfig_SetString($config, member, wide(&$text).as_ptr());
        check(status, stringify!($member))?;
    }};
}
"""

APPEND = """\
/// Appends a text to a list of a config.
macro_rules! append {
    ($config:ident.$member:ident, $text:expr) => {{
        let list = std::ptr::addr_of_mut!((*$config).$member);
        let status = ffi::PyWideStringList_Append(list, wide(&$text).as_ptr());
        check(status, stringify!($member))?;
    }};
}
"""

PREINITIALIZE_HEAD = """\
/// Sets the memory allocator, the locale and UTF-8 mode.
fn preinitialize(HOST: &Host) -> Result<(), Error> {
    // SAFETY: all members are numbers, for which zero is a value.
    let mut config: ffi::PyPreConfig = unsafe { std::mem::zeroed() };
    // SAFETY: it fills the struct in.
    unsafe { ffi::PyPreConfig_InitPROFILEConfig(&mut config) };
"""

PREINITIALIZE_PLAIN = """\
    // SAFETY: the config was filled in.
    let status = unsafe { ffi::Py_PreInitialize(&config) };
    check(status, "preinitialising Python")
}
"""

PREINITIALIZE_ARGS = """\
    let args = args(host);
    #[cfg(not(windows))]
    let status = {
        let args = args.iter().map(|arg| narrow(arg, "argv"));
        let args = args.collect::<Result<Vec<_>, _>>()?;
        let mut args: Vec<_> = args.iter().map(|arg| arg.as_ptr().cast_mut()).collect();
        let (count, args) = (args.len() as ffi::Py_ssize_t, args.as_mut_ptr());
        // SAFETY: the config was filled in, and the arguments are only read during the call.
        unsafe { ffi::Py_PreInitializeFromBytesArgs(&config, count, args) }
    };
    #[cfg(windows)]
    let status = {
        let args = args.iter().map(|arg| decode(arg, "argv"));
        let args = args.collect::<Result<Vec<_>, _>>()?;
        let mut args: Vec<Vec<_>> = args.iter().map(|arg| wide(arg)).collect();
        let mut args: Vec<_> = args.iter_mut().map(|arg| arg.as_mut_ptr()).collect();
        let (count, args) = (args.len() as ffi::Py_ssize_t, args.as_mut_ptr());
        // SAFETY: the config was filled in, and the arguments are only read during the call.
        unsafe { ffi::Py_PreInitializeFromArgs(&config, count, args) }
    };
    check(status, "preinitialising Python")
}
"""

PREINITIALIZE_FIXED = """\
    let mut args: Vec<Vec<_>> = args().iter().map(|arg| wide(&units(arg))).collect();
    let mut args: Vec<_> = args.iter_mut().map(|arg| arg.as_mut_ptr()).collect();
    let (count, args) = (args.len() as ffi::Py_ssize_t, args.as_mut_ptr());
    // SAFETY: the config was filled in, and the arguments are only read during the call.
    let status = unsafe { ffi::Py_PreInitializeFromArgs(&config, count, args) };
    check(status, "preinitialising Python")
}
"""

FILL_PROGRAM_NAME = """\
        let path = executable()?;
        set!(
            config.program_name,
            decode(path.as_os_str(), "program_name")?
        );
"""

FILL_ARGS_HOST = """\
        for arg in args(host) {
            append!(config.argv, decode(&arg, "argv")?);
        }
"""

FILL_ARGS_FIXED = """\
        for arg in args() {
            append!(config.argv, units(&arg));
        }
"""

# What stands around it

ADD_MODULE = """\
type InitFunction = unsafe extern "C" fn() -> *mut ffi::PyObject;

/// Puts a module, whose name ends in a NUL, into the table of built-in modules. One that the host has
/// put there itself stays.
fn add_module(name: &'static str, init: InitFunction) -> Result<(), Error> {
    let step = name.trim_end_matches('\\0');
    // SAFETY: Python does not run yet, so nothing else uses the table; its last entry has no name.
    unsafe {
        let mut entry = ffi::PyImport_Inittab;
        while !(*entry).name.is_null() {
            let known = std::ffi::CStr::from_ptr((*entry).name);
            if known.to_bytes_with_nul() == name.as_bytes() {
                if (*entry).initfunc.map(|known| known as usize) == Some(init as usize) {
                    return Ok(());
                }
                let message = "Python has a built-in module of this name already";
                return Err(Error::failed(step, message));
            }
            entry = entry.add(1);
        }
        match ffi::PyImport_AppendInittab(name.as_ptr().cast(), Some(init)) {
            0 => Ok(()),
            _ => Err(Error::failed(step, "out of memory")),
        }
    }
}
"""

SET_VARIABLE = """\
/// Sets an environment variable.
fn set_variable(name: &'static str, value: &OsStr) -> Result<(), Error> {
    if value.to_string_lossy().contains('\\0') {
        return Err(Error::failed(name, "the text has a NUL in it"));
    }
    // SAFETY: whoever calls `initialize` sees to it that other threads leave the environment alone.
    unsafe { std::env::set_var(name, value) };
    Ok(())
}
"""

EXPAND_OS = """\
/// Returns a path of the config, with every `$ORIGIN` in it replaced, for the operating system.
fn expand_os(path: &str, origin: &OsStr) -> OsString {
    let mut expanded = OsString::new();
    for (index, part) in path.split("$ORIGIN").enumerate() {
        if index > 0 {
            expanded.push(origin);
        }
        expanded.push(part);
    }
    expanded
}
"""

TERMINFO = """\
/// Returns the folders that this system keeps its descriptions of terminals in.
#[cfg(not(windows))]
fn find_terminfo() -> OsString {
    if cfg!(target_vendor = "apple") {
        return "/usr/share/terminfo".into();
    }
    let release = std::fs::read("/etc/os-release").unwrap_or_default();
    for line in String::from_utf8_lossy(&release).lines() {
        let (name, value) = line.split_at(line.find('=').unwrap_or(0));
        let is_own = name == "ID";
        if (is_own || name == "ID_LIKE") && value.contains("debian") {
            return "/etc/terminfo:/lib/terminfo:/usr/share/terminfo".into();
        }
        let is_like = name == "ID_LIKE";
        if is_like && value.contains("rhel") {
            return "/etc/terminfo:/usr/share/terminfo".into();
        }
        if (is_own || is_like) && value.contains("fedora") {
            return "/etc/terminfo:/usr/share/terminfo".into();
        }
    }
    let folders = [
        "/usr/local/etc/terminfo",
        "/usr/local/lib/terminfo",
        "/usr/local/share/terminfo",
        "/etc/terminfo",
        "/usr/lib/terminfo",
        "/lib/terminfo",
        "/usr/share/terminfo",
    ];
    let mut found = folders.to_vec();
    found.retain(|folder| std::path::Path::new(folder).exists());
    found.join(":").into()
}
"""

HOOK_EXTERN = """\
unsafe extern "C" {
    fn PySys_AddAuditHook(hook: AuditHook, data: *mut std::ffi::c_void) -> std::ffi::c_int;
}
"""

HOOK_EXTERN_38 = """\
unsafe extern "C" {
    fn _PyInterpreterState_Get() -> *mut ffi::PyInterpreterState;
}
"""

EXTRA_PATHS = """\
type AuditHook = unsafe extern "C" fn(
    *const std::ffi::c_char,
    *mut ffi::PyObject,
    *mut std::ffi::c_void,
) -> std::ffi::c_int;

/// The folders of the host around the path that Python computes, for the hook below.
static PATHS: std::sync::OnceLock<Vec<Vec<u32>>> = std::sync::OnceLock::new();
/// The number of the newest interpreter that has them.
static EXTENDED: std::sync::atomic::AtomicI64 = std::sync::atomic::AtomicI64::new(-1);

/// Puts the folders around the path that Python has computed; false with an exception set where it
/// failed.
///
/// # Safety
///
/// The GIL is held.
unsafe fn extend_path() -> bool {
    let name: &[u8] = b"path\\0";
    unsafe {
        let path = ffi::PySys_GetObject(name.as_ptr().cast());
        if path.is_null() || ffi::PyList_Check(path) == 0 {
            let text: &[u8] = b"sys.path is no list\\0";
            ffi::PyErr_SetString(ffi::PyExc_RuntimeError, text.as_ptr().cast());
            return false;
        }
        LOOP
            let item = string(folder);
            if item.is_null() {
                return false;
            }
            let result = INSERT;
            ffi::Py_DECREF(item);
            if result != 0 {
                return false;
            }
        }
    }
    true
}

/// From CPython 3.11 the path is computed in the middle of the start, and `site`, which runs code of
/// the user, comes right after it. Importing it is the event that leaves the path whole and no such
/// code run, in sub-interpreters too.
unsafe extern "C" fn path_hook(
    event: *const std::ffi::c_char,
    arguments: *mut ffi::PyObject,
    _data: *mut std::ffi::c_void,
) -> std::ffi::c_int {
    let site: &[u8] = b"site\\0";
    unsafe {
        if std::ffi::CStr::from_ptr(event).to_bytes() != b"import"
            || ffi::PyTuple_Check(arguments) == 0
            || ffi::PyTuple_Size(arguments) < 1
        {
            return 0;
        }
        let name = ffi::PyTuple_GetItem(arguments, 0);
        if name.is_null()
            || ffi::PyUnicode_Check(name) == 0
            || ffi::PyUnicode_CompareWithASCIIString(name, site.as_ptr().cast()) != 0
        {
            return 0;
        }
INTERPRETER
        let number = ffi::PyInterpreterState_GetID(interpreter);
        let newest = EXTENDED.fetch_max(number, std::sync::atomic::Ordering::SeqCst);
        if newest >= number || extend_path() {
            0
        } else {
            -1
        }
    }
}
"""

INTERPRETER_BOTH = """\
        #[cfg(Py_3_9)]
        let interpreter = ffi::PyInterpreterState_Get();
        #[cfg(not(Py_3_9))]
        let interpreter = _PyInterpreterState_Get();
"""

INTERPRETER_39 = """\
        let interpreter = ffi::PyInterpreterState_Get();
"""

PREPEND_LOOP = "for (index, folder) in PATHS.get().into_iter().flatten().enumerate() {"
PREPEND_INSERT = "ffi::PyList_Insert(path, index as ffi::Py_ssize_t, item)"
APPEND_LOOP = "for folder in PATHS.get().into_iter().flatten() {"
APPEND_INSERT = "ffi::PyList_Append(path, item)"

PREPARE_TERMINFO = """\
    #[cfg(not(windows))]
    {
        if std::env::var_os("TERMINFO_DIRS").is_none() {
            set_variable("TERMINFO_DIRS", &find_terminfo())?;
        }
    }
"""

PREPARE_PATHS = """\
    let step = "extending sys.path";
    let paths = extra_paths();
    let paths = paths.iter().map(|path| expand(path, ORIGIN)).collect();
    if PATHS.set(paths).is_err() {
        return Err(Error::failed(step, "the folders were set before"));
    }
    // SAFETY: a hook may be added before the start; it takes no data.
    if unsafe { PySys_AddAuditHook(path_hook, std::ptr::null_mut()) } != 0 {
        return Err(Error::failed(step, "the hook can't be set"));
    }
"""

FINISH_PATHS = """\
        if EXTENDED.fetch_max(0, std::sync::atomic::Ordering::SeqCst) < 0 && !extend_path() {
            return Err(raised("extending sys.path"));
        }
"""

FINISH_ARGVB_HOST = """\
        set_sys("argvb\\0", argvb(&args(host)))?;
"""

FINISH_ARGVB_FIXED = """\
        let args: Vec<OsString> = args().into_iter().map(OsString::from).collect();
        set_sys("argvb\\0", argvb(&args))?;
"""

FINISH_DOTTED = """\
    #[cfg(not(Py_3_11))]
    {
        let step = "adding the finder of linked-in modules with dotted names";
        // SAFETY: this thread holds the GIL.
        unsafe { run_code(DOTTED_FINDER, step)? };
    }
"""

RUN_CODE = """\
/// Runs Python code, which ends in a NUL, as a step.
///
/// # Safety
///
/// The GIL is held.
unsafe fn run_code(code: &[u8], step: &'static str) -> Result<(), Error> {
    unsafe {
        let names = execute(code);
        if names.is_null() {
            return Err(raised(step));
        }
        ffi::Py_DECREF(names);
    }
    Ok(())
}
"""

SET_SYS = """\
/// Sets an attribute of `sys`, whose name ends in a NUL, and takes the reference to its value; NULL
/// stands for an exception that is set.
///
/// # Safety
///
/// The GIL is held, and the value is an object or NULL.
unsafe fn set_sys(name: &'static str, value: *mut ffi::PyObject) -> Result<(), Error> {
    unsafe {
        if value.is_null() || ffi::PySys_SetObject(name.as_ptr().cast(), value) != 0 {
            ffi::Py_XDECREF(value);
            return Err(raised(name.trim_end_matches('\\0')));
        }
        ffi::Py_DECREF(value);
    }
    Ok(())
}
"""

ARGVB = """\
/// Returns a command line as a list of `bytes`, in UTF-16 on Windows; NULL with an exception set where
/// it failed.
///
/// # Safety
///
/// The GIL is held.
unsafe fn argvb(args: &[OsString]) -> *mut ffi::PyObject {
    unsafe {
        let items = ffi::PyList_New(0);
        for arg in args {
            if items.is_null() {
                break;
            }
            #[cfg(not(windows))]
            let bytes = std::os::unix::ffi::OsStrExt::as_bytes(arg.as_os_str());
            #[cfg(windows)]
            let bytes: Vec<u8> = std::os::windows::ffi::OsStrExt::encode_wide(arg.as_os_str())
                .flat_map(u16::to_le_bytes)
                .collect();
            let length = bytes.len() as ffi::Py_ssize_t;
            let item = ffi::PyBytes_FromStringAndSize(bytes.as_ptr().cast(), length);
            if item.is_null() || ffi::PyList_Append(items, item) != 0 {
                ffi::Py_XDECREF(item);
                ffi::Py_DECREF(items);
                return std::ptr::null_mut();
            }
            ffi::Py_DECREF(item);
        }
        items
    }
}
"""

WORKER = """\
/// Whether multiprocessing has started this process: with its mark, or with code of its own behind
/// `-c`.
///
/// # Safety
///
/// The GIL is held.
unsafe fn is_worker() -> bool {
    let name: &[u8] = b"argv\\0";
    unsafe {
        let argv = ffi::PySys_GetObject(name.as_ptr().cast());
        if argv.is_null() || ffi::PyList_Check(argv) == 0 {
            return false;
        }
        let count = ffi::PyList_Size(argv);
        if count > 1 && item(argv, 1) == "--multiprocessing-fork" {
            // Behind a -c that Python has read itself, the code of the worker is what runs anyway.
            return item(argv, 0) != "-c";
        }
        for place in 1..count - 1 {
            if item(argv, place) == "-c" {
                let source = item(argv, place + 1);
                return source.starts_with("from multiprocessing.spawn import spawn_main")
                    || source.starts_with("from multiprocessing.resource_tracker import main")
                    || source.starts_with("from multiprocessing.forkserver import main");
            }
        }
        false
    }
}

/// Returns a text of a list; empty where there is none.
///
/// # Safety
///
/// The GIL is held, and the object is a list.
unsafe fn item(list: *mut ffi::PyObject, index: ffi::Py_ssize_t) -> String {
    let mut length = 0;
    unsafe {
        let item = ffi::PyList_GetItem(list, index);
        let text = if item.is_null() || ffi::PyUnicode_Check(item) == 0 {
            std::ptr::null()
        } else {
            ffi::PyUnicode_AsUTF8AndSize(item, &mut length)
        };
        if text.is_null() {
            ffi::PyErr_Clear();
            return String::new();
        }
        let bytes = std::slice::from_raw_parts(text.cast(), length as usize);
        String::from_utf8_lossy(bytes).into_owned()
    }
}

/// Serves as a process of multiprocessing, finalises Python and returns the exit code.
///
/// # Safety
///
/// The GIL is held with the thread state of the start.
unsafe fn run_worker() -> i32 {
    let key: &[u8] = b"code\\0";
    unsafe {
        let names = execute(RUN_WORKER);
        let mut code = 1;
        if !names.is_null() {
            let value = ffi::PyDict_GetItemString(names, key.as_ptr().cast());
            if !value.is_null() {
                code = ffi::PyLong_AsLong(value) as i32;
            }
        }
        if !ffi::PyErr_Occurred().is_null() {
            ffi::PyErr_Print();
            code = 1;
        }
        ffi::Py_XDECREF(names);
        match ffi::Py_FinalizeEx() {
            0 => code,
            _ => 120,
        }
    }
}
"""
