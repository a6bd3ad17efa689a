"""C over ``PyConfig`` and over ``PyInitConfig``."""
