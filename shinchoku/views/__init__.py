"""What is read for people, as values that terminal and console both print."""
