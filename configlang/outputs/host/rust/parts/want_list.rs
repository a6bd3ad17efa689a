/// Notes a list of a config.
macro_rules! want_list {
    ($wanted:ident, $config:ident.$member:ident) => {{
        let list = pyo3::types::PyList::empty($wanted.py());
        for index in 0..(*$config).$member.length {
            let text = *(*$config).$member.items.offset(index as isize);
            let text = ffi::PyUnicode_FromWideChar(text, -1);
            list.append(Bound::from_owned_ptr_or_err($wanted.py(), text)?)?;
        }
        $wanted.set_item(stringify!($member), list)?;
    }};
}
