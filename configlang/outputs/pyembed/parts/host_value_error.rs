/// Why there is no config with what the host passes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostValueError {
    /// The value, or the field of the config that is made of values.
    pub name: &'static str,
    /// What is wrong with it.
    pub message: &'static str,
}

impl HostValueError {
    #[allow(dead_code)]
    fn failed(name: &'static str, message: &'static str) -> Self {
        HostValueError { name, message }
    }
}

impl std::fmt::Display for HostValueError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}: {}", self.name, self.message)
    }
}

impl std::error::Error for HostValueError {}
