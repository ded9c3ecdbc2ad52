"""What a catalogue should hold of a publication, and how that differs from what it holds."""
