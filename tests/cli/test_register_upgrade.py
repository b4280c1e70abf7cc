"""`comity register upgrade` brings the tables of an old home up to date, and makes none where none were."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from typer.testing import CliRunner

from comity.basis.dates import Day
from comity.cli.main import app
from comity.node import known, ledger, roles
from comity.node.config import Config
from comity.node.database import NodeDatabase
from comity.node.node import init_node, open_node
from comity.node.recover import stored_act
from comity.node.sequencer import number_acts
from comity.node.settings import DATABASE, unapplied, use_database
from comity.register import act
from comity.register.act import Act
from comity.register.merkle import leaf_hash

RUN = CliRunner()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = init_node(tmp_path / "n", Config("a.example", "a.example/2026", "test", vault=str(tmp_path / "v")))
    made.close()
    return made.home


def _upgrade(home: Path, *more: str) -> tuple[int, str, str]:
    run = RUN.invoke(app, ["--home", str(home), "register", "upgrade", *more])
    return run.exit_code, run.stdout, run.stderr


def test_an_old_home_is_brought_up_to_date_once(home: Path) -> None:
    use_database(home)
    call_command("migrate", "node", "0003", verbosity=0)
    missing = unapplied()
    use_database(None)
    assert missing[:2] == ["0004_exchange", "0005_guards"]
    assert json.loads(_upgrade(home, "--json")[1]) == {"applied": missing, "keys": []}
    assert _upgrade(home) == (0, "The tables are up to date; nothing had to be done.\n", "")


def test_an_old_home_is_told_to_upgrade_and_nothing_else_is_done(home: Path) -> None:
    use_database(home)
    call_command("migrate", "node", "0003", verbosity=0)
    use_database(None)
    run = RUN.invoke(app, ["--home", str(home), "--json", "register", "status"])
    error = json.loads(run.stderr)["error"]
    assert (run.exit_code, error["code"]) == (4, "node.old_tables")
    assert "comity register upgrade" in error["words"]
    assert "0004_exchange" in error["facts"]["steps"]
    _upgrade(home)
    open_node(home).close()


def test_acts_and_keys_of_an_old_home_are_made_whole(home: Path) -> None:
    node = open_node(home)
    leaf = act.seal(Act("test.permit", node.name, bytes(16), {"id": "x"}, {}, 1), node.vault.key("issuer"))
    with NodeDatabase().transaction() as cursor:
        ledger.add_acts(cursor, [stored_act(leaf)])
    number_acts(node)
    (node.vault.folder / "caller.key").unlink()
    use_database(home)
    call_command("migrate", "node", "0003", verbosity=0)
    use_database(None)
    node.close()
    assert json.loads(_upgrade(home, "--json")[1])["keys"] == ["caller"]
    node = open_node(home)
    with NodeDatabase().transaction() as cursor:
        found = known.standing(cursor, leaf_hash(leaf), Day(2026, 11, 21), known.EVER)
    node.close()
    assert found.standing == "in force"


def test_no_register_is_made_where_one_is_missing(home: Path) -> None:
    (home / DATABASE).unlink()
    code, _, error = _upgrade(home)
    assert (code, "is not the data folder of a node" in error) == (2, True)
    assert not (home / DATABASE).exists()


def test_a_node_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMITY_HOME", raising=False)
    assert RUN.invoke(app, ["register", "upgrade"]).exit_code == 2


def test_the_owner_and_the_reader_are_passed_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, ...]] = []

    def upgrade(home: Path, *given: str) -> list[str]:
        told.append(given)
        return []

    monkeypatch.setattr(roles, "upgrade", upgrade)
    _upgrade(home, "--owner", "postgresql:///x", "--reader", "r")
    monkeypatch.setenv("COMITY_DATABASE_OWNER", "postgresql:///y")
    _upgrade(home)
    assert told == [("postgresql:///x", "r"), ("postgresql:///y", "")]
