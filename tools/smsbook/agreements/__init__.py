"""Agreements: what is promised, in values that can be compared: ratios, durations, amounts and hours."""
