# options: --format rust
# options: --format rust-expr
# options: --format rust-ffi
"""With Rust paths alone nothing is declared `extern`."""

static_extension("a", "crate::a::init")
static_extension("b", "crate::b::init")
