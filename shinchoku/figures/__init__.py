"""What it amounts to: progress, exact rates, and the rows of a year."""
