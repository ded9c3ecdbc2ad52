"""Workbooks that this project makes for people to fill in: status sheets, and the register itself."""
