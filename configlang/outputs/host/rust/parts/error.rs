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
