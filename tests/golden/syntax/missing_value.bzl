# options:
interpreter(isolated =)
