"""The shape of one document, and which of its values refer to others."""
