"""From a config to text: one back end per file over shared values and writers, and the table of them all."""
