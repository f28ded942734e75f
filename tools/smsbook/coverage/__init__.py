"""From requirement to evidence to state: what shows each requirement documented, and what is missing."""
