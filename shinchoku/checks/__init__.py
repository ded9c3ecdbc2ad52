"""What is wrong with it: the rules, and findings with their place and words."""
