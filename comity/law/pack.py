"""Packs in literate Markdown: headings, front lines, a table or a formula, and prose that is left alone."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from comity.basis.errors import Fact, PackError
from comity.basis.words import Words

_FRONT = re.compile(r"([a-z][a-z_ ]{0,30}):(?:\s+(.*))?")
_HEADING = re.compile(r"(#{1,2}) +(.*\S)")
_NAME = re.compile(r"[a-z]\w*", re.ASCII)
_CELLS = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|[\s:|-]+\|?")
_MOST_LETTERS = 2_000_000

SOURCES = ("cite", "source", "in force", "published", "checked", "confidence")
_BOTH = (*SOURCES, "ru", "be", "silent")
PACK_KEYS = frozenset(
    {*_BOTH, "pack", "jurisdiction", "time zone", "languages", "currency", "uses", "version"}
)
SECTION_KEYS = frozenset({*_BOTH, "inputs", "hit", "priority", "unit", "day", "note"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A front line's text and its place."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class RawRow:
    """The cells of one table row by column, still text."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it stands: its columns and rows."""

    line: int
    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]


@dataclass(slots=True)
class Section:
    """One `##` heading with what stands below it, while it is read."""

    name: str
    line: int
    title: str = ""
    front: dict[str, list[Entry]] = field(default_factory=dict)
    table: RawTable | None = None
    formula: Entry | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack of law: its front lines, its sections in order, and the digest of its text."""

    file: str
    title: str
    front: Mapping[str, list[Entry]]
    sections: tuple[Section, ...]
    digest: bytes

    @property
    def id(self) -> str:
        """The name it is cited by."""
        return self.one("pack") or self.file.removesuffix(".md")

    @property
    def words(self) -> Words:
        """Its title in the three languages."""
        return Words(self.title, self.one("ru"), self.one("be"))

    def one(self, key: str) -> str:
        """The last front line of the key, or nothing."""
        lines = self.front.get(key)
        return lines[-1].text if lines else ""

    def broken(self, code: str, line: int, **facts: Fact) -> PackError:
        """The error for a place in this pack."""
        return PackError(code, file=self.file, line=line, **facts)


def read(text: str, file: str, keys: Iterable[str] = ()) -> Pack:
    """The pack a Markdown text holds, or the PackError of its first fault with file and line.

    `keys` are front lines that a shape of pack (a requirement sheet, a card) adds to the known ones.
    """
    if len(text) > _MOST_LETTERS:
        raise PackError("law.pack.too_large", file=file, line=1, size=len(text), limit=_MOST_LETTERS)
    return _Reader(text, file, frozenset(keys)).pack()


class _Reader:
    """Walks the lines once; each method takes one kind of block and moves past it."""

    def __init__(self, text: str, file: str, keys: frozenset[str]) -> None:
        self._lines = text.removeprefix("\ufeff").split("\n")
        self._file, self._text, self._keys = file, text, keys
        self._at = 0

    def pack(self) -> Pack:
        head = self._section("#", PACK_KEYS | self._keys)
        sections = []
        while self._at < len(self._lines):
            sections.append(self._section("##", SECTION_KEYS | self._keys))
        digest = hashlib.sha256(self._text.encode()).digest()
        return Pack(self._file, head.title, head.front, tuple(sections), digest)

    def _section(self, marks: str, keys: frozenset[str]) -> Section:
        self._skip_blank()
        line = min(self._at + 1, len(self._lines))
        found = _HEADING.fullmatch(self._lines[self._at].rstrip()) if self._at < len(self._lines) else None
        if not found or found[1] != marks:
            raise self._fault("law.pack.no_heading", line, expected=marks)
        self._at += 1
        if marks == "##" and not _NAME.fullmatch(found[2]):
            raise self._fault("law.pack.bad_name", line, value=found[2])
        section = Section(found[2], line, found[2] if marks == "#" else "")
        self._front(section, keys)
        self._body(section, keys)
        return section

    def _front(self, section: Section, keys: frozenset[str]) -> None:
        while self._at < len(self._lines) and (text := self._lines[self._at].strip()):
            if text[0] in "#|=":
                return
            if found := _FRONT.fullmatch(text):
                self._known(found[1], keys)
                section.front.setdefault(found[1], []).append(Entry((found[2] or "").strip(), self._at + 1))
            elif not section.front:
                section.title = text if section.title == "" else section.title
            else:
                raise self._fault("law.pack.bad_front", self._at + 1, value=text[:60])
            self._at += 1

    def _known(self, key: str, keys: frozenset[str]) -> None:
        if key not in keys:
            near = get_close_matches(key, keys, 1) or [", ".join(sorted(keys))]
            raise self._fault("law.pack.unknown_key", self._at + 1, value=key, expected=near[0])

    def _body(self, section: Section, keys: frozenset[str]) -> None:
        while self._at < len(self._lines):
            text = self._lines[self._at].strip()
            if _HEADING.fullmatch(text):
                return
            if text.startswith("|"):
                self._once(section)
                section.table = self._table()
            elif text.startswith("= "):
                self._once(section)
                section.formula = self._formula()
            else:
                self._refuse_late(text, keys)
                self._at += 1

    def _refuse_late(self, text: str, keys: frozenset[str]) -> None:
        """A front line below the blank line would be read as prose, and the law without it."""
        found = _FRONT.fullmatch(text)
        if found and found[1] in keys:
            raise self._fault("law.pack.late_front", self._at + 1, value=found[1])

    def _once(self, section: Section) -> None:
        if section.table or section.formula:
            raise self._fault("law.pack.two_bodies", self._at + 1, value=section.name)

    def _formula(self) -> Entry:
        line, parts = self._at + 1, [self._lines[self._at].strip()[1:]]
        self._at += 1
        while self._at < len(self._lines) and (text := self._lines[self._at].strip()) and text[0] not in "#|":
            parts.append(text)
            self._at += 1
        return Entry(" ".join(parts).strip(), line)

    def _table(self) -> RawTable:
        line, columns = self._at + 1, self._row()
        if len(set(columns)) != len(columns) or "" in columns:
            raise self._fault("law.pack.bad_columns", line, value=", ".join(columns))
        if self._at >= len(self._lines) or not _RULE.fullmatch(self._lines[self._at].strip()):
            raise self._fault("law.pack.no_rule_line", line + 1)
        self._at += 1
        rows = []
        while self._at < len(self._lines) and self._lines[self._at].strip().startswith("|"):
            number, cells = self._at + 1, self._row()
            if len(cells) != len(columns):
                raise self._fault("law.pack.cell_count", number, value=len(cells), expected=len(columns))
            rows.append(RawRow(number, dict(zip(columns, cells, strict=True))))
        return RawTable(line, columns, tuple(rows))

    def _row(self) -> tuple[str, ...]:
        text = self._lines[self._at].strip()
        self._at += 1
        if not text.endswith("|"):
            raise self._fault("law.pack.open_row", self._at, value=text[-40:])
        return tuple(cell.strip().replace("\\|", "|") for cell in _CELLS.split(text)[1:-1])

    def _skip_blank(self) -> None:
        while self._at < len(self._lines) and not self._lines[self._at].strip():
            self._at += 1

    def _fault(self, code: str, line: int, **facts: Fact) -> PackError:
        return PackError(code, file=self._file, line=line, **facts)
