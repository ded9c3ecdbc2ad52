"""What is carried into a network that reaches no registry: `make bundle` (docs/how-to/install-in-a-closed-network.md)."""
