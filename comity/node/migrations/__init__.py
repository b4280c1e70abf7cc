"""The schema of a node's register, step by step."""
