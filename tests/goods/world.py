"""An invented state aa with small sheets, applications to them, and the applications of the demo."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from comity.goods.application import Application, read_application
from comity.goods.assess import Assessment, assess
from comity.goods.catalogue import Catalogue
from comity.goods.lower import SHAPE
from comity.law.library import Library

ROOT = Path(__file__).parents[2]
DAY = "2026-06-01"

RECOGNITION = """# Recognition
pack: aa/goods/recognition
jurisdiction: aa
cite: Note 55
checked: 2026-11-21
confidence: B

## place
inputs: state: text "state"
hit: F

| state | place     |
|-------|-----------|
| "aa"  | "home"    |
| "bb"  | "partner" |
| "cc"  | "eaeu"    |
| -     | "abroad"  |

## excluded
inputs: part: text "part"; named: text "named"
hit: F

| part                       | named | excluded | in force      |
|----------------------------|-------|----------|---------------|
| starts with(?, "11.11")    | -     | true     | 2026-07-01 .. |
| starts with(?, "22.22")    | -     | true     | .. 2026-06-30 |
| -                          | -     | false    |               |

## rank
inputs: mode: text ("make", "use") "mode"
inputs: proof: text ("own_site", "entry", "act", "union", "foreign", "none") "proof"
inputs: place: text ("home", "partner", "eaeu", "abroad") "place"; excluded: boolean "excluded"
inputs: enough: boolean "enough"; section: text "section"
hit: F
silent: invented

| mode | proof             | place     | excluded | enough | section | rank      |
|------|-------------------|-----------|----------|--------|---------|-----------|
| -    | "own_site"        | "home"    | -        | -      | -       | "own"     |
| -    | "entry"           | "home"    | -        | -      | -       | "own"     |
| -    | "act"             | "partner" | false    | true   | -       | "own"     |
| -    | "act"             | "partner" | -        | -      | -       | "eaeu"    |
| -    | "union"           | "eaeu"    | -        | -      | -       | "eaeu"    |
| -    | "foreign", "none" | -         | -        | -      | -       | "foreign" |

## home
inputs: mode: text ("make", "use") "mode"; proof: text "proof"; place: text "place"
hit: F

| mode | proof               | place  | home  |
|------|---------------------|--------|-------|
| -    | "own_site", "entry" | "home" | true  |
| -    | -                   | -      | false |

## least_share
inputs: section: text "section"
hit: F

| section | percent |
|---------|---------|
| "III"   | 50      |
| -       | 20      |
"""
PROCEDURE = """# Procedure
pack: aa/goods/procedure
jurisdiction: aa
cite: Rules, clause 4
checked: 2026-11-21
confidence: B

## second_day
inputs: filed: date "filed"

= if filed.month >= 10 then date(filed.year + 1, 1, 1) else filed

## validity_years
inputs: ground: text ("expert_act") "ground"

| ground       | years |
|--------------|-------|
| "expert_act" | 5     |
"""
HEAD = """# {title}
pack: aa/goods/{name}
jurisdiction: aa
sheet: {name}
section: VI
{front}uses: aa/goods/recognition as recognition
uses: aa/goods/procedure as procedure
in force: 2020-01-01 ..
cite: Decree 1
checked: 2026-11-21
confidence: B

{tables}"""
CODES = """## codes

| code      |
|-----------|
| 99.10.11  |

"""
THRESHOLD = """
## threshold
inputs: purpose: text ("register", "procurement") "purpose"
silent: invented for the register only

| purpose    | min |
|------------|-----|
| "register" | {least} |
"""
Facts = dict[str, Any]


def pack(tables: str, least: str | None = "10", name: str = "thing", **front: str) -> str:
    """The text of a sheet: its tables under a head, with a threshold of `least` for the register."""
    lines = "".join(f"{key.replace('_', ' ')}: {value}\n" for key, value in front.items())
    codes = "" if "## codes" in tables else CODES
    threshold = "" if least is None else THRESHOLD.format(least=least)
    return HEAD.format(title=name.title(), name=name, front=lines, tables=codes + tables + threshold)


def items(*rows: str, heads: str = "id | mode | points") -> str:
    """The table of items, one text a row."""
    rule = "|".join("--" for _ in heads.split("|"))
    return "## items\n\n" + "".join(f"| {row} |\n" for row in (heads, rule, *rows))


def table(name: str, *rows: str) -> str:
    """Any other table: the first row holds the heads."""
    rule = "|".join("--" for _ in rows[0].split("|"))
    return f"\n## {name}\n\n" + "".join(f"| {row} |\n" for row in (rows[0], rule, *rows[1:]))


def library_of(*texts: str) -> Library:
    named = {f"aa/{n}.md": text for n, text in enumerate(texts)}
    return Library.from_texts({"rec.md": RECOGNITION, "proc.md": PROCEDURE, **named}, [SHAPE])


def line(operation: str, **facts: str) -> Facts:
    return {"operation": operation, **facts}


def made(*operations: str, state: str = "aa", proof: str = "own_site") -> list[Facts]:
    """Lines of operations done in the state, none of whose parts is on the exclusion list."""
    return [line(each, done="yes", state=state, proof=proof, part="none", named="x") for each in operations]


def claim(*lines: Facts, filed: str = DAY, **fields: Any) -> Facts:
    """An application to the invented sheet."""
    return {
        "product": {"code": "99.10.11", "name": "Thing"},
        "purpose": "register",
        "filed": filed,
        "unlisted": "no",
        "lines": list(lines),
        **fields,
    }


def read(library: Library, data: Mapping[str, Any], state: str = "aa") -> Application:
    return read_application(data, Catalogue(library, state))


def judged(library: Library, data: Mapping[str, Any]) -> Assessment:
    return assess(read(library, data), library)


def demo(name: str) -> Facts:
    """An application of the demo, to be filed on any day; an act that would want a node is a number."""
    found: Facts = yaml.load((ROOT / "demo" / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)
    for each in found.get("lines", []):
        if isinstance(each.get("proof"), dict):
            each["proof"] = {"kind": each["proof"]["kind"], "number": "example 19"}
    return found


def edited(data: Facts, operation: str, /, **facts: Any) -> Facts:
    """The application with some facts of one line changed; None takes a fact out."""
    lines = [
        {k: v for k, v in (each | facts).items() if v is not None} if each["operation"] == operation else each
        for each in data["lines"]
    ]
    return {**data, "lines": lines}


def day(text: str) -> date:
    return date.fromisoformat(text)
