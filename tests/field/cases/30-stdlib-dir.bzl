# source: python/cpython#106718
# check: c 3.11 3.12
# must: stdlib-dir-ignored
# boot: 3.11 3.12
# started: yes
# report: configs.config.stdlib_dir=lib/python3.1[12]$
interpreter(
    stdlib_dir = "/my/stdlib/dir",
)
