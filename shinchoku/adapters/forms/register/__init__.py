"""The register in one workbook that an officer edits, and back into `plan.toml`."""
