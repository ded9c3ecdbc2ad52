"""What departments and stewards do with sheets: fill in, check, hand in, take back, set aside."""
