"""The hit policies beside a small reference written from DMN 1.5, 8.2.10."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import PackError
from comity.law.evaluate import evaluate
from comity.law.library import Library
from comity.law.value import Open

HITS = ("U", "F", "A", "P", "R", "O", "C", "C+", "C<", "C>", "C#")
PRIORITY = [2, 3, 1]
LIMITS = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 3)), min_size=1, max_size=5)


def reference(hit: str, outputs: list[int]) -> Any:
    """The answer for the outputs of the matching rows; the word for what it is not."""
    ordered = sorted(outputs, key=PRIORITY.index)
    if hit in "RC":
        return tuple(outputs)
    if hit == "O":
        return tuple(ordered)
    if hit == "C#":
        return len(outputs)
    if not outputs:
        return "gap"
    if (hit == "U" and len(outputs) > 1) or (hit == "A" and len(set(outputs)) > 1):
        return "broken"
    return {"P": ordered[0], "C+": sum(outputs), "C<": min(outputs), "C>": max(outputs)}.get(hit, outputs[0])


def answer(library: Library, x: int) -> Any:
    try:
        result = evaluate("aa.t", {"x": x}, library, date(2026, 1, 1))
    except PackError as fault:
        return "broken" if fault.code == "law.table.overlap" else fault
    return "gap" if isinstance(result.value, Open) else result.value


@given(st.sampled_from(HITS), LIMITS, st.integers(-1, 6))
def test_a_hit_policy_answers_as_the_reference(hit: str, rows: list[tuple[int, int]], x: int) -> None:
    lines = "".join(f"| >= {limit} | {output} |\n" for limit, output in rows)
    front = 'inputs: x: integer "x"\n' + f"hit: {hit}\npriority: 2, 3, 1\n"
    text = f"# A\npack: aa\n\n## t\n{front}\n| x | y |\n|---|---|\n{lines}"
    library = Library.from_texts({"aa.md": text}, draft=True)
    assert answer(library, x) == reference(hit, [output for limit, output in rows if x >= limit])


@pytest.mark.parametrize(
    ("hit", "row"), [("F", 11), ("P", 12), ("C>", 13), ("C<", 11), ("C+", None), ("C", None)]
)
def test_an_answer_of_one_row_is_cited_by_that_row(hit: str, row: int | None) -> None:
    front = f'inputs: x: integer "x"\nhit: {hit}\npriority: 2, 3, 1\n'
    text = f"# A\npack: aa\n\n## t\n{front}\n| x | y |\n|---|---|\n| - | 1 |\n| - | 2 |\n| - | 3 |\n"
    step = evaluate("aa.t", {"x": 1}, Library.from_texts({"aa.md": text}), date(2026, 1, 1)).step
    assert step is not None
    assert step.row == row


def test_overlapping_rows_are_named_with_file_and_lines() -> None:
    text = '# A\npack: aa\n\n## t\ninputs: x: integer "x"\n\n| x | y |\n|---|---|\n| > 1 | 1 |\n| > 2 | 2 |\n'
    library = Library.from_texts({"folder/aa.md": text}, draft=True)
    with pytest.raises(PackError) as caught:
        evaluate("aa.t", {"x": 3}, library, date(2026, 1, 1))
    assert dict(caught.value.facts) == {"file": "folder/aa.md", "line": "9, 10", "rule": "aa.t"}
