"""How every test runs: Hypothesis profiles, and which skips are allowed where."""

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings

settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

SHARED_DATA = "needs shared data"  # folders beside the work tree that not every machine has

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def _objection(reason: str) -> str | None:
    """Why this skip is not allowed here; None when it is.

    COMITY_REQUIRE names what must be there (browser,postgres,spark): a test that skips for want of it fails.
    Under CI every other skip fails too, unless it wants the shared data.
    """
    required = [word.strip() for word in os.environ.get("COMITY_REQUIRE", "").split(",") if word.strip()]
    known = {"browser", "postgres", "spark", *required}
    for word in sorted(known):
        if reason.startswith(f"needs {word}"):
            return f"COMITY_REQUIRE demands {word}" if word in required else None
    if reason.startswith(SHARED_DATA) or not os.environ.get("CI"):
        return None
    return "no test may be skipped in CI for this reason"


def _judge(report: Report) -> Report:
    if report.outcome != "skipped" or hasattr(report, "wasxfail") or not isinstance(report.longrepr, tuple):
        return report
    reason = str(report.longrepr[2]).removeprefix("Skipped: ")
    if objection := _objection(reason):
        report.outcome = "failed"
        report.longrepr = f"skipped, but {objection}: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip that is not allowed into a failure."""
    return _judge((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file that skips itself."""
    return _judge((yield))


@pytest.fixture(scope="session", autouse=True)
def migrated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Copy the tables of the first register made in SQLite into each later one: to make them takes 0.5 s."""
    from django.core import management  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415 tests of other parts need no Django

    from comity.node import roles  # noqa: PLC0415

    model, migrate = tmp_path_factory.mktemp("model") / "register.sqlite3", management.call_command

    def make(*args: Any, **options: Any) -> None:
        place = Path(str(connection.settings_dict["NAME"]))
        if connection.vendor != "sqlite" or not place.is_file() or place.stat().st_size:
            migrate(*args, **options)
            return
        if not model.exists():
            migrate(*args, **options)
            connection.close()
            shutil.copyfile(place, model)
        connection.close()
        shutil.copyfile(model, place)

    patch = pytest.MonkeyPatch()
    patch.setattr(roles, "call_command", make)
    yield
    patch.undo()
