"""All documents by id, with every reference resolved in both directions."""
