# options: --format rust
# options (yaml): --format yaml
# options (json): --format json
# Whoever has pyembed start Python can't take over one that runs.
compatible_with(python = "<3.11")
host(outputs = ["rust", "yaml", "json", "c"], adopt = True)
interpreter(set_missing_path_configuration = False)
