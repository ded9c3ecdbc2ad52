"""The migrations of the state database, run by `database.open_database`."""
