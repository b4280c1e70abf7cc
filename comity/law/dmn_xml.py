"""XML of strangers read into a small tree: no document type, no entity, bounded in size and depth.

The standard library's expat is enough: a document type is refused where it begins, so no entity is ever
declared, expanded or fetched, and nothing is resolved outside the bytes given.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from comity.basis.errors import InputError

MOST_BYTES = 20_000_000  # the largest public model has two
_MOST_LEVELS, _MOST_NODES = 100, 500_000


@dataclass(slots=True)
class Node:
    """An element: its local name, its attributes by local name, its children and its own text."""

    tag: str
    attrs: dict[str, str]
    namespace: str = ""
    children: "list[Node]" = field(default_factory=list)
    text: str = ""

    def all(self, *tags: str) -> "Iterator[Node]":
        """The children of these names, in order."""
        return (child for child in self.children if child.tag in tags)

    def one(self, *tags: str) -> "Node | None":
        """The first child of these names."""
        return next(self.all(*tags), None)

    def text_of(self, tag: str) -> str | None:
        """The text of a child, or of the `text` element in it; None without the child."""
        child = self.one(tag)
        if child is None:
            return None
        inner = child.one("text")
        return (inner or child).text

    def get(self, name: str) -> str:
        """An attribute, or nothing."""
        return self.attrs.get(name, "")


def read_xml(data: bytes) -> Node:
    """The root element of a document; InputError("feel.model_xml") for what is none, or hides or bloats."""
    if len(data) > MOST_BYTES:
        raise InputError("feel.model_too_large", size=len(data), most=MOST_BYTES)
    reader = _Reader()
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.letters
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        parser.Parse(data, True)
    except ExpatError as fault:
        raise InputError("feel.model_xml", line=fault.lineno, reason="not well formed") from fault
    except (ValueError, LookupError) as fault:
        raise InputError("feel.model_xml", line=1, reason="unknown encoding") from fault
    return reader.root


class _Reader:
    def __init__(self) -> None:
        self.root = Node("", {})
        self._stack: list[Node] = []
        self._texts: list[list[str]] = []
        self._count = 0

    def start(self, name: str, attrs: dict[str, str]) -> None:
        self._count += 1
        if len(self._stack) >= _MOST_LEVELS or self._count > _MOST_NODES:
            self._fail("too many elements, or too deep")
        namespace, _, tag = name.rpartition(" ")
        local: dict[str, str] = {}
        for key, value in attrs.items():
            local.setdefault(key.rpartition(" ")[2], value)
        node = Node(tag, local, namespace)
        if self._stack:
            self._stack[-1].children.append(node)
        else:
            self.root = node
        self._stack.append(node)
        self._texts.append([])

    def end(self, name: str) -> None:
        self._stack.pop().text = "".join(self._texts.pop())

    def letters(self, text: str) -> None:
        if self._texts:
            self._texts[-1].append(text)

    def refuse(self, *declared: Any) -> None:
        self._fail("it declares a document type")

    def _fail(self, reason: str) -> NoReturn:
        raise InputError("feel.model_xml", line=0, reason=reason)
