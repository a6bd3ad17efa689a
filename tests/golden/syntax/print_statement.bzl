# options:
print "a"
