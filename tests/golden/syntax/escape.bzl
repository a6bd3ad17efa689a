# options:
x = "\d"
