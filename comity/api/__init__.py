"""The HTTP face of a node: what others read of it, and what they ask of it."""
