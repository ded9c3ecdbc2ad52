"""Carrying out what two persons decided to take down; a night ends what a killed run left."""
