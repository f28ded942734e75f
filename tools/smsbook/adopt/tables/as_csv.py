"""A table as CSV that spreadsheets read: in UTF-8 with the mark that tells them so, parted by commas."""

from __future__ import annotations

import csv
from io import StringIO

from smsbook.adopt.tables.hand_out import Table


def render(table: Table) -> bytes:
    """Return the table as CSV."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows(table.rows)
    return text.getvalue().encode("utf-8-sig")
