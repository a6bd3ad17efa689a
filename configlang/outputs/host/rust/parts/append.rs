/// Appends a text to a list of a config.
macro_rules! append {
    ($config:ident.$member:ident, $text:expr) => {{
        let list = std::ptr::addr_of_mut!((*$config).$member);
        let status = ffi::PyWideStringList_Append(list, wide(&$text).as_ptr());
        check(status, stringify!($member))?;
    }};
}
