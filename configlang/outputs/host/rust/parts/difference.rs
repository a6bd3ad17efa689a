/// What a running interpreter has otherwise than the config wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(dead_code)]
pub struct Difference {
    /// The member of the config, or the module.
    pub name: String,
    /// What there is, as Python shows it.
    pub found: String,
    /// What the config wants.
    pub wanted: String,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (name, found, wanted) = (&self.name, &self.found, &self.wanted);
        write!(
            formatter,
            "{name} is {found}, and the config wants {wanted}"
        )
    }
}
