# options:
async def f():
    pass
