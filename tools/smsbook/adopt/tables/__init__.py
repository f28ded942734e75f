"""Spreadsheets: what people have comes in, and goes out again."""
