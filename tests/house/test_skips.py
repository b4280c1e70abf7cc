"""The rule for skips itself: what must be there is, and nothing else is left out unseen."""

from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("COMITY_REQUIRE", raising=False)
    pytester.makeconftest(CONFTEST.read_text("utf-8"))
    return pytester


def outcomes(suite: pytest.Pytester, reason: str) -> dict[str, int]:
    suite.makepyfile(f"import pytest\ndef test_it(): pytest.skip({reason!r})")
    return suite.runpytest_subprocess("-p", "no:cacheprovider").parseoutcomes()


@pytest.mark.parametrize("word", ["browser", "postgres", "spark"])
def test_a_required_thing_that_is_missing_fails(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    monkeypatch.setenv("COMITY_REQUIRE", "browser, postgres,spark")
    assert outcomes(suite, f"needs {word}: none here") == {"failed": 1}


def test_a_thing_that_is_not_required_may_be_missing(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("COMITY_REQUIRE", "postgres")
    assert outcomes(suite, "needs browser") == {"skipped": 1}


def test_shared_data_may_always_be_missing(suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("COMITY_REQUIRE", "browser,postgres,spark")
    assert outcomes(suite, "needs shared data: facts/goods") == {"skipped": 1}


def test_any_other_skip_fails_in_ci(suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert outcomes(suite, "flaky on Fridays") == {"failed": 1}


def test_any_other_skip_is_told_at_home(suite: pytest.Pytester) -> None:
    assert outcomes(suite, "flaky on Fridays") == {"skipped": 1}


def test_a_file_that_skips_itself_is_judged_too(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    suite.makepyfile("import pytest\npytest.importorskip('no_such_module')\ndef test_it(): pass")
    assert suite.runpytest_subprocess("-p", "no:cacheprovider").parseoutcomes() == {"errors": 1}


def test_a_skip_mark_is_judged_too(suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    suite.makepyfile("import pytest\n@pytest.mark.skip(reason='later')\ndef test_it(): pass")
    assert suite.runpytest_subprocess("-p", "no:cacheprovider").parseoutcomes() == {"errors": 1}


def test_an_expected_failure_stays_one(suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    suite.makepyfile("import pytest\n@pytest.mark.xfail\ndef test_it(): assert 0")
    assert suite.runpytest_subprocess("-p", "no:cacheprovider").parseoutcomes() == {"xfailed": 1}
