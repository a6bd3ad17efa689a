# source: python/cpython#123275
# check: c 3.13 3.14
# must: x-option-without-effect
# says: free-threaded
# boot: 3.13 3.14
# started: no
interpreter(
    x_options = ["gil=0"],
)
