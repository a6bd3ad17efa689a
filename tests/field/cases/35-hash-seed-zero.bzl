# source: apache/datafusion-comet (embedded Python for UDFs), Rust over pyo3::ffi
# check: rust-ffi 3.11
# says-not: hash-seed-mismatch
# rc: 0
# boot: 3.11 3.14
# started: yes
# report: sys.flags.hash_randomization=^0$
interpreter(
    install_signal_handlers = False,
    hash_seed = 0,
)
