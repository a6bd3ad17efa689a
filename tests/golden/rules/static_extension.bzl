# options:
# options: --format rust
# options: --format rust-expr
"""Every way to write an extension module; they come out ordered by name."""

compatible_with(python = ">=3.11.4,<3.12")
interpreter(set_missing_path_configuration = False)
static_extension("_speedups")
static_extension("packing", "init_zlib")
static_extension(name = "app._native")
static_extension(name = "app._rust", init = "crate::native::PyInit__rust")
static_extension("app.second", init = "init_zlib")
static_extension(init = "::other_crate::r#type::init", name = "Upper")
static_extension("_anchored", "self::super::init")
