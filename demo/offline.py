"""The command `comity` with the network off: any call to the network ends the process with an error."""

import sys

from comity.cli.main import main

_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")


def _refuse(event: str, _: object) -> None:
    if event in _NETWORK:
        raise OSError(f"the network is off in this part of the demo ({event})")


if __name__ == "__main__":
    sys.addaudithook(_refuse)
    main()
