# options:
return 1
