def third(fault, number):
    """Holds the faults."""
    static_extension(
        name = "number%d" % number,
        init = "0" if fault == "value" and number == 1 else None,
    )
    if fault == "fail" and number == 1:
        fail("no more than one:", number)
    if fault == "engine" and number == 1:
        static_extension([][number])
    if fault == "twice":
        interpreter(verbose = number == 1)
