"""The stewards' review: who may do what, how findings and releases move, what people are told."""
