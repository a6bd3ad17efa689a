# options: --format c
# Outputs that there are not.
host(outputs = ["c", "rust-pyo3", "jsn"])
