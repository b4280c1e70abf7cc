"""FEEL text as tokens (DMN 1.5, 10.3.1.2, rules 21 to 38, 64 to 66)."""

import re
from dataclasses import dataclass

from comity.basis.errors import InputError

MOST_LETTERS = 200_000  # of one expression; the longest of the public suite has 2,000
_TOKEN = re.compile(
    r"(?P<space>[\s\u00a0\u180e\ufeff]+|//[^\n]*|/\*.*?\*/)"
    r"|(?P<number>(?:[0-9]+(?:\.(?!\.)[0-9]+)?|\.(?!\.)[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r'|(?P<text>"(?:[^"\\]|\\.)*")'
    r"|(?P<name>[^\W\d]\w*|[?\U00010000-\U000EFFFF][\w\U00010000-\U000EFFFF]*)"
    r"|(?P<sign>\.\.|\*\*|<=|>=|!=|->|[^\s])",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its kind (number, text, name, sign, end), its letters and where it starts."""

    kind: str
    text: str
    place: int


def tokens(text: str) -> list[Token]:
    """The tokens of a text, the end last; InputError("feel.syntax") for what is none."""
    if len(text) > MOST_LETTERS:
        raise InputError("feel.too_long", letters=len(text), most=MOST_LETTERS)
    found: list[Token] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match or match.lastgroup is None:
            raise InputError("feel.syntax", place=place, found=text[place : place + 20])
        if match.lastgroup != "space":
            found.append(Token(match.lastgroup, match[0], place))
        place = match.end()
    return [*found, Token("end", "", len(text))]


def unquoted(text: str) -> str:
    """The text a quoted one stands for: escapes resolved, a pair of surrogates joined."""
    plain = _ESCAPE.sub(_letter, text[1:-1])
    return _PAIR.sub(lambda two: two[0].encode("utf-16", "surrogatepass").decode("utf-16"), plain)


def _letter(found: re.Match[str]) -> str:
    if code := found[1] or found[2]:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else found[0]
    # An escape FEEL does not know keeps its backslash: patterns are written "\d", not "\\d".
    return _LETTERS.get(found[3], found[3] if found[3] in "\"'\\" else found[0])


def words_of(name: str) -> tuple[str, ...]:
    """A name as its tokens, which is how one with spaces and signs is met in an expression."""
    return tuple(token.text for token in tokens(name)[:-1])


def normal(name: str) -> str:
    """A name with the spaces around its parts made one."""
    return " ".join(name.split())
