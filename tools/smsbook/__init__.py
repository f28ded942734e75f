"""smsbook checks a service management system kept as YAML and publishes its handbook."""

__version__ = "0.1.0"
