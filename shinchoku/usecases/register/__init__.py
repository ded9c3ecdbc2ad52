"""How the register changes: by workbook, by amendment, by a round that opens."""
