import ast
from pathlib import Path

import pytest

from bench.run import Figure, Run, names, page

BENCH = Path(__file__).parents[2] / "bench"


@pytest.mark.parametrize(
    ("row", "met", "ratio"),
    [
        ({"unit": "1/s", "value": 10.0}, None, None),
        ({"unit": "1/s", "value": 2000.0, "target": 2000}, True, None),
        ({"unit": "1/s", "value": 1999.0, "target": 2000}, False, None),
        ({"unit": "ms", "value": 0.5, "target": 0.5}, True, None),
        ({"unit": "ms", "value": 0.6, "target": 0.5}, False, None),
        ({"unit": "1/s", "value": 50.0, "peer": "p", "peer_value": 10.0, "target": 50.0}, True, 5),
        ({"unit": "ms", "value": 2.0, "peer": "p", "peer_value": 10.0}, None, 5),
    ],
)
def test_more_a_second_and_fewer_milliseconds_are_better(
    row: dict[str, object], met: bool | None, ratio: float | None
) -> None:
    figure = Figure.from_row({"name": "a", **row})
    assert (figure.met, figure.ratio) == (met, ratio)


def test_a_row_of_another_shape_is_refused() -> None:
    with pytest.raises(KeyError):
        Figure.from_row({"name": "a", "unit": "minutes", "value": 1})
    with pytest.raises(TypeError):
        Figure.from_row({"name": "a", "unit": "ms", "value": 1, "best": True})


def test_a_figure_without_a_target_has_a_line_too() -> None:
    assert Figure("append", 1000, "1/s").line() == "| append | 1,000 a second |  |  |  |"


def test_the_page_tells_each_figure_beside_its_target() -> None:
    told = page(
        [Figure("append", 1000, "1/s", "other", 204, 1020), Figure("assess", 0.4, "ms", target=0.5)], "abc12"
    )
    assert "| append | 1,000 a second | 4.90 times other | at least 1,020 a second | NO |" in told
    assert "| assess | 0.4 ms |  | at most 0.5 ms | yes |" in told
    assert "- commit: abc12" in told


def test_runs_stand_side_by_side_with_the_first_of_their_kind() -> None:
    runs = [Run("premium", "we", 1000, 0.5, 0.4), Run("premium", "they", 500, 0.5, 0.8, 7)]
    told = page([], "abc12", runs)
    assert "| premium | we | 1,000 | 0.5 | 0.4 | 2,000 | 1.00 | 1.00 |  |" in told
    assert "| premium | they | 500 | 0.5 | 0.8 | 1,000 | 2.00 | 4.00 | 7 |" in told
    assert "Side by side" not in page([], "abc12")


@pytest.mark.parametrize("name", names())
def test_every_file_of_bench_has_a_main(name: str) -> None:
    tree = ast.parse(
        (BENCH / f"{name}.py").read_text("utf-8")
    )  # not imported: peers come with `make bench` only
    assert "main" in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
