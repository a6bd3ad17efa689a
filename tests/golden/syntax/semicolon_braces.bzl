# options:
interpreter() {
}
