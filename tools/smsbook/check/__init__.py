"""Walk the rooms over a folder: from files to a library and a report."""
