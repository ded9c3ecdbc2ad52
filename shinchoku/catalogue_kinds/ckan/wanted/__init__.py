"""What a publication looks like in CKAN: names, fields, addresses, tables."""
