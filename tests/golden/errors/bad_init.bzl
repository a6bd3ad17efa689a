# options:
"""Functions that neither C nor Rust can name."""

static_extension("a", init = "")
static_extension("b", "PyInit-b")
static_extension("c", "int")
static_extension("d", "crate::")
static_extension("e", "crate::fn::init")
static_extension("f", "a::crate::init")
static_extension("g", "crate::super")
static_extension("h", "crate::r#self::x")
static_extension("i", "a()")
static_extension("j", "crate::a::_")
static_extension("k", "self::super")
