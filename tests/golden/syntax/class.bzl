# options:
class Config:
    pass
