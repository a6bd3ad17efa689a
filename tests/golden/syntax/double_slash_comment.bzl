# options:
// a comment
interpreter()
