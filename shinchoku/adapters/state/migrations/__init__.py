"""The migrations of the state database, run by `schema.bring_up_to_date`."""
