"""Runs every file of bench/ and writes what it measured to bench/RESULTS.md: `make bench`.

A file of bench/ has `main()`, which prints its figures and gives them back as rows: `name`, `value`, `unit`
("1/s", the more the better; "ms" or "MB", the less), and where there is one a `peer` with its `peer_value`
and a `target` in the same unit. A row with `what` is a run beside others instead: `who` did it, on how many
`rows`, `wall` and `cpu` seconds, and how many rows are `different` from ours. It also runs by itself.
"""

import importlib
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PACKAGES = (
    "cbor2",
    "cryptography",
    "pynacl",
    "django",
    "numpy",
    "pyarrow",
    "duckdb",
    "pymerkle",
    "zen-engine",
    "polars",
    "openfisca-core",
)
_WHOLE = 1_000  # a figure so large is told without decimals
MORE_IS_BETTER = {"1/s": True, "ms": False, "MB": False}


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure, beside its peer's and its target where there are such."""

    name: str
    value: float
    unit: str
    peer: str = ""
    peer_value: float | None = None
    target: float | None = None

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Figure":
        """The figure of a row; KeyError for an unknown unit, TypeError for an unknown column."""
        figure = cls(**row)
        MORE_IS_BETTER[figure.unit]
        return figure

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.target is None:
            return None
        return self.value >= self.target if MORE_IS_BETTER[self.unit] else self.value <= self.target

    @property
    def ratio(self) -> float | None:
        """How many times better than the peer."""
        if not self.peer_value:
            return None
        return self.value / self.peer_value if MORE_IS_BETTER[self.unit] else self.peer_value / self.value

    def line(self) -> str:
        """Its row in the table of results."""
        beside = f"{self.ratio:.2f} times {self.peer}" if self.ratio is not None else ""
        bound = "at least" if MORE_IS_BETTER[self.unit] else "at most"
        aim = "" if self.target is None else f"{bound} {_said(self.target, self.unit)}"
        met = {True: "yes", False: "NO", None: ""}[self.met]
        cells = [self.name, _said(self.value, self.unit), beside, aim, met]
        return f"| {' | '.join(cells)} |"


@dataclass(frozen=True, slots=True)
class Run:
    """One piece of work done by one of several; the first of a kind is ours."""

    what: str
    who: str
    rows: int
    wall: float
    cpu: float
    different: int | None = None

    def line(self, ours: "Run") -> str:
        """Its row in the table of runs: how many times our seconds a row it takes."""
        share = ours.rows / self.rows
        times = [f"{took * share / own:.2f}" for took, own in ((self.wall, ours.wall), (self.cpu, ours.cpu))]
        different = "" if self.different is None else f"{self.different:,}"
        speed = f"{self.rows / self.wall:,.0f}"
        cells = [self.what, self.who, f"{self.rows:,}", f"{self.wall:.3g}", f"{self.cpu:.3g}", speed]
        return f"| {' | '.join([*cells, *times, different])} |"


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, the best of three, and what the last run gave."""
    best, given = float("inf"), None
    for _ in range(3):
        start = time.perf_counter()
        given = run()
        best = min(best, time.perf_counter() - start)
    return best, given


def told(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of figures a second, each printed beside its peer's."""
    for each in rows:
        ratio = each["value"] / each["peer_value"]
        ours, theirs = (f"{each[side]:,.0f}/s" for side in ("value", "peer_value"))
        print(f"{each['name']}  {ours}  {each['peer']} {theirs}  {ratio:.2f}")
    return rows


def _said(value: float, unit: str) -> str:
    if unit == "1/s":
        return f"{value:,.0f} a second"
    return f"{value:,.0f} {unit}" if value >= _WHOLE else f"{value:.3g} {unit}"


def names() -> list[str]:
    """The files that measure; a `fleet_` file makes what is measured, a `peer_` file is run by another."""
    return sorted(
        path.stem for path in HERE.glob("*.py") if not path.stem.startswith(("run", "fleet_", "peer_"))
    )


def page(figures: Iterable[Figure], commit: str, runs: Iterable[Run] = ()) -> str:
    """The results as Markdown."""
    versions = ", ".join(f"{name} {version}" for name in PACKAGES if (version := _version(name)))
    lines = [
        "# Results",
        "",
        "Written by `make bench`, not by hand. One core if not said otherwise; the best of a few rounds.",
        "",
        f"- machine: {os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        f"- Python {platform.python_version()}; {versions}",
        f"- commit: {commit}",
        "",
        "| what | figure | beside a peer | target | met |",
        "|------|-------:|---------------|--------|-----|",
        *(figure.line() for figure in figures),
        *_side_by_side(list(runs)),
    ]
    return "\n".join([*lines, ""])


def _side_by_side(runs: list[Run]) -> list[str]:
    if not runs:
        return []
    ours: dict[str, Run] = {}
    for run in runs:
        ours.setdefault(run.what, run)
    return [
        "",
        "## Side by side",
        "",
        "The same rows, one after the other, each in a process of its own and in the form that suits it;",
        "making that form is outside the clock. Times: how many of our seconds a row takes there. Different:",
        "rows whose answer is not ours to the last hundredth.",
        "",
        "| what | by | rows | wall, s | CPU, s | rows a second | times, wall | times, CPU | different |",
        "|------|----|-----:|--------:|-------:|--------------:|------------:|-----------:|----------:|",
        *(run.line(ours[run.what]) for run in runs),
    ]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def main() -> int:
    """Run all, write the page; 1 when a target was missed."""
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    figures, runs = [], []
    for name in names():
        print(f"bench: {name}", flush=True)
        rows = importlib.import_module(f"bench.{name}").main()
        runs += [Run(**row) for row in rows if "what" in row]
        figures += [Figure.from_row(row) for row in rows if "what" not in row]
    (HERE / "RESULTS.md").write_text(page(figures, asked.stdout.strip() or "unknown", runs), "utf-8")
    missed = [figure.name for figure in figures if figure.met is False]
    told = ", ".join(missed) or "none"
    print(f"bench: {len(figures)} figures in bench/RESULTS.md, {len(missed)} missed: {told}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
