# options:
interpreter(
    isolated = True
    utf8_mode = True,
)
