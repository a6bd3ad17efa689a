"""
Faults put in on purpose: a seeded sample of them over the source, and which of them no test notices.

mutmut's operators make the faults. Its own runner takes no sample, leaves out what stands outside of functions and in
decorated ones (a quarter of the places here, most tables among them), and has each module hold all of its faults at
once, beside imports of mutmut: tests of ours fail then that look at imports, or start Python without site-packages.
"""
