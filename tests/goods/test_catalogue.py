import pytest

from comity.basis.errors import InputError
from comity.goods.catalogue import Catalogue, refuse_code, walk_up
from comity.goods.fields import Fields
from tests.goods.world import items, library_of, pack

ONE = "## codes\n\n| code | only named |\n|--|--|\n| 99.10.11 | no |\n| 99.20 | yes |\n\n" + items(
    "a | make | 1"
)


def product(code: str, **more: str) -> Fields:
    return Fields({"code": code, **more}, "product")


def catalogue(*texts: str) -> Catalogue:
    return Catalogue(library_of(*texts), "aa")


@pytest.mark.parametrize("code", ["99.10.11", "99.10.11.123", "99.10.112"])
def test_a_sheet_covers_its_code_and_all_below(code: str) -> None:
    sheet, variant, found = catalogue(pack(ONE)).find(product(code))
    assert (sheet.id, variant, found) == ("thing", "", "99.10.11")


@pytest.mark.parametrize("code", ["99.10.12", "99.10", "98", "99"])
def test_a_code_no_sheet_covers_is_refused_with_those_there_are(code: str) -> None:
    with pytest.raises(InputError, match=r"goods\.code\.not_covered") as fault:
        catalogue(pack(ONE)).find(product(code))
    assert fault.value.facts["expected"] == ("99.10.11", "99.20")


def test_the_most_exact_code_decides() -> None:
    near = pack(ONE.replace("99.10.11", "99.10"), name="near")
    assert catalogue(pack(ONE), near).find(product("99.10.11.1"))[0].id == "thing"
    assert catalogue(pack(ONE), near).find(product("99.10.19"))[0].id == "near"


def test_two_sheets_of_one_code_want_one_named() -> None:
    both = catalogue(pack(ONE), pack(ONE, name="other"))
    with pytest.raises(InputError, match=r"goods\.code\.ambiguous") as fault:
        both.find(product("99.10.11"))
    assert fault.value.facts["expected"] == ("aa/goods/thing", "aa/goods/other")
    assert both.find(product("99.10.11"), "other")[0].id == "other"
    assert both.find(product("99.10.11"), "aa/goods/thing")[0].id == "thing"


def test_a_code_that_covers_only_the_products_named_wants_to_be_told_so() -> None:
    with pytest.raises(InputError, match=r"goods\.code\.only_named") as fault:
        catalogue(pack(ONE)).find(product("99.20.1"))
    assert (fault.value.facts["path"], fault.value.facts["expected"]) == ("product.named", "99.20")
    assert catalogue(pack(ONE)).find(product("99.20.1", named="yes"))[2] == "99.20"
    with pytest.raises(InputError, match=r"goods\.field\.not_a_truth"):
        catalogue(pack(ONE)).find(product("99.20.1", named="perhaps"))


def test_a_state_sees_its_own_sheets_only() -> None:
    assert Catalogue(library_of(pack(ONE)), "bb").sheets == {}


def test_a_product_without_a_code_is_asked_for_it() -> None:
    with pytest.raises(InputError, match=r"goods\.field\.needed"):
        catalogue(pack(ONE)).find(Fields({}, "product"))


@pytest.mark.parametrize(
    "code", ["2", "28.", "28..22", "28,22", "28.22.16.1111", "28.22 ", "ab", "28.1.1.1.1.1"]
)
def test_what_is_not_digits_and_dots_is_no_code(code: str) -> None:
    with pytest.raises(InputError, match=r"goods\.code\.form"):
        refuse_code(code)


@pytest.mark.parametrize(("code", "place"), [("28.22.16.11О", 12), ("28.2З", 5), ("２8", 1), ("28\u00a0", 3)])
def test_a_sign_that_only_looks_right_is_named_with_its_place(code: str, place: int) -> None:
    with pytest.raises(InputError, match=r"goods\.lookalike") as fault:
        refuse_code(code)
    assert (fault.value.facts["place"], fault.value.facts["letter"]) == (place, code[place - 1])


def test_codes_are_walked_up_sign_by_sign() -> None:
    assert walk_up("28.2") == ["28.2", "28"]
