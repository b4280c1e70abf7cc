"""The premium written for Polars by hand: whole numbers only, tables as look-ups by code, lazy, all cores.

Every factor is a whole number of some small part, chosen so that the product fits 64 bits; the only rounding
is the last division. `DIR` as `peer_run` says.
"""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.peer_run import CAR_POWERS, MOST_AGE, MOST_EXPERIENCE, RIDER_POWERS, SLOTS, finish, given, scales

# Named, not imported: the checks of types run where the peers are not installed.
pl: Any = import_module("polars")

# base, kt, kbm and km in hundredths, kvs in 500ths (a legal entity's is 9/5), and ks in twentieths ...
ANNUAL = 100 * 100 * 500 * 100 * 20
# ... or the factor of the term in hundredths.
SHORT = ANNUAL * 5


def whole(number: int) -> Any:
    """A whole number of 64 bits."""
    return pl.lit(number, pl.Int64)


def frame(rows: Any) -> Any:
    """The rows as an author of Polars keeps them: enums for text, whole numbers for decimals."""
    found = pl.DataFrame(rows)
    enums = {
        field.name: pl.Enum(rows[field.name].chunk(0).dictionary.to_pylist())
        for field in rows.schema
        if hasattr(field.type, "value_type")
    }
    scaled = {name: 10**kind.scale for name, kind in found.schema.items() if isinstance(kind, pl.Decimal)}
    return found.with_columns(
        *(pl.col(name).cast(pl.String).cast(kind) for name, kind in enums.items()),
        *((pl.col(name) * parts).cast(pl.Int64) for name, parts in scaled.items()),
    )


def scale(law: dict[str, Any]) -> Any:
    """Both scales as one column: by kind of vehicle, age and experience, in 100ths."""
    return pl.lit(pl.Series(np.concatenate(scales(law)), dtype=pl.Int64))


def by_code(values: list[int], code: Any) -> Any:
    """A table by the code of an enum."""
    return pl.lit(pl.Series(values, dtype=pl.Int64)).gather(code.to_physical())


CATEGORY, CONTRACT, USE = "vehicle.category", "contract", "vehicle.use"


def premium(law: dict[str, Any]) -> Any:
    """Hundredths of the premium; null where the base rate lies outside its corridor."""
    car, rider = pl.col(CATEGORY) == "B", pl.col(CATEGORY) == "A"
    kilowatts = pl.col("vehicle.power_unit") == "kW"
    hp = pl.col("vehicle.power") * pl.when(kilowatts).then(whole(135_962)).otherwise(whole(100_000))
    km = (
        pl.when(car)
        .then(steps(hp, CAR_POWERS, law["km"]))
        .when(rider)
        .then(steps(hp, RIDER_POWERS, law["km_rider"]))
        .otherwise(whole(100))
    )
    base, row = pl.col("base"), corridor()
    low, high = (pl.lit(pl.Series(law[end], dtype=pl.Int64)).gather(row) for end in ("low", "high"))
    product = base * territory(law) * bonus(law) * experience(law) * km * season(law)
    parts = pl.when(pl.col(CONTRACT) == "short").then(whole(SHORT)).otherwise(whole(ANNUAL))
    return pl.when((base >= low) & (base <= high)).then((product + parts // 2) // parts)


def experience(law: dict[str, Any]) -> Any:
    """Age and experience of the worst driver together with the limit on drivers, in 500ths.

    The one is 1 where the other is not, so that they are one number.
    """
    legal = pl.col("owner.kind") == "legal"
    rider, table = pl.col(CATEGORY) == "A", scale(law)
    cells = (MOST_AGE + 1) * (MOST_EXPERIENCE + 1)
    worst = pl.max_horizontal(
        table.gather(
            pl.col(f"driver{slot}.age").cast(pl.UInt32) * (MOST_EXPERIENCE + 1)
            + pl.col(f"driver{slot}.experience").cast(pl.UInt32)
            + rider.cast(pl.UInt32) * cells
        )
        for slot in SLOTS
    )
    return (
        pl.when(pl.col("limited"))
        .then(worst * pl.when(legal).then(whole(9)).otherwise(whole(5)))
        .when(legal)
        .then(whole(5 * 197))
        .otherwise(whole(5 * 316))
    )


def bonus(law: dict[str, Any]) -> Any:
    """Bonus-malus of the worst driver, or of the owner."""
    return (
        pl.when(pl.col("limited"))
        .then(pl.max_horizontal(by_code(law["kbm"], pl.col(f"driver{slot}.class")) for slot in SLOTS))
        .when(pl.col("owner.kind") == "legal")
        .then(by_code(law["kbm"], pl.col("owner.class")))
        .otherwise(pl.col("unlimited.kbm"))
    )


def territory(law: dict[str, Any]) -> Any:
    """Territory, in hundredths."""
    contract, category = pl.col(CONTRACT), pl.col(CATEGORY)
    light = (category == "A") | (category == "B")
    return (
        pl.when(contract == "foreign")
        .then(pl.when(light).then(whole(170)).otherwise(whole(3000)))
        .when(contract == "transit")
        .then(whole(100))
        .when(category == "machine")
        .then(by_code(law["kt_machine"], pl.col("vehicle.place")))
        .otherwise(by_code(law["kt"], pl.col("vehicle.place")))
    )


def season(law: dict[str, Any]) -> Any:
    """Season or term in twentieths; the term of a short contract in hundredths."""
    contract = pl.col(CONTRACT)
    months = pl.lit(pl.Series([0] * 3 + [part // 5 for part in law["ks"]], dtype=pl.Int64))
    return (
        pl.when(contract == "annual")
        .then(months.gather(pl.col("use_months")))
        .when(contract == "short")
        .then(pl.col("insurer.term_factor"))
        .when(contract == "foreign")
        .then(by_code([part // 5 for part in law["kp"]], pl.col("term")))
        .otherwise(whole(4))
    )


def corridor() -> Any:
    """Which corridor of base rates holds, by its place in the annex."""
    category, use, legal = pl.col(CATEGORY), pl.col(USE), pl.col("owner.kind") == "legal"
    return (
        pl.when(category == "A")
        .then(0)
        .when(category == "B")
        .then(pl.when(use == "taxi").then(3).when(legal).then(1).otherwise(2))
        .when(category == "C")
        .then(pl.when(pl.col("vehicle.max_mass") <= 160).then(4).otherwise(5))
        .when(category == "D")
        .then(pl.when(use == "route").then(8).when(pl.col("vehicle.seats") <= 16).then(6).otherwise(7))
        .otherwise(category.to_physical().cast(pl.Int32) + 5)
    ).cast(pl.UInt32)


def steps(hp: Any, ends: tuple[int, ...], values: list[int]) -> Any:
    """The value of the step that the power lies on; each end belongs to the step below it."""
    told = whole(values[-1])
    for end, value in reversed(list(zip(ends, values[:-1], strict=True))):
        told = pl.when(hp <= end * 1_000_000).then(whole(value)).otherwise(told)
    return told


def main() -> int:
    """Work and hand back: the whole frame at once, or a slice for each core, whichever is quicker."""
    rows, law = given(Path(sys.argv[1]))
    told = frame(rows)
    height = -(-told.height // pl.thread_pool_size())
    slices = [told.slice(start, height).lazy() for start in range(0, told.height, height)]
    wanted = premium(law).fill_null(-1).alias("premium")
    return finish(
        "polars",
        "polars",
        lambda: told.lazy().select(wanted).collect()["premium"].to_numpy(),
        lambda: pl.concat(pl.collect_all(each.select(wanted) for each in slices))["premium"].to_numpy(),
    )


if __name__ == "__main__":
    sys.exit(main())
