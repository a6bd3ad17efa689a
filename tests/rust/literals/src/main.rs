//! Differential proof: the Rust literal of a config and its JSON, read by pyembed's serde, must be the same config.
//!
//! Prints one JSON line per case; tests/rust/README.md describes it.

mod compare;
mod inits;

use compare::{first_difference, Difference};
use pyembed::{ExtensionModule, OxidizedPythonInterpreterConfig, PackedResourcesSource};
use serde_json::{json, Value};

/// Name, literal, JSON: what cases.rs lists in its table `CASES: &[super::Case]`.
type Case = (
    &'static str,
    fn() -> OxidizedPythonInterpreterConfig<'static>,
    &'static str,
);

// Generated code must not even warn in its user's crate.
#[deny(warnings)]
mod cases {
    include!(concat!(env!("LITERALS_DIR"), "/cases.rs"));
}

fn main() {
    let cases: &[Case] = cases::CASES;
    for case in cases {
        println!("{}", report(case));
    }
}

fn report(&(name, literal, json): &Case) -> Value {
    let mut literal = literal();
    // Neither has a serde form. They are reported by value instead.
    let modules = literal.extra_extension_modules.take();
    let resources = std::mem::take(&mut literal.packed_resources);
    let literal = format!("{literal:#?}");

    let difference = match serde_json::from_str::<OxidizedPythonInterpreterConfig>(json) {
        Ok(config) => first_difference(&literal, &format!("{config:#?}")),
        Err(error) => Some(Difference::unreadable(&error)),
    };
    let mut line = json!({
        "case": name,
        "equal": difference.is_none(),
        "first_difference": difference.as_ref().map(Difference::to_json),
        "extra_extension_modules": modules.map(|m| m.iter().map(module_to_json).collect::<Vec<_>>()),
        "packed_resources": resources.iter().map(resource_to_json).collect::<Vec<_>>(),
    });
    if difference.is_some() {
        line["literal"] = literal.into();
    }
    line
}

fn module_to_json(module: &ExtensionModule) -> Value {
    json!({
        "name": module.name.to_string_lossy(),
        "init_func": inits::symbol(module.init_func),
    })
}

fn resource_to_json(resource: &PackedResourcesSource) -> Value {
    match resource {
        PackedResourcesSource::Memory(bytes) => json!({ "memory": bytes.len() }),
        PackedResourcesSource::MemoryMappedPath(path) => json!({ "memory_mapped_path": path }),
    }
}
