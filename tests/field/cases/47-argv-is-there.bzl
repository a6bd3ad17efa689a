# source: pybind/pybind11#2061, ariovistus/pyd#141, yglukhov/nimpy#19
# check: c 3.8 3.14
# must-not: no-effect
# boot: 3.8 3.14
# started: yes
# report: sys.argv=^\[".*"\]$
interpreter(
    install_signal_handlers = True,
)
