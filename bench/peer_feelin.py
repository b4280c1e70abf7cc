"""The premium as one FEEL expression, a case a call, by feelin in Node. `DIR` as `peer_run` says.

feelin comes from npm: `npm install --no-package-lock --prefix bench`, or FEELIN names a folder that has it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.peer_cases import bands, cases
from bench.peer_run import AGES, CAR_POWERS, EXPERIENCES, RIDER_POWERS, Array, given, tell

HERE = Path(__file__).parent
FEW = 2_000  # one takes milliseconds
CLASSES = ("M", *map(str, range(14)))
TERMS = ("d15", *(f"m{months}" for months in range(1, 13)))
CELL = "d.age >= a and d.age < b and d.experience >= c and d.experience < e"
SCALE = f"max(for d in drivers return {{name}}[{CELL}][1].k)"
EXPRESSION = """{{
  hp: if vehicle.power_unit = "kW" then vehicle.power * 1.35962 else vehicle.power,
  light: vehicle.category = "A" or vehicle.category = "B",
  legal: owner.kind = "legal",
  kvs: if not(limited) then 1 else
    (if vehicle.category = "A" then {rider} else {driver}) * (if legal then 1.8 else 1),
  kbm: if limited then max(for d in drivers return get value(kbms, d.class))
    else if legal then get value(kbms, owner.class) else unlimited_kbm,
  ko: if limited then 1 else if legal then 1.97 else 3.16,
  km: if vehicle.category = "B" then {cars} else if vehicle.category = "A" then {riders} else 1,
  kt: if contract = "foreign" then (if light then 1.7 else 30) else if contract = "transit" then 1
    else if vehicle.category = "machine" then get value(machines, vehicle.place)
    else get value(places, vehicle.place),
  season: if contract = "annual" then get value(months, string(use_months))
    else if contract = "short" then insurer_term_factor
    else if contract = "foreign" then get value(terms, term) else 0.2,
  row: if vehicle.category = "A" then 1
    else if vehicle.category = "B" then (if vehicle.use = "taxi" then 4 else if legal then 2 else 3)
    else if vehicle.category = "C" then (if vehicle.max_mass <= 16 then 5 else 6)
    else if vehicle.category = "D" then
      (if vehicle.use = "route" then 9 else if vehicle.seats <= 16 then 7 else 8)
    else if vehicle.category = "Tb" then 10 else if vehicle.category = "Tm" then 11 else 12,
  premium: if base < low[row] or base > high[row] then null
    else round half up(base * kt * kbm * kvs * ko * km * season, 2)
}}.premium"""


def steps(ends: tuple[int, ...], values: list[int]) -> str:
    """The steps of power as nested conditions."""
    tests = [f"if hp <= {end} then {value / 100}" for end, value in zip(ends, values[:-1], strict=True)]
    return f"({' else '.join([*tests, str(values[-1] / 100)])})"


def expression(law: dict[str, Any]) -> str:
    """The expression, its figures of power written in."""
    return EXPRESSION.format(
        driver=SCALE.format(name="scale"),
        rider=SCALE.format(name="rider"),
        cars=steps(CAR_POWERS, law["km"]),
        riders=steps(RIDER_POWERS, law["km_rider"]),
    )


def tables(law: dict[str, Any]) -> dict[str, Any]:
    """The tables as contexts by key, and lists of cells."""

    def by_key(keys: Any, values: list[int]) -> dict[str, float]:
        return {str(key): value / 100 for key, value in zip(keys, values, strict=True)}

    def cells(name: str) -> list[dict[str, float]]:
        return [dict(zip("abcek", cell, strict=True)) for cell in _whole(bands(law, name, AGES, EXPERIENCES))]

    return {
        "places": by_key(law["places"], law["kt"]),
        "machines": by_key(law["places"], law["kt_machine"]),
        "kbms": by_key(CLASSES, law["kbm"]),
        "months": by_key(range(3, 13), law["ks"]),
        "terms": by_key(TERMS, law["kp"]),
        "scale": cells("kvs"),
        "rider": cells("kvs_rider"),
        "low": [value / 100 for value in law["low"]],
        "high": [value / 100 for value in law["high"]],
    }


def _whole(cells: list[Any]) -> list[Any]:
    return [(age, last + 1, low, high, found) for age, last, low, high, found in cells]


def main() -> int:
    """Work and hand back; ends with the reason where there is no Node or no feelin."""
    folder = Path(sys.argv[1])
    rows, law = given(folder)
    work, out = folder / "feelin.json", folder / "feelin_answers.json"
    told = {"cases": cases(rows, FEW), "expression": expression(law), "tables": tables(law)}
    work.write_text(json.dumps(told), "utf-8")
    where = os.environ.get("FEELIN", str(HERE))
    subprocess.run(["node", str(HERE / "peer_feelin.mjs"), str(work), str(out)], cwd=where, check=True)
    found = json.loads(out.read_text("utf-8"))
    answers: Array = np.array([-1 if each is None else round(each * 100) for each in found["answers"]])
    return tell("feelin", answers, found["wall"], found["cpu"], found["version"])


if __name__ == "__main__":
    sys.exit(main())
