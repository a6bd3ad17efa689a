# options:
break
