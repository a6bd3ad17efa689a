# options: --format rust
# options: --format rust-expr
"""With Rust paths alone nothing is declared `extern`."""

static_extension("a", "crate::a::init")
static_extension("b", "crate::b::init")
