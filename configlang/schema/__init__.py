"""What a config is: the field table, the frozen classes, and the conversion of declared values to them."""
