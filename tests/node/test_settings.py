"""Which database a process is pointed at, and what is refused of one."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from comity.basis.errors import InputError, StateError
from comity.node import settings
from comity.node.config import FILE, read_config
from comity.node.settings import ENVIRONMENT, parts, use_database
from tests.node.postgres import OWNER, WRITER, Server

NAMED = 'name = "a"\norigin = "a"\njurisdiction = "x"\n'


@pytest.mark.parametrize(
    "url", ["register.sqlite3", "mysql://x/y", "postgresql://x", "postgresql://[/y", "x y"]
)
def test_what_is_no_url_of_a_database_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(InputError, match=r"database\.not_a_url"):
        use_database(tmp_path, url)


def test_a_service_stands_for_a_database() -> None:
    assert parts("postgresql:///?service=comity") == {"service": "comity"}


@pytest.mark.parametrize("url", ["postgresql://a:secret@h/d", "postgresql://h/d?user=a&password=secret"])
def test_a_password_is_not_kept_in_the_settings(tmp_path: Path, url: str) -> None:
    (tmp_path / FILE).write_text(f'{NAMED}database = "{url}"\n')
    with pytest.raises(InputError, match=r"database\.password") as caught:
        read_config(tmp_path)
    assert "secret" not in str(caught.value)


def test_without_the_driver_a_node_on_sqlite_goes_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(settings, "import_module", missing)
    with pytest.raises(StateError, match=r"database\.no_driver"):
        use_database(tmp_path, "postgresql://a@h/d")
    use_database(tmp_path)
    assert connection.vendor == "sqlite"
    use_database(None)


def test_the_environment_names_the_database(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(ENVIRONMENT, server.url("model", WRITER))
    use_database(tmp_path)
    assert (connection.vendor, settings.unapplied()) == ("postgresql", [])
    use_database(None)
    assert connection.vendor == "sqlite"


def test_commits_reach_the_disk_whatever_the_role_says(server: Server, tmp_path: Path) -> None:
    name = server.copy()
    with server.connect(name) as admin:
        admin.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
    use_database(tmp_path, server.url(name, WRITER))
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)
    use_database(None)
    server.drop(name)


def test_a_server_that_may_forget_is_refused(server: Server, tmp_path: Path) -> None:
    with server.connect("postgres") as admin:
        admin.execute("ALTER SYSTEM SET full_page_writes = off")
        admin.execute("SELECT pg_reload_conf()")
    try:
        for _ in range(50):
            with server.connect("postgres") as seen:
                if seen.execute("SHOW full_page_writes").fetchone() == ("off",):
                    break
        with pytest.raises(StateError, match=r"database\.not_durable"):
            use_database(tmp_path, server.url("model", OWNER))
    finally:
        with server.connect("postgres") as admin:
            admin.execute("ALTER SYSTEM RESET full_page_writes")
            admin.execute("SELECT pg_reload_conf()")
        use_database(None)
