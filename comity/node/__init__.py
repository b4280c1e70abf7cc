"""One running node: everything that touches the world."""
