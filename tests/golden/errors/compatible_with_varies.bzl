# options:
# options (once): -D once=true
# options (targets): -D once=true -D targets=true
"""What a config is meant for may not go by the version."""

ONCE = variable("once", default = False)
TARGETS = variable("targets", default = False)
LINUX = ["x86_64-unknown-linux-gnu"]

interpreter(profile = "isolated", utf8_mode = True)
if ONCE:
    if TARGETS or TARGET.version == (3, 14):
        compatible_with(
            python = ">=3.10",
            targets = LINUX if TARGET.version > (3, 12) else [],
        )
elif TARGET.version >= (3, 12):
    compatible_with(python = ">=3.12")
else:
    compatible_with(python = ">=3.9,<3.12")
