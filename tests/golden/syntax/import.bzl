# options:
import os
