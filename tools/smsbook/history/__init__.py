"""History: what git knows about the documents of an SMS, read in one pass over its log."""
