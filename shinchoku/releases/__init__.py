"""What may go out: differences, holds, decisions, and the versions so far."""
