# options: -D which=target
# options (other): -D which=other
# options (rule): -D which=rule
# options (record): -D which=record
# options (renamed): -D which=renamed
# options (star): -D which=star
"""What has no such attribute, or none that can be set, and a field that arrives in a dict."""

WHICH = variable("which")

if WHICH == "target":
    print(TARGET.triplet)
if WHICH == "other":
    print(TARGET.system)
if WHICH == "rule":
    interpreter.profile = "isolated"
config = interpreter()
if WHICH == "record":
    config.utf8_mode = True
if WHICH == "renamed":
    config.dev_mode = True
if WHICH == "star":
    interpreter(**{"profil": "isolated"})
