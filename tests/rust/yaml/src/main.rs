//! Reads documents for PyOxy as it does, with both YAML libraries that it has been built on.
//!
//! `yaml FOLDER` takes names of cases on standard input, one a line. For each it reads `NAME.json` and `NAME.yaml` in the
//! folder and prints one line of JSON: `case`, the name, and `json`, `0.8`, `0.9`: what serde_json made of the JSON, and
//! serde_yaml 0.8 and 0.9 of the document, as `{"config": text of {:#?}}` or `{"error": text}`.

use std::error::Error;
use std::fmt::Display;
use std::io::{stdin, BufRead};
use std::{env, fs, path::Path};

use pyembed::OxidizedPythonInterpreterConfig;
use serde_json::{json, Value};

type Config = OxidizedPythonInterpreterConfig<'static>;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os().nth(1).ok_or("usage: yaml FOLDER <NAMES")?;
    for name in stdin().lock().lines() {
        println!("{}", report(Path::new(&folder), &name?)?);
    }
    Ok(())
}

fn report(folder: &Path, name: &str) -> Result<Value, Box<dyn Error>> {
    let json = fs::read_to_string(folder.join(format!("{name}.json")))?;
    let file = fs::read_to_string(folder.join(format!("{name}.yaml")))?;
    let document = document(&file);
    let read = |config: Result<Config, String>| match config {
        Ok(config) => json!({ "config": format!("{config:#?}") }),
        Err(error) => json!({ "error": error }),
    };
    Ok(json!({
        "case": name,
        "json": read(serde_json::from_str(&json).map_err(text)),
        "0.8": read(serde_yaml_08::from_str(&document).map_err(text)),
        "0.9": read(serde_yaml_09::from_str(&document).map_err(text)),
    }))
}

fn text(error: impl Display) -> String {
    error.to_string()
}

/// What PyOxy hands to its parser: the lines from the first that starts with `---`, as the page "Running YAML Based
/// Applications" of its documentation says, up to one that starts with `...`.
fn document(file: &str) -> String {
    let mut lines = Vec::new();
    for line in file.lines().skip_while(|line| !line.starts_with("---")) {
        lines.push(line);
        if line.starts_with("...") {
            break;
        }
    }
    lines.join("\n")
}
