"""From YAML text to plain data, and back to the place of every value."""
