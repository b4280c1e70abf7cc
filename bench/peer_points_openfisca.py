"""The points table of `peer_points` for OpenFisca-core 46: a variable a line, and their sum.

`DIR whole` puts all lines into the formula of the sum instead, which keeps less. `DIR` as `peer_run` says.
"""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.peer_openfisca import PERIOD, dated, forget, variable
from bench.peer_run import POINTS, codes, finish, given

Enum: Any = import_module("openfisca_core.indexed_enums").Enum
Done = Enum("Done", {name: name for name in ("yes", "no", "absent")})
Origin = Enum("Origin", {name: name for name in ("own", "union", "other")})
Application: Any = import_module("openfisca_core.entities").build_entity(
    "application", "applications", "An application", is_person=True
)


WHOLE = sys.argv[2:] == ["whole"]


def credit(line: str) -> Any:
    """The formula of a line: its points where it is done with what counts."""

    def formula(application: Any, period: Any, at: Any) -> Any:
        done = application(f"{line}_done", period) == Done.yes
        counts = application(f"{line}_origin", period) != Origin.other
        return (done & counts) * at(period).points[line]

    return formula


def points(application: Any, period: Any, at: Any) -> Any:
    """The sum of the lines."""
    if WHOLE:
        return sum(credit(line)(application, period, at) for line in POINTS)
    return sum(application(line, period) for line in POINTS)


def main() -> int:
    """Work and hand back."""
    rows, _ = given(Path(sys.argv[1]), "points")
    package = import_module("openfisca_core.taxbenefitsystems").TaxBenefitSystem([Application])
    node = {"points": {line: dated(value) for line, value in POINTS.items()}}
    package.parameters = import_module("openfisca_core.parameters").ParameterNode("", data=node)
    facts = {f"{line}_done": Done for line in POINTS} | {f"{line}_origin": Origin for line in POINTS}
    package.add_variables(*(variable(name, Application, kind) for name, kind in facts.items()))
    package.add_variables(*(variable(line, Application, float, credit(line)) for line in POINTS))
    package.add_variable(variable("points", Application, float, points))
    builder = import_module("openfisca_core.simulations").SimulationBuilder
    made = builder().build_default_simulation(package, len(rows))
    for name in facts:
        made.set_input(
            name, PERIOD, codes(rows, name.replace("_done", ".done").replace("_origin", ".origin"))
        )
    return finish(
        "points_openfisca_whole" if WHOLE else "points_openfisca",
        "openfisca-core",
        lambda: made.calculate("points", PERIOD),
        forget=lambda: forget(made),
    )


if __name__ == "__main__":
    sys.exit(main())
