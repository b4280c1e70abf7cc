"""The premium as a loop in C, compiled when it is run: the limit of one core. `DIR` as `peer_run` says."""

import ctypes
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.peer_run import SLOTS, Array, codes, finish, given, numbers, scales, truths

CODES = (
    *("contract", "vehicle.category", "vehicle.use", "vehicle.place"),
    *("owner.kind", "owner.class", "vehicle.power_unit", "term"),
)
NUMBERS = (
    *("vehicle.power", "vehicle.max_mass", "vehicle.seats", "unlimited.kbm"),
    *("use_months", "insurer.term_factor", "base", "drivers"),
)
TABLES = ("kt", "kt_machine", "kbm", "kvs", "kvs_rider", "km", "km_rider", "ks", "kp", "low", "high")


def compiled(folder: Path) -> Any:
    """The loop, made for this machine."""
    library = folder / "loop.so"
    source = Path(__file__).with_suffix(".c")
    flags = ["-O3", "-march=native", "-shared", "-fPIC"]
    subprocess.run(["gcc", *flags, str(source), "-o", str(library)], check=True)
    return ctypes.CDLL(str(library))


def tables(law: dict[str, Any]) -> dict[str, Array]:
    """The figures by code; the scales by age and experience, the seasons by month."""
    both = dict(zip(("kvs", "kvs_rider"), scales(law), strict=True))
    found = {name: np.array(law[name], np.int64) for name in TABLES if name not in both}
    found["ks"] = np.array([0, 0, 0, *law["ks"]], np.int64)
    return {name: (found | both)[name].astype(np.int64) for name in TABLES}


def main() -> int:
    """Work and hand back."""
    folder = Path(sys.argv[1])
    rows, law = given(folder)
    loop = compiled(folder)
    columns = [codes(rows, name).astype(np.int32) for name in CODES]
    columns += [numbers(rows, name).astype(np.int32) for name in NUMBERS]
    for read, fact in ((numbers, "age"), (numbers, "experience"), (codes, "class")):
        columns += [read(rows, f"driver{slot}.{fact}").astype(np.int32) for slot in SLOTS]
    columns.append(truths(rows, "limited").astype(np.uint8))
    columns += tables(law).values()
    pointers = (ctypes.c_void_p * len(columns))(*(column.ctypes.data for column in columns))

    def work() -> Array:
        out = np.empty(len(rows), np.int64)
        loop.premiums(ctypes.c_int64(len(out)), pointers, ctypes.c_void_p(out.ctypes.data))
        return out

    return finish("loop", "", work)


if __name__ == "__main__":
    sys.exit(main())
