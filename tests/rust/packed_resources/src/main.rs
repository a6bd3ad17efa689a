//! Reads packed-resources files with the parser of pyembed, and prints what it says of each on a line of its own.
//!
//! Standard input: for each file its length (u32, little-endian), then its bytes. A line is `panic`, `error`, or `ok`
//! with an item for each resource: flags and values by the numbers of their fields, data as OFFSET+LENGTH in the file,
//! texts and paths in hexadecimal.

use python_packed_resources::{load_resources, Resource};
use std::{
    borrow::Cow,
    collections::HashMap,
    io::{self, Read, Write},
    os::unix::ffi::OsStrExt,
    panic,
    path::Path,
};

type Parts = Vec<String>;

fn main() {
    panic::set_hook(Box::new(|_| {}));
    let mut input = Vec::new();
    io::stdin().read_to_end(&mut input).unwrap();
    let mut rest = &input[..];
    while let Some((length, behind)) = rest.split_first_chunk::<4>() {
        let (file, behind) = behind.split_at(u32::from_le_bytes(*length) as usize);
        rest = behind;
        let line = panic::catch_unwind(|| match read(file) {
            Ok(resources) => format!("ok {}", resources.join("; ")),
            Err(_) => "error".to_string(),
        })
        .unwrap_or_else(|_| "panic".to_string());
        // At once, because a count can make the parser ask for more memory than there is, which ends the process.
        println!("{line}");
        io::stdout().flush().unwrap();
    }
}

fn read(file: &[u8]) -> Result<Vec<String>, &'static str> {
    load_resources(file)?
        .map(|resource| Ok(show(&resource?, file)))
        .collect()
}

fn show(resource: &Resource<u8>, file: &[u8]) -> String {
    let mut parts = vec![format!("3={}", hex(resource.name.as_bytes()))];
    let flags = [
        (0x04, resource.is_python_package),
        (0x05, resource.is_python_namespace_package),
        (0x16, resource.is_python_module),
        (0x17, resource.is_python_builtin_extension_module),
        (0x18, resource.is_python_frozen_module),
        (0x19, resource.is_python_extension_module),
        (0x1a, resource.is_shared_library),
        (0x1b, resource.is_utf8_filename_data),
        (0x1c, resource.file_executable),
    ];
    parts.extend(
        flags
            .iter()
            .filter(|flag| flag.1)
            .map(|flag| flag.0.to_string()),
    );
    let mut data = |number: u8, value: &Option<Cow<[u8]>>| {
        parts.extend(
            value
                .as_ref()
                .map(|value| format!("{number}={}", place(value, file))),
        );
    };
    data(0x06, &resource.in_memory_source);
    data(0x07, &resource.in_memory_bytecode);
    data(0x08, &resource.in_memory_bytecode_opt1);
    data(0x09, &resource.in_memory_bytecode_opt2);
    data(0x0a, &resource.in_memory_extension_module_shared_library);
    data(0x0d, &resource.in_memory_shared_library);
    data(0x1d, &resource.file_data_embedded);
    let mut path = |number: u8, value: &Option<Cow<Path>>| {
        parts.extend(
            value
                .as_ref()
                .map(|value| format!("{number}={}", hex_path(value))),
        );
    };
    path(0x0f, &resource.relative_path_module_source);
    path(0x10, &resource.relative_path_module_bytecode);
    path(0x11, &resource.relative_path_module_bytecode_opt1);
    path(0x12, &resource.relative_path_module_bytecode_opt2);
    path(
        0x13,
        &resource.relative_path_extension_module_shared_library,
    );
    if let Some(names) = &resource.shared_library_dependency_names {
        let names: Parts = names.iter().map(|name| hex(name.as_bytes())).collect();
        parts.push(format!("14=[{}]", names.join(",")));
    }
    if let Some(text) = &resource.file_data_utf8_relative_path {
        parts.push(format!("30={}", hex(text.as_bytes())));
    }
    named(
        &mut parts,
        0x0b,
        &resource.in_memory_package_resources,
        |data| place(data, file),
    );
    named(
        &mut parts,
        0x0c,
        &resource.in_memory_distribution_resources,
        |data| place(data, file),
    );
    named(
        &mut parts,
        0x14,
        &resource.relative_path_package_resources,
        |path| hex_path(path),
    );
    named(
        &mut parts,
        0x15,
        &resource.relative_path_distribution_resources,
        |path| hex_path(path),
    );
    parts.sort();
    parts.join(" ")
}

fn named<V>(
    parts: &mut Parts,
    number: u8,
    map: &Option<HashMap<Cow<str>, V>>,
    show: impl Fn(&V) -> String,
) {
    if let Some(map) = map {
        let mut items: Parts = map
            .iter()
            .map(|(key, value)| format!("{}:{}", hex(key.as_bytes()), show(value)))
            .collect();
        items.sort();
        parts.push(format!("{number}=[{}]", items.join(",")));
    }
}

fn place(data: &[u8], file: &[u8]) -> String {
    format!(
        "{}+{}",
        data.as_ptr() as usize - file.as_ptr() as usize,
        data.len()
    )
}

fn hex_path(path: &Path) -> String {
    hex(path.as_os_str().as_bytes())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
