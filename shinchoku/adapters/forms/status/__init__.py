"""The form of a status sheet: a workbook for one department and one round, filled in as far as known."""
