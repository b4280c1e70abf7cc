"""The premium as a decision graph of zen-engine, one case a call. `DIR` as `peer_run` says."""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.peer_cases import bands, cases
from bench.peer_run import AGES, CAR_POWERS, EXPERIENCES, RIDER_POWERS, Array, finish, given

FEW = 20_000
CLASSES = ("M", *map(str, range(14)))
TERMS = ("d15", *(f"m{months}" for months in range(1, 13)))
HP = 'hp = vehicle.power_unit == "kW" ? vehicle.power * 1.35962 : vehicle.power'


def table(name: str, fields: list[str], outputs: list[str], rows: list[list[Any]], **more: Any) -> Any:
    """A decision table, the first row that fits; an empty test fits all."""
    content = {
        "hitPolicy": "first",
        "passThrough": True,
        "inputs": [{"id": f"i{n}", "name": field, "field": field} for n, field in enumerate(fields)],
        "outputs": [{"id": f"o{n}", "name": each, "field": each} for n, each in enumerate(outputs)],
        "rules": [
            {"_id": f"r{n}"}
            | {f"i{at}": test for at, test in enumerate(row[: len(fields)])}
            | {f"o{at}": str(value) for at, value in enumerate(row[len(fields) :])}
            for n, row in enumerate(rows)
        ],
        **more,
    }
    return {"id": name, "name": name, "type": "decisionTableNode", "content": content}


def expressions(name: str, told: dict[str, str]) -> Any:
    """A node of expressions."""
    lines = [{"id": f"{name}{n}", "key": key, "value": value} for n, (key, value) in enumerate(told.items())]
    content = {"expressions": lines, "passThrough": True}
    return {"id": name, "name": name, "type": "expressionNode", "content": content}


def text(value: str) -> str:
    """A text as a test of a cell."""
    return json.dumps(value)


def powers(category: str, ends: tuple[int, ...], values: list[int]) -> list[list[Any]]:
    """Rows of power: each end belongs to the step below it."""
    tests = [f"<= {end}" for end in ends] + [f"> {ends[-1]}"]
    return [[text(category), test, value / 100] for test, value in zip(tests, values, strict=True)]


def scale(law: dict[str, Any], name: str) -> list[list[Any]]:
    """Rows of a scale of drivers."""
    cells = bands(law, name, AGES, EXPERIENCES)
    return [[f"[{age}..{last}]", f"[{low}..{high})", found] for age, last, low, high, found in cells]


def graph(law: dict[str, Any]) -> Any:
    """The nodes one after the other."""
    each = {"executionMode": "loop"}
    places = [[text(place), kt / 100, machine / 100] for place, kt, machine in _places(law)]
    ends = [law["low"], law["high"]]
    sides = [[low / 100, high / 100] for low, high in zip(*ends, strict=True)]
    tests = [
        ['"A"', "", "", "", ""],
        ['"B"', '"legal"', '!= "taxi"', "", ""],
        ['"B"', '"natural"', '!= "taxi"', "", ""],
        ['"B"', "", '"taxi"', "", ""],
        ['"C"', "", "", "<= 16", ""],
        ['"C"', "", "", "> 16", ""],
        ['"D"', "", '!= "route"', "", "<= 16"],
        ['"D"', "", '!= "route"', "", "> 16"],
        ['"D"', "", '"route"', "", ""],
        *([text(category), "", "", "", ""] for category in ("Tb", "Tm", "machine")),
    ]
    asked = ["vehicle.category", "owner.kind", "vehicle.use", "vehicle.max_mass", "vehicle.seats"]
    classes = [[text(name), value / 100] for name, value in zip(CLASSES, law["kbm"], strict=True)]
    loop = {"inputField": "drivers", "outputPath": "drivers", **each}
    return [
        expressions("power", {"hp": HP.partition(" = ")[2]}),
        table("kvs", ["age", "experience"], ["kvs"], scale(law, "kvs"), **loop),
        table("rider", ["age", "experience"], ["kvs_rider"], scale(law, "kvs_rider"), **loop),
        table("kbm", ["class"], ["kbm"], classes, **loop),
        table("fleet", ["owner.class"], ["owner_kbm"], [*classes, ["", 1]]),
        table("kt", ["vehicle.place"], ["kt_place", "kt_machine"], [*places, ["", 1, 1]]),
        table("km", ["vehicle.category", "hp"], ["km"], _km(law)),
        table(
            "ks",
            ["use_months"],
            ["ks"],
            [*([str(n + 3), part / 100] for n, part in enumerate(law["ks"])), ["", 1]],
        ),
        table(
            "kp",
            ["term"],
            ["kp"],
            [*([text(t), part / 100] for t, part in zip(TERMS, law["kp"], strict=True)), ["", 1]],
        ),
        table(
            "corridor",
            asked,
            ["low", "high"],
            [[*test, *side] for test, side in zip(tests, sides, strict=True)],
        ),
        expressions("premium", PREMIUM),
    ]


def _places(law: dict[str, Any]) -> Any:
    return zip(law["places"], law["kt"], law["kt_machine"], strict=True)


def _km(law: dict[str, Any]) -> list[list[Any]]:
    cars, riders = powers("B", CAR_POWERS, law["km"]), powers("A", RIDER_POWERS, law["km_rider"])
    return [*cars, *riders, ["", "", 1]]


PREMIUM = {
    "light": 'vehicle.category in ["A", "B"]',
    "kt": 'contract == "foreign" ? ($.light ? 1.7 : 30) : contract == "transit" ? 1 '
    ': vehicle.category == "machine" ? kt_machine : kt_place',
    "worst": 'not limited ? 1 : vehicle.category == "A" ? max(map(drivers, #.kvs_rider)) '
    ": max(map(drivers, #.kvs))",
    "kvs": 'limited and owner.kind == "legal" ? $.worst * 1.8 : $.worst',
    "kbm": 'limited ? max(map(drivers, #.kbm)) : owner.kind == "legal" ? owner_kbm : unlimited_kbm',
    "ko": 'limited ? 1 : owner.kind == "legal" ? 1.97 : 3.16',
    "season": 'contract == "annual" ? ks : contract == "short" ? insurer_term_factor '
    ': contract == "foreign" ? kp : 0.2',
    "fits": "base >= low and base <= high",
    "premium": "$.fits ? round(base * $.kt * $.kbm * $.kvs * $.ko * km * $.season, 2) : null",
}


def main() -> int:
    """Work and hand back."""
    rows, law = given(Path(sys.argv[1]))
    nodes = graph(law)
    ends = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    chain = [ends[0], *nodes, ends[1]]
    edges = [
        {"id": f"e{n}", "type": "edge", "sourceId": one["id"], "targetId": next_["id"]}
        for n, (one, next_) in enumerate(zip(chain, chain[1:], strict=False))
    ]
    made = json.dumps({"nodes": chain, "edges": edges})
    decision = import_module("zen").ZenEngine().create_decision(made)
    told = cases(rows, FEW)

    def hundredths(found: list[Any]) -> Array:
        return np.array([-1 if each is None else round(float(each) * 100) for each in found])

    return finish(
        "zen",
        "zen-engine",
        lambda: [decision.evaluate(case)["result"]["premium"] for case in told],
        rounds=1,
        answer=hundredths,
    )


if __name__ == "__main__":
    sys.exit(main())
