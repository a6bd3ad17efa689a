# options: -D mistake=value
# options (run): -D mistake=run
# options (run-old): --python 3.9 -D mistake=run
# options (check): -D mistake=check
# options (everywhere): -D mistake=everywhere
# options (variables): -D mistake=variables -D level=1 -D old=1 -D never=1
"""What is wrong for some versions alone is told once, with these versions; what is for all, without."""

MISTAKE = variable("mistake", default = "none")
IS_OLD = TARGET.version < (3, 10)

compatible_with(python = ">=3.8,!=3.12")
if MISTAKE == "value":
    interpreter(hash_seed = -1 if IS_OLD else 2.5)
elif MISTAKE == "run":
    interpreter(verbose = {"3.11": 1, "3.14": 2}[TARGET.python])
elif MISTAKE == "check":
    # Both are fine where the other is.
    interpreter(
        profile = "isolated",
        utf8_mode = True,
        isolated = True,
        use_environment = IS_OLD,
        safe_path = True,
        remote_debug = None if TARGET.version < (3, 13) else False,
    )
elif MISTAKE == "everywhere":
    interpreter(profile = "isolatd" if IS_OLD else "isolatd")
else:
    interpreter(
        profile = "isolated",
        utf8_mode = True,
        verbose = variable("level", default = 1 if IS_OLD else 2),
        inspect = variable("old", default = 1) == 1 if IS_OLD else False,
    )
