# options:
"""Allocators that pyembed refuses together."""

interpreter(
    allocator_backend = "jemalloc",
    allocator_mem = True,
    allocator_obj = True,
    allocator_pymalloc_arena = True,
)
