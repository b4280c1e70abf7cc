import ast
from pathlib import Path

import pytest

from bench.run import Figure, Measure, page, take


def nothing() -> None:
    return None


@pytest.mark.parametrize(
    ("measure", "taken", "peer", "met"),
    [
        (Measure("a", nothing), 9.0, None, True),
        (Measure("a", nothing, most_ms=0.5), 0.0005, None, True),
        (Measure("a", nothing, most_ms=0.5), 0.0006, None, False),
        (Measure("a", nothing, least_per_second=2000), 0.0005, None, True),
        (Measure("a", nothing, least_per_second=2000), 0.0006, None, False),
        (Measure("a", nothing, least_ratio=5), 1.0, 5.0, True),
        (Measure("a", nothing, least_ratio=5), 1.0, 4.9, False),
        (Measure("a", nothing, least_ratio=5), 1.0, None, False),
    ],
)
def test_an_aim_is_met_or_it_is_not(measure: Measure, taken: float, peer: float | None, met: bool) -> None:
    assert Figure(measure, taken, peer).met is met


def test_the_page_tells_each_figure_beside_its_aim() -> None:
    measure = Measure("append", nothing, peer=nothing, peer_name="other", least_ratio=5)
    told = page([Figure(measure, 0.001, 0.0049)], "abc1234")
    assert "| append | 1.0000 ms | 1,000 | 4.9 times other | at least 5 times other | NO |" in told
    assert "- commit: abc1234" in told


def test_work_of_many_operations_is_told_for_one() -> None:
    figure = take(Measure("sum", lambda: sum(range(1000)), times=1000))
    assert 0 < figure.seconds < 0.0001


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[2] / "bench").glob("*.py")), ids=lambda path: path.name
)
def test_every_file_of_bench_brings_its_measures(path: Path) -> None:
    names = {node.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Name)}
    assert (
        path.stem == "run" or "MEASURES" in names
    )  # not imported: peers are installed for `make bench` only
