"""Everything that touches a disk, a database or the network."""
