//! Where two `{:#?}` texts part.

use std::fmt::Display;
use std::iter::repeat;

use serde_json::{json, Value};

/// The first line that differs.
pub struct Difference {
    /// The fields around it, outermost first, joined by dots; empty when the JSON could not be read at all.
    field: String,
    literal: Option<String>,
    json: Option<String>,
    error: Option<String>,
}

impl Difference {
    pub fn unreadable(error: &impl Display) -> Self {
        Self {
            field: String::new(),
            literal: None,
            json: None,
            error: Some(error.to_string()),
        }
    }

    pub fn to_json(&self) -> Value {
        json!({
            "field": self.field,
            "literal": self.literal,
            "json": self.json,
            "error": self.error,
        })
    }
}

/// Compares line by line. That is exact, because Debug escapes the line ends inside strings.
pub fn first_difference(literal: &str, json: &str) -> Option<Difference> {
    if literal == json {
        return None;
    }
    let literal_lines = literal.lines().map(Some).chain(repeat(None));
    let json_lines = json.lines().map(Some).chain(repeat(None));
    let (index, (in_literal, in_json)) = literal_lines
        .zip(json_lines)
        .enumerate()
        .find(|(_, (a, b))| a != b)?;
    let text = |line: Option<&str>| line.map(|line| line.trim().to_owned());
    Some(Difference {
        field: field_at(literal, index),
        literal: text(in_literal),
        json: text(in_json),
        error: None,
    })
}

/// Names the field that a line of `{:#?}` output belongs to, found by walking up to ever smaller indentation.
fn field_at(debug: &str, index: usize) -> String {
    let lines: Vec<&str> = debug.lines().take(index + 1).collect();
    let mut fields = Vec::new();
    let mut indentation = usize::MAX;
    for line in lines.iter().rev() {
        let here = line.len() - line.trim_start().len();
        if here >= indentation {
            continue;
        }
        indentation = here;
        fields.extend(field_name(line));
    }
    fields.reverse();
    fields.join(".")
}

/// `name: value` gives the name; an element of a list, quoted and perhaps with a colon inside, gives none.
fn field_name(line: &str) -> Option<&str> {
    let (name, _) = line.trim_start().split_once(": ")?;
    let is_identifier = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    is_identifier.then_some(name)
}
