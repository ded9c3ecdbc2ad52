"""Shinchoku (進捗): plan progress, published nightly.

The pure core stands at the top of this package; `adapters` touch disks, databases and the network;
`night` (its stages), `usecases` (what people do) and `views` (what people read) put the two together for
the flows, the command line and the console.
"""
