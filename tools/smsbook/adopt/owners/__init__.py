"""Who is asked about a change, and who is told what is due."""
