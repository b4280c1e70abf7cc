from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from comity.exchange.request import WINDOW_S, Asked
from comity.node import nonces

NOW = 1_000_000
ASKED = Asked("ab" * 16, ("/body/name",), "accident 17", NOW, bytes(16), "a.example")


def test_a_request_is_taken_once_whoever_asks_at_the_same_time(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: nonces.take(tmp_path, ASKED, NOW), range(40)))
    assert taken.count(True) == 1
    assert nonces.take(tmp_path, replace(ASKED, nonce=b"n" * 16), NOW)


def test_it_stays_taken_for_as_long_as_its_time_would_pass(tmp_path: Path) -> None:
    assert nonces.take(tmp_path, ASKED, NOW - WINDOW_S)
    assert not nonces.take(tmp_path, ASKED, NOW + WINDOW_S)


def test_what_is_refused_for_its_time_anyway_is_forgotten(tmp_path: Path) -> None:
    for second in range(5):
        nonces.take(tmp_path, replace(ASKED, time=NOW + second), NOW)
    later = NOW + 3 * WINDOW_S
    nonces.take(tmp_path, replace(ASKED, time=later), later)
    assert len(list((tmp_path / nonces.FOLDER).iterdir())) == 1
