import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import InputError, StateError
from comity.goods.gs1 import check_digit, check_product, digital_link, gtin_fault

GTIN = "09506000134352"  # the number GS1 itself uses in its examples


def test_the_link_is_that_of_the_standard() -> None:
    product = {"gtin": GTIN, "lot": "ABC", "serial": "123"}
    assert digital_link({"product": product}) == "https://id.gs1.org/01/09506000134352/10/ABC/21/123"


@pytest.mark.parametrize(
    ("gtin", "padded"),
    [("96385074", "00000096385074"), ("614141000036", "00614141000036"), (GTIN[1:], GTIN)],
)
def test_shorter_numbers_are_padded_to_fourteen(gtin: str, padded: str) -> None:
    assert (
        digital_link({"product": {"gtin": gtin}}, "https://id.example/x")
        == f"https://id.example/x/01/{padded}"
    )


def test_signs_of_a_serial_number_are_escaped() -> None:
    told = digital_link({"product": {"gtin": GTIN, "serial": "A/1%?&+"}})
    assert told.endswith("/21/A%2F1%25%3F%26%2B")


@given(st.from_regex(r"[0-9]{13}", fullmatch=True), st.integers(0, 12))
def test_one_wrong_digit_is_always_found(told: str, place: int) -> None:
    whole = told + str(check_digit(told))
    assert gtin_fault(whole) == ""
    bent = whole[:place] + str((int(whole[place]) + 1) % 10) + whole[place + 1 :]
    assert gtin_fault(bent) == "check_digit"


@pytest.mark.parametrize(
    ("product", "code"),
    [
        ({"gtin": "0950600013435X"}, "goods.gs1.digits"),
        ({"gtin": "٠٩٥٠٦٠٠٠١٣٤٣٥٢"}, "goods.gs1.digits"),
        ({"gtin": ""}, "goods.gs1.digits"),
        ({"gtin": "123456789"}, "goods.gs1.length"),
        ({"gtin": "09506000134353"}, "goods.gs1.check_digit"),
        ({"gtin": GTIN, "lot": "партия"}, "goods.gs1.sign"),
        ({"gtin": GTIN, "serial": "x" * 21}, "goods.gs1.sign"),
        ({"serial": "123"}, "goods.gs1.alone"),
    ],
)
def test_a_product_no_link_can_name_is_refused(product: dict[str, str], code: str) -> None:
    with pytest.raises(InputError) as fault:
        check_product(product)
    assert fault.value.code == code


def test_a_product_without_numbers_is_fine() -> None:
    check_product({"code": "28.22.16", "name": "Lift"})


@pytest.mark.parametrize(
    "subject", [{}, {"product": {}}, {"product": "Lift"}, {"product": {"gtin": b"x" * 32}}]
)
def test_an_act_without_a_gtin_has_no_link(subject: dict[str, object]) -> None:
    with pytest.raises(StateError, match=r"goods\.gs1\.no_gtin"):
        digital_link(subject)


def test_a_wrong_gtin_in_an_act_makes_no_link() -> None:
    with pytest.raises(StateError, match=r"goods\.gs1\.bad_gtin"):
        digital_link({"product": {"gtin": "09506000134353"}})


@pytest.mark.parametrize(
    "resolver", ["http://id.example", "https://id.example/", "https://id.example?x", "id"]
)
def test_an_address_that_is_no_resolver_is_refused(resolver: str) -> None:
    with pytest.raises(InputError, match=r"goods\.gs1\.resolver"):
        digital_link({"product": {"gtin": GTIN}}, resolver)
