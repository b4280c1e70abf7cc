"""What an administrator of the database can do: take away the trigger that guards the acts, and change one.

`python -m demo.tampering FOLDER` changes a character of a refusal in the database of the node in the folder.
"""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from comity.node.settings import DATABASE


def main() -> None:
    """Change the act."""
    with closing(sqlite3.connect(Path(sys.argv[1], DATABASE))) as database, database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            database.execute(f'DROP TRIGGER "{name}"')
        ((act, leaf),) = database.execute("SELECT id, leaf FROM node_act WHERE kind = 'goods.refusal'")
        changed = leaf.replace(b"Primer", b"Prymer")
        database.execute("UPDATE node_act SET leaf = ? WHERE id = ?", (changed, act))


if __name__ == "__main__":
    main()
