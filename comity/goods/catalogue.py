"""Which sheet covers a product: codes walked up from the most exact, as the law's own rule does."""

import re

from comity.basis.errors import InputError
from comity.goods.fields import Fields, refuse_lookalikes
from comity.goods.reader import is_sheet, read_sheet
from comity.goods.sheet import Code, Sheet
from comity.law.library import Library, aliases
from comity.law.rule import Input

_CODE = re.compile(r"\d{2}(\.\d{1,3}){0,4}", re.ASCII)


def walk_up(code: str) -> list[str]:
    """The code and those above it, the most exact first.

    >>> walk_up("28.22.16")
    ['28.22.16', '28.22.1', '28.22', '28.2', '28']
    """
    return [code[:end] for end in range(len(code), 1, -1) if code[end - 1] != "."]


class Catalogue:
    """The sheets of one deciding state in a library, by product code."""

    def __init__(self, library: Library, jurisdiction: str) -> None:
        """Read the state's sheets once."""
        packs = [pack for pack in library.packs.values() if is_sheet(pack)]
        self.library, self.jurisdiction = library, jurisdiction
        self.sheets = {p.id: read_sheet(p) for p in packs if p.one("jurisdiction") == jurisdiction}

    def find(self, product: Fields, named_sheet: str = "") -> tuple[Sheet, str, str]:
        """Sheet, variant and code for a product; InputError where no sheet, or more than one, covers it."""
        told = product.text("code", needed=True)
        refuse_code(told)
        for code in walk_up(told):
            found = [
                (sheet, each)
                for sheet in self.sheets.values()
                for each in sheet.codes
                if each.code == code and named_sheet in ("", sheet.pack.id, sheet.id)
            ]
            if found:
                return self._chosen(found, product, told)
        covered = tuple(sorted({code.code for sheet in self.sheets.values() for code in sheet.codes}))
        raise InputError("goods.code.not_covered", path="product.code", value=told, expected=covered)

    def proofs(self) -> Input | None:
        """The input of the recognition rules that lists the kinds of proof there are."""
        for sheet in self.sheets.values():
            name = f"{aliases(sheet.pack).get('recognition', '')}.rank"
            if name in self.library.rules:
                return self.library.asked(name).get("proof")
        return None

    def _chosen(self, found: list[tuple[Sheet, Code]], product: Fields, told: str) -> tuple[Sheet, str, str]:
        if len({sheet.pack.id for sheet, _ in found}) > 1:
            sheets = tuple(sheet.pack.id for sheet, _ in found)
            raise InputError("goods.code.ambiguous", path="sheet", value=told, expected=sheets)
        sheet, code = found[0]
        if code.only_named and not product.yes("named"):
            raise InputError("goods.code.only_named", path="product.named", value=told, expected=code.code)
        return sheet, code.variant, code.code


def refuse_code(told: str) -> None:
    """Nothing; InputError for a code that is not digits and dots, naming a letter that only looks right."""
    refuse_lookalikes(told, "product.code")
    if not _CODE.fullmatch(told):
        raise InputError("goods.code.form", path="product.code", value=told[:40])
