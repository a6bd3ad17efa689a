# options:
for x in []:
    pass
continue
