# options: --format c
# options (t): --format c --python 3.14t
# options (d): --format c --python 3.14d
# options (td): --format c --python 3.14td
# options (usual): --format c --python 3.14
"""What some builds act on alone, with builds that have it and builds that don't."""

interpreter(
    profile = "isolated",
    utf8_mode = True,
    home = "$ORIGIN",
    run_presite = "app.presite",
    show_ref_count = True,
    dump_refs = True,
    x_options = ["gil=1", "tlbc=0", "showrefcount"],
)
dynamic_extension("a", path = "/opt/a.cpython-314t-x86_64-linux-gnu.so")
dynamic_extension("b", path = "/opt/b.cpython-314-x86_64-linux-gnu.so")
dynamic_extension("c", path = "/opt/c.cpython-314d-x86_64-linux-gnu.so")
dynamic_extension("d", path = "/opt/d.so")
filesystem_importer(paths = ["/opt"], mode = "prepend")
