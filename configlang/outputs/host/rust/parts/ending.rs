/// What came of a script.
#[allow(dead_code)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Which way it has ended.
    pub kind: EndingKind,
    /// What Python's own program would end with.
    pub exit_code: i32,
    /// The exception as text, or the code of `sys.exit()` where that is text; else empty.
    pub message: String,
}

/// Which way a script has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndingKind {
    /// It came to its end.
    Done,
    /// By an exception, which `sys.excepthook` has shown; or output could not be flushed.
    Failed,
    /// By `sys.exit()`.
    Exited,
    /// By a `KeyboardInterrupt`.
    Interrupted,
}
