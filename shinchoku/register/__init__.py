"""What the city promised: the plan's register, its years and numbers, and what is wrong with it."""
