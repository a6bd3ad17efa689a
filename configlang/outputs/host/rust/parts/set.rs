/// Sets a member of a config to a text.
macro_rules! set {
    ($config:ident.$member:ident, $text:expr) => {{
        let member = std::ptr::addr_of_mut!((*$config).$member);
        let status = ffi::PyConfig_SetString($config, member, wide(&$text).as_ptr());
        check(status, stringify!($member))?;
    }};
}
