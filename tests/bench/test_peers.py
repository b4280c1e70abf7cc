from pathlib import Path

import pytest

from bench import law_peers
from bench.law_peers import OURS, PEERS, Peer, compared, differing, line, measured, prepare

FEW = 3_000
OF_THE_PREMIUM = {peer.name: peer for peer in PEERS if peer.what == "premium"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("peers")
    prepare(made, FEW)
    assert measured(OF_THE_PREMIUM[OURS], made) is not None
    return made


# The peers that only the bench installs are compared with us there, row by row, in every run.
@pytest.mark.parametrize("name", ["loop", "duckdb"])
def test_a_peer_that_reckons_in_whole_numbers_agrees_on_every_row(name: str, folder: Path) -> None:
    told = measured(OF_THE_PREMIUM[name], folder)
    if told is None:
        pytest.skip(f"{name} is not installed here")
    assert told["rows"] == FEW
    assert differing(OF_THE_PREMIUM[OURS], OF_THE_PREMIUM[name], folder) == 0


def test_a_peer_that_is_not_there_is_skipped_with_its_reason(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert measured(Peer("none", ("peer_of_nobody.py",), "nobody's engine"), folder) is None
    assert "nobody's engine: skipped, " in capsys.readouterr().out


def test_our_figure_stands_beside_each_peer_with_what_is_promised(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"wall": 0.5, "cpu": 0.4, "rows": FEW, "version": "1"}
    monkeypatch.setattr(law_peers, "measured", lambda peer, folder: {**told, "wall": 0.5 / (peer.times or 1)})
    ours = OF_THE_PREMIUM[OURS]
    run, other, figure = compared(folder, (ours, Peer(OURS, (), "the same", times=2)))
    assert (run["different"], other["different"]) == (None, 0)
    assert line(other) == f"premium, {FEW:,} rows  0.250 s wall  0.400 s CPU  the same 1  0 rows differ"
    assert (figure["value"], figure["peer_value"], figure["target"]) == (6_000, 12_000, 24_000)
