"""Another node as this one reads it: static files by name. The network, a mirror and a test each are one."""

from typing import Protocol


class Source(Protocol):
    """Where the files of another node's log come from."""

    def fetch(self, path: str, most_bytes: int) -> bytes | None:
        """The bytes under a name such as `checkpoint` or `tile/0/000.p/5`; None when it has none.

        PeerError when the node cannot be reached, or answers with more than `most_bytes`.
        """
