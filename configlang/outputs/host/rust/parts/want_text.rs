/// Notes a text of a config, where it is set.
macro_rules! want_text {
    ($wanted:ident, $config:ident.$member:ident) => {{
        let text = (*$config).$member;
        if !text.is_null() {
            let text = ffi::PyUnicode_FromWideChar(text, -1);
            let text = Bound::from_owned_ptr_or_err($wanted.py(), text)?;
            $wanted.set_item(stringify!($member), text)?;
        }
    }};
}
