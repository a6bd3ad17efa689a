# source: Schildkroet/CANgaroo#35, gsohler/openscad#37 (AppImages with a CPython of their own)
# check: c 3.9 3.12
# clean: yes
# boot: 3.9 3.12 3.14
# boot-args: --origin {prefix}/bin
# started: yes
# report: home=^null$
# report: sys.prefix=^{prefix}(/bin/\.\.)?$
interpreter(
    home = "$ORIGIN/..",
    use_environment = False,
    user_site_directory = False,
)
