"""What is wrong, as data: the finding record, the catalogue of codes, and how findings are shown."""
