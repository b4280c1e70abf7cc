"""comity: software with which a union of states runs its common economic space."""

__version__ = "0.1.0"
