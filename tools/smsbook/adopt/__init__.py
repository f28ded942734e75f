"""Beginning with smsbook: a first SMS, a new document, and what an organisation already has."""
