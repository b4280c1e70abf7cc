"""What the pages say about the tree is true."""

import re
from pathlib import Path

CODE_PATH = re.compile(r"`((?:comity|tests|docs|bench|packs|demo)/[\w./-]*\w)`")
DECISION = re.compile(r"^\*\*(What|Why|What else|What would change our mind)\.\*\*", re.MULTILINE)


def pages(root: Path) -> list[Path]:
    return [
        *root.glob("*.md"),
        *(path for path in (root / "docs").rglob("*.md") if "_build" not in path.parts),
    ]


def test_every_path_that_is_named_is_there(root: Path) -> None:
    missing = []
    for page in pages(root):
        for name in CODE_PATH.findall(page.read_text("utf-8")):
            made_by_a_run = name.startswith(("demo/out", "docs/_build", "bench/RESULTS"))
            if not made_by_a_run and not (root / name).exists():
                missing.append(f"{page.name}: {name}")
    assert missing == []


def test_every_link_to_a_file_leads_there(root: Path) -> None:
    broken = []
    for page in pages(root):
        for target in re.findall(r"\]\((?!https://)([^)#:\s]+)[^)]*\)", page.read_text("utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []


def test_a_decision_says_what_why_what_else_and_what_would_change_it(root: Path) -> None:
    told = {
        path.name: DECISION.findall(path.read_text("utf-8"))
        for path in (root / "docs/decisions").glob("0*.md")
    }
    whole = ["What", "Why", "What else", "What would change our mind"]
    assert {name: parts for name, parts in told.items() if parts != whole} == {}


def test_a_picture_in_the_readme_stands_once_it_is_made(root: Path) -> None:
    made = (root / "docs/_static/demo.svg").exists()
    assert ("![" in (root / "README.md").read_text("utf-8")) is made


def test_the_glossary_gives_each_term_once_and_in_three_languages(root: Path) -> None:
    text = (root / "docs/glossary.md").read_text("utf-8").partition("## Use this")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line[:2] == "| "
    ]
    rows = [row for row in rows if row[0] != "term here"]
    assert len(rows) >= 40
    assert [row for row in rows if len(row) != 4 or not all(row)] == []
    assert len({row[0] for row in rows}) == len(rows)
