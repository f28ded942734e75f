"""Compare: two states of an SMS, in the words of its documents."""
