/// What only the host knows at run time. `Host::default()` leaves all of it to the config and the
/// operating system.
#[allow(dead_code)]
#[derive(Clone, Debug, Default)]
pub struct Host {
    #[CL_HOSTMEMBERS]
    /// The command line, the name of the program first; None: that of this process.
    pub args: Option<Vec<OsString>>,
    /// The folder that `$ORIGIN` means; None: that of the running executable.
    pub origin: Option<PathBuf>,
    /// Instead of the home of the config.
    pub home: Option<PathBuf>,
    /// Instead of the executable of the config: `sys.executable`.
    pub executable: Option<PathBuf>,
}
