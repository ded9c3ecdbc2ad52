"""What departments sent: sheets, where their tables are, typed rows, and which row counts."""
