"""One premium worked out by the law: five tables, a product of factors and a rounding, on one core.

Run: `python bench/law_evaluate.py`. Beside it the same work by hand, in Python with fractions and nothing
remembered but the answer (the floor), and zen-engine where it is installed, which reckons without dates,
citations or missing facts. The law is invented.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from comity.basis.exact import Rounding, round_to
from comity.law.evaluate import check_facts, evaluate
from comity.law.explain import explain
from comity.law.library import Library

DAY = date(2026, 7, 1)
COUNT = 2_000
HAND, ZEN = "by hand in Python", "zen-engine"

# Each table by its name: the input it asks, its type, and its rows in order, the first that fits.
TABLES: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "base": ("kind", "text", [('"moped"', "625"), ('"car"', "2471"), ('"lorry"', "4120")]),
    "place_factor": ("place", "integer", [(str(n), f"{1 + n * 7 % 11 / 10:.1f}") for n in range(40)]),
    "class_factor": ("class", "integer", [(str(n), f"{2.45 - n * 0.15:.2f}") for n in range(14)]),
    "age_factor": (
        "age",
        "integer",
        [("< 22", "1.93"), ("[22..24]", "1.77"), ("[25..29]", "1.04"), ("> 29", "0.96")],
    ),
    "power_factor": (
        "power",
        "number",
        [("<= 50", "0.6"), ("(50..70]", "1"), ("(70..120]", "1.2"), ("> 120", "1.6")],
    ),
}
CASE: dict[str, Any] = {"kind": "car", "place": 17, "class": 6, "age": 27, "power": Fraction(235, 2)}


def pack() -> str:
    """The tables and their product as a pack."""
    sections = [
        f'## {name}\ninputs: {asked}: {type_} "{asked}"\nhit: U\n\n| {asked} | {name} |\n|---|---|\n'
        + "".join(f"| {test} | {value} |\n" for test, value in rows)
        for name, (asked, type_, rows) in TABLES.items()
    ]
    product = f"## premium\nunit: coins\n\n= round half up({' * '.join(TABLES)}, 2)\n"
    return "\n".join(
        [
            "# Invented tariff\npack: aa\ncite: Invented Act\nconfidence: A\nsilent: invented\n",
            *sections,
            product,
        ]
    )


def by_hand() -> Callable[[], Any]:
    """The same answer from dictionaries and comparisons."""
    base = {test.strip('"'): int(value) for test, value in TABLES["base"][2]}
    place = {int(test): Fraction(value) for test, value in TABLES["place_factor"][2]}
    class_ = {int(test): Fraction(value) for test, value in TABLES["class_factor"][2]}
    ages = [Fraction(value) for _, value in TABLES["age_factor"][2]]
    powers = [Fraction(value) for _, value in TABLES["power_factor"][2]]

    def run() -> Any:
        age, power = CASE["age"], CASE["power"]
        by_age = ages[(age >= 22) + (age >= 25) + (age > 29)]
        by_power = powers[(power > 50) + (power > 70) + (power > 120)]
        product = base[CASE["kind"]] * place[CASE["place"]] * class_[CASE["class"]] * by_age * by_power
        return round_to(product, 2, Rounding.HALF_UP)

    return run


def by_zen() -> Callable[[], Any] | None:
    """The same graph of tables in zen-engine; None where it is not installed."""
    if not find_spec("zen"):
        return None
    nodes: list[dict[str, Any]] = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = []
    for name, (asked, _, rows) in TABLES.items():
        content = {
            "hitPolicy": "first",
            "inputs": [{"id": "i", "name": asked, "field": asked}],
            "outputs": [{"id": "o", "name": name, "field": name}],
            "rules": [{"_id": str(n), "i": test, "o": value} for n, (test, value) in enumerate(rows)],
        }
        nodes.append({"id": name, "name": name, "type": "decisionTableNode", "content": content})
        edges += [{"id": f"in-{name}", "sourceId": "in", "targetId": name}]
        edges += [{"id": f"{name}-last", "sourceId": name, "targetId": "last"}]
    product = {"id": "p", "key": "premium", "value": f"round({' * '.join(TABLES)}, 2)"}
    nodes.append(
        {"id": "last", "name": "last", "type": "expressionNode", "content": {"expressions": [product]}}
    )
    edges.append({"id": "last-out", "sourceId": "last", "targetId": "out"})
    decision = import_module("zen").ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    facts = {**CASE, "power": 117.5}
    return lambda: decision.evaluate(facts)["result"]["premium"]


def milliseconds(run: Callable[[], Any]) -> float:
    """Milliseconds a call, the best of five rounds."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(COUNT):
            run()
        best = min(best, time.perf_counter() - start)
    return best / COUNT * 1_000


def main() -> list[dict[str, Any]]:
    """Print the figures and give them back as rows."""
    library = Library.from_texts({"aa.md": pack()})
    told = check_facts(library.asked("aa.premium"), CASE)
    peers = {HAND: by_hand()}
    if zen := by_zen():
        peers[ZEN] = zen
    for name, work in peers.items():
        if abs(work() - evaluate("aa.premium", told, library, DAY).value) > Fraction(1, 200):
            raise RuntimeError(f"{name} answers something else")
    ours: dict[str, tuple[Callable[[], Any], float | None]] = {
        "premium with full trace": (lambda: evaluate("aa.premium", CASE, library, DAY), 0.2),
        "premium without trace": (lambda: evaluate("aa.premium", told, library, DAY, trace=False), 0.02),
        "premium with full trace, in words": (
            lambda: explain(evaluate("aa.premium", told, library, DAY), library, "en"),
            None,
        ),
    }
    times = {name: milliseconds(work) for name, work in peers.items()}
    peer = ZEN if ZEN in times else HAND
    rows = [row(name, milliseconds(run), peer, times[peer], aim) for name, (run, aim) in ours.items()]
    if peer != HAND:
        rows.append(row("premium without trace, beside the floor", rows[1]["value"], HAND, times[HAND]))
    for each in rows:
        us, them = each["value"] * 1_000, each["peer_value"] * 1_000
        print(f"{each['name']}  {us:.1f} us  {each['peer']} {them:.1f} us")
    return rows


def row(name: str, value: float, peer: str, peer_value: float, target: float | None = None) -> dict[str, Any]:
    """One figure beside its peer's."""
    return {
        "name": name,
        "value": value,
        "unit": "ms",
        "peer": peer,
        "peer_value": peer_value,
        "target": target,
    }


if __name__ == "__main__":
    main()
