"""One lift application assessed by the real law: milliseconds with full trace, and with the reasons in words.

Run: `python bench/goods_assess.py`. Beside it the same points table in zen-engine (a rules engine in Rust)
with its trace, and as a Python dictionary: both are told how each origin ranks, know no dates, acts, missing
facts or exclusions, and answer for one day. What is filed in November must meet the law of two days.
"""

import importlib
import importlib.util
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from comity.goods.application import Application, read_application
from comity.goods.assess import Assessment, Decision, assess
from comity.goods.catalogue import Catalogue
from comity.goods.lower import SHAPE
from comity.goods.report import Report
from comity.law.explain import explain
from comity.law.library import Library

ROOT = Path(__file__).resolve().parents[1]
ROUNDS, EACH = 20, 50
LEAST = 120


def law() -> Library:
    """Every shipped pack."""
    folder = ROOT / "packs"
    texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}
    return Library.from_texts(texts, (SHAPE,))


def application(name: str, library: Library) -> Application:
    """An application of the demo, whose winch rests on an act no node is asked about."""
    text = (ROOT / "demo" / f"{name}.yaml").read_text("utf-8").replace("WINCH_ACT", "CY1:0")
    data = yaml.load(text, yaml.BaseLoader)
    return read_application(data, Catalogue(library, "ru"))


def milliseconds(work: Callable[[], object]) -> float:
    """One run, the best mean of some rounds."""
    work()
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(EACH):
            work()
        best = min(best, (time.perf_counter() - start) / EACH)
    return best * 1_000


def in_words(found: Assessment, library: Library) -> None:
    """All that is said of it: the table, the totals, the reasons, every step."""
    report = Report(found, "en")
    report.rows(), report.sources(), report.totals(), list(report.reasons())
    explain(found.days[0].met, library, "en")


def table(found: Assessment) -> dict[str, int]:
    """The points of each line, as whoever writes the table by hand would copy them."""
    return {each.item.id: int(each.item.points) for each in found.credits}


def ranks(found: Assessment) -> dict[str, Any]:
    """What the peers are told: whether each line is done, and how its origin ranks."""
    facts = found.application.facts
    return {
        each.item.id: {"done": facts.get(f"{each.item.id}.done"), "rank": each.rank} for each in found.credits
    }


def by_hand(found: Assessment) -> Callable[[], object]:
    """The same points in a dictionary: the floor, with nothing but the sum."""
    points, told = table(found), ranks(found)

    def work() -> bool:
        credited = {
            name: points[name] if line["done"] == "yes" and line["rank"] in ("own", "eaeu") else 0
            for name, line in told.items()
        }
        return sum(credited.values()) >= LEAST

    return work


def by_zen(found: Assessment) -> Callable[[], object] | None:
    """The same points in zen-engine, traced; None where it is not installed."""
    if importlib.util.find_spec("zen") is None:
        return None
    zen: Any = importlib.import_module("zen")
    lines = [
        {
            "id": name,
            "key": f"points.{name}",
            "value": f'{name}.done == "yes" and {name}.rank in ["own", "eaeu"] ? {n} : 0',
        }
        for name, n in table(found).items()
    ]
    total = {"id": "total", "key": "total", "value": "sum(values($.points))"}
    met = {"id": "met", "key": "met", "value": f"$.total >= {LEAST}"}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {
            "id": "points",
            "type": "expressionNode",
            "name": "points",
            "content": {"expressions": [*lines, total, met]},
        },
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": f"{start}-{end}", "type": "edge", "sourceId": start, "targetId": end}
        for start, end in (("in", "points"), ("points", "out"))
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    told = ranks(found)
    if decision.evaluate(told, {"trace": True})["result"]["met"] is not True:
        raise RuntimeError("zen-engine came to another answer")
    return lambda: decision.evaluate(told, {"trace": True})


def main() -> list[dict[str, Any]]:
    """The figures, printed and given back."""
    library = law()
    one, two = (application(name, library) for name in ("lift-120", "lift"))
    found = assess(one, library)
    if found.decision is not Decision.CONFIRMED:
        raise RuntimeError("the lift of the demo is not confirmed")
    zen = by_zen(found)
    peer = {"peer": "zen-engine, the points table alone", "peer_value": milliseconds(zen)} if zen else {}
    rows: list[dict[str, Any]] = [
        row("assess a lift, full trace", lambda: assess(one, library), 0.5, **peer),
        row("assess a lift filed in November, the law of two days", lambda: assess(two, library), 0.5),
        row("assess a lift and explain it in words", lambda: in_words(assess(one, library), library), 2),
        row("the points table alone as a Python dictionary, the floor", by_hand(found)),
    ]
    for each in rows:
        beside = f"  {each['peer']} {each['peer_value']:.3f} ms" if "peer" in each else ""
        print(f"{each['name']}  {each['value']:.3f} ms{beside}")
    return rows


def row(name: str, work: Callable[[], object], target: float | None = None, **peer: Any) -> dict[str, Any]:
    """One figure."""
    return {"name": name, "value": milliseconds(work), "unit": "ms", "target": target, **peer}


if __name__ == "__main__":
    main()
