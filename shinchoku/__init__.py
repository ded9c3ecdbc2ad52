"""Shinchoku (進捗): plan progress, published nightly.

The pure core stands at the top of this package; `adapters` touch disks, databases and the network;
`stages` put the two together for the flows and the command line.
"""
