"""The contracts of every table, and the code lists: what the data is, and nothing of how it is made."""
