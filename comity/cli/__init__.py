"""The command `comity`: one file a system."""
