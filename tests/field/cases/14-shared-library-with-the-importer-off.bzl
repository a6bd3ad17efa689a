# source: indygreg/PyOxidizer#249
# target: x86_64-pc-windows-msvc
# check: rust 3.10
# must: importer-off|not-on-search-path
oxidized_importer(embedded = ["packed"])
filesystem_importer(enabled = False)
dynamic_extension("unicodedata", path = "$ORIGIN/unicodedata.pyd")
