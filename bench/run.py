"""Measures what each file of bench/ promises and writes bench/RESULTS.md: `make bench`."""

import importlib
import os
import platform
import subprocess
import sys
import timeit
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).parent
ROUNDS = 5  # the best of them counts: the others measure what else the machine did
PEERS = ("cbor2", "cryptography", "pynacl", "pymerkle")


@dataclass(frozen=True, slots=True)
class Measure:
    """One piece of work and what it has to reach.

    `work` does `times` operations in a call. `most_ms` bounds one operation; `least_per_second` the rate;
    `least_ratio` how many times faster than `peer`, which does the same `times` operations.
    """

    name: str
    work: Callable[[], object]
    times: int = 1
    most_ms: float | None = None
    least_per_second: int | None = None
    peer: Callable[[], object] | None = None
    peer_name: str = ""
    least_ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """Seconds one operation took, in ours and in the peer's hands."""

    measure: Measure
    seconds: float
    peer_seconds: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.peer_seconds / self.seconds if self.peer_seconds is not None else None

    @property
    def met(self) -> bool:
        aim = self.measure
        return (
            (aim.most_ms is None or self.seconds * 1000 <= aim.most_ms)
            and (aim.least_per_second is None or 1 / self.seconds >= aim.least_per_second)
            and (aim.least_ratio is None or (self.ratio or 0) >= aim.least_ratio)
        )


def seconds(work: Callable[[], object], times: int) -> float:
    """The best time of one operation."""
    timer = timeit.Timer(work)
    calls, _ = timer.autorange()
    return min(timer.repeat(ROUNDS, calls)) / calls / times


def take(measure: Measure) -> Figure:
    peer = seconds(measure.peer, measure.times) if measure.peer else None
    return Figure(measure, seconds(measure.work, measure.times), peer)


def found() -> list[Measure]:
    """The MEASURES of every other file of bench/, in the order of their names."""
    names = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in ("run", "__init__"))
    return [measure for name in names for measure in importlib.import_module(f"bench.{name}").MEASURES]


def row(figure: Figure) -> str:
    aim, ratio = figure.measure, figure.ratio
    aims = [
        f"at most {aim.most_ms:g} ms" if aim.most_ms is not None else "",
        f"at least {aim.least_per_second:,} a second" if aim.least_per_second is not None else "",
        f"at least {aim.least_ratio:g} times {aim.peer_name}" if aim.least_ratio is not None else "",
    ]
    beside = f"{ratio:.1f} times {aim.peer_name}" if ratio is not None else ""
    told = [aim.name, f"{figure.seconds * 1000:.4f} ms", f"{1 / figure.seconds:,.0f}", beside]
    said = ", ".join(filter(None, aims))
    return " | ".join([*told, said, ("yes" if figure.met else "NO") if said else ""]).join(("| ", " |"))


def page(figures: Iterable[Figure], commit: str) -> str:
    """The results as Markdown."""
    versions = ", ".join(f"{name} {version}" for name in PEERS if (version := version_of(name)))
    return "\n".join(
        [
            "# Results",
            "",
            f"Written by `make bench`, not by hand: the best of {ROUNDS} rounds, one core, one operation.",
            "",
            f"- machine: {os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
            f"- Python {platform.python_version()}; {versions}",
            f"- commit: {commit}",
            "",
            "| what | time | a second | beside a peer | aim | met |",
            "|------|-----:|---------:|---------------|-----|-----|",
            *map(row, figures),
            "",
        ]
    )


def version_of(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def main() -> int:
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    figures = []
    for measure in found():
        figures.append(take(measure))
        print(row(figures[-1]), flush=True)
    (HERE / "RESULTS.md").write_text(page(figures, asked.stdout.strip() or "unknown"), "utf-8")
    missed = [figure.measure.name for figure in figures if not figure.met]
    print(f"bench: {len(figures)} measured, {len(missed)} missed their aim; written to bench/RESULTS.md")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
