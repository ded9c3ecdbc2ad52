"""What people do, each deed a function that terminal and console both call."""
