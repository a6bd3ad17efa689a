# options:
"""Values that the type checker can't know are checked when they are declared: each at its argument."""

WORDS = json.decode('{"yes": "yes", "list": ["a", 1], "none": null, "nested": [["a"]], "dict": {}, "float": 1.5}')

interpreter(
    isolated = WORDS["yes"],
    x_options = WORDS["list"],
    argv = WORDS["nested"],
    run_module = WORDS["dict"],
    hash_seed = WORDS["float"],
)
static_extension(WORDS["none"])
filesystem_importer(
    paths = WORDS["list"],
    enabled = WORDS["none"],
)
oxidized_importer(embedded = [WORDS["none"]])
dynamic_extension(WORDS["list"], WORDS["dict"], WORDS["yes"])
compatible_with(python = WORDS["float"], targets = WORDS["yes"])
