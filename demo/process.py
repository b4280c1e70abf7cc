"""One call of `comity` in a process of its own, forked, so that what it loads is loaded once."""

import os
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from comity.cli.main import main

ROOT = Path(__file__).parents[1]
GROUPS = ("init", "official", "goods", "law", "register", "trust", "work")
_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")

for group in GROUPS:  # the command itself loads one only when it is called
    import_module(f"comity.cli.{group}")


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that has ended: its code and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def in_a_process(words: Sequence[str], environment: Mapping[str, str], offline: bool) -> Ended:
    """Run `comity` with these words; with the network off, any call to it ends the command with an error."""
    sys.stdout.flush()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            _be_comity(words, environment, offline, out.fileno(), err.fileno())
        try:
            _, status = os.waitpid(child, 0)
        except BaseException:
            os.kill(child, 15)
            os.waitpid(child, 0)
            raise
        told = []
        for stream in (out, err):
            stream.seek(0)
            told.append(stream.read().decode("utf-8", "replace"))
    return Ended(os.waitstatus_to_exitcode(status), *told)


def _be_comity(
    words: Sequence[str], environment: Mapping[str, str], offline: bool, out: int, err: int
) -> None:
    code = 1
    try:
        os.dup2(out, 1)
        os.dup2(err, 2)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(ROOT)
        sys.argv = ["comity", *words]
        if offline:
            sys.addaudithook(_refuse)
        main()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 nothing of the demo itself may go on in here
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _refuse(event: str, _: object) -> None:
    if event in _NETWORK:
        raise OSError(f"the network is off in this part of the demo ({event})")
