# source: numpy/numpy#11925, numpy/numpy#8097, numpy/numpy#19149, python/cpython#71587
# process: c 49-second-start-with-a-shared-module.bzl
# says: multiarray_umath.{0,300}(second|again|once|Py_FinalizeEx|next start)
interpreter(
    utf8_mode = True,
)
dynamic_extension("numpy.core._multiarray_umath", path = "$ORIGIN/lib/python3.11/site-packages/numpy/core/_multiarray_umath.so")
