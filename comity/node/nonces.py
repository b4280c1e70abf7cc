"""The requests answered lately, each the name of an empty file: kept over a restart and between processes."""

import os
from pathlib import Path

from comity.basis.errors import InputError
from comity.exchange.request import WINDOW_S, Asked
from comity.node.files import own_folder, sync_folder

FOLDER = "nonces"


def take(home: Path, asked: Asked, now: int) -> bool:
    """Whether the request is answered for the first time; from then on it is not. It must be verified before.

    Those that are refused for their time anyway are forgotten.
    """
    folder = home / FOLDER
    own_folder(folder)
    _forget(folder, now - 2 * WINDOW_S)
    try:
        os.close(os.open(folder / f"{asked.time}-{asked.nonce.hex()}", os.O_CREAT | os.O_EXCL, 0o600))
        sync_folder(folder)
    except FileExistsError:
        return False
    except OSError as fault:
        raise InputError("files.not_writable", path=str(folder), reason=type(fault).__name__) from fault
    return True


def _forget(folder: Path, before: int) -> None:
    for path in folder.iterdir():
        time, _, _ = path.name.partition("-")
        if time.isdigit() and int(time) < before:
            path.unlink(missing_ok=True)  # another process may have been first
