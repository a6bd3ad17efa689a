"""The Python part of CL_NAME."""
