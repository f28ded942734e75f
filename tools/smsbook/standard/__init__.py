"""The standards as data: catalogues of requirements, roles, processes and words, and their readers."""
