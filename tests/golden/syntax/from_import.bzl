# options:
from os import path
