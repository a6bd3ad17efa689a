"""Every rule once, with every kind of value."""

compatible_with(
    python = ">=3.9,<3.12",
    targets = ["x86_64-unknown-linux-gnu", "aarch64-apple-darwin"],
)

interpreter(
    profile = "isolated",
    allocator_backend = "jemalloc",
    allocator_raw = True,
    argv = ["program", "--quick"],
    bytes_warning = "warn",
    check_hash_pycs_mode = "always",
    configure_locale = True,
    hash_seed = 42,
    home = "/opt/app",
    isolated = True,
    optimization_level = 2,
    run_module = "app",
    site_import = False,
    utf8_mode = None,
    warn_options = ["error", "ignore::DeprecationWarning"],
)

static_extension("_speedups")
static_extension(name = "app._native", init = "crate::native::init")
dynamic_extension("_plugin", path = "$ORIGIN/lib/_plugin.so", loader = "filesystem")
filesystem_importer(paths = ["$ORIGIN/lib", "/opt/app/lib"], mode = "replace", enabled = True)
oxidized_importer(embedded = ["packed"], memory_mapped = ["$ORIGIN/packed"])
