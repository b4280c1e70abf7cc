from comity.feel.value import number
from comity.law.dmn_facts import read_values
from comity.law.dmn_run import run_model
from tests.law.dmn_world import datum, decision, item, knowledge, logic, model, value


def bring(*names: str) -> str:
    """Imports without a name, the namespace being the name of a place."""
    return "".join(f'<import name="" namespace="urn:{each}"/>' for each in names)


def quay(text: str = '"quay"') -> str:
    return decision("berth", logic(text))


def test_elements_and_types_of_an_import_without_a_name_count_as_the_models_own() -> None:
    far = model(
        item("tDraught", "number")
        + datum("draught", "tDraught")
        + decision("deep", logic("draught > 10"), needs=("in_draught",))
        + knowledge("half", "n:number", logic("n / 2")),
        "urn:sea",
    )
    near = model(
        bring("sea")
        + decision("slow", logic("deep and half(draught) > 6"), "boolean", ("deep", "in_draught"), ("half",))
        + decision("typed", logic('"a text"'), "tDraught")
    )
    assert value([near, far], "slow", draught=number(14)) is True
    assert value([near, far], "deep", draught=number(14)) is True  # the model gives on what it was given
    assert value([near, far], "typed") is None
    assert read_values([near, far], {"draught": "14"}) == {"draught": 14}


def test_of_one_name_the_models_own_comes_before_what_it_imports() -> None:
    far = model(quay('"sea"') + decision("where", logic("berth"), needs=("berth",)), "urn:sea")
    near = model(bring("sea") + quay() + decision("own", logic("berth"), needs=("berth",)))
    assert value([near, far], "own") == "quay"
    assert value([near, far], "where") == "quay"  # also for what the import requires of its own
    assert value([far], "where") == "sea"


def test_an_import_brings_its_own_imports_before_the_next() -> None:
    asked = decision("asked", logic("berth"), needs=("berth",))
    inner = model(quay('"inner"'), "urn:inner")
    sea, lake = model(bring("inner"), "urn:sea"), model(quay('"lake"'), "urn:lake")
    assert value([model(bring("sea", "lake") + asked), lake, sea, inner], "asked") == "inner"
    assert value([model(bring("lake", "sea") + asked), sea, lake, inner], "asked") == "lake"
    assert value([model(bring("sea") + asked), sea, inner], "asked") == "inner"


def test_a_full_reference_to_an_import_without_a_name_finds_what_stands_in_for_it() -> None:
    need = '<informationRequirement><requiredDecision href="urn:sea#berth"/></informationRequirement>'
    far = model(f'<decision id="w" name="where">{need}{logic("berth")}</decision>' + quay('"sea"'), "urn:sea")
    assert value([model(bring("sea")), far], "where") == "sea"
    assert value([model(bring("sea") + quay()), far], "where") == "quay"


def test_one_id_twice_is_two_elements_when_the_names_differ() -> None:
    far = model(f'<decision id="d" name="far one">{logic("1")}</decision>', "urn:sea")
    near = model(bring("sea") + f'<decision id="d" name="near one">{logic("2")}</decision>')
    assert [value([near, far], name) for name in ("far one", "near one")] == [1, 2]


def test_a_name_may_be_that_of_a_type_and_of_an_element() -> None:
    near = model(bring("sea") + decision("berth", logic('"quay"'), "berth"))
    assert value([near, model(item("berth", "string"), "urn:sea")], "berth") == "quay"
    assert value([near, model(item("berth", "number"), "urn:sea")], "berth") is None


def test_a_service_of_an_import_without_a_name_runs() -> None:
    far = model(
        datum("draught", "number")
        + decision("deep", logic("draught > 10"), needs=("in_draught",))
        + '<decisionService id="s" name="depth"><outputDecision href="#deep"/><inputData href="#in_draught"/>'
        "</decisionService>",
        "urn:sea",
    )
    near = model(bring("sea") + decision("asked", logic("depth(11)"), knows=("s",)))
    assert value([near, far], "asked") is True
    assert value([near, far], "depth", draught=number(9)) is False


def test_a_named_import_of_an_import_without_a_name_keeps_its_prefix() -> None:
    need = '<informationRequirement><requiredDecision href="urn:lake#berth"/></informationRequirement>'
    sea = model(
        '<import name="lake" namespace="urn:lake"/>'
        f'<decision id="w" name="where">{need}{logic("lake.berth")}</decision>',
        "urn:sea",
    )
    assert value([model(bring("sea")), sea, model(quay('"lake"'), "urn:lake")], "where") == "lake"


def test_models_that_import_each_other_end() -> None:
    itself = model(bring("harbour") + quay())
    assert value(itself, "berth") == "quay"
    near = model(bring("sea") + decision("asked", logic("berth"), "string", needs=("berth",)))
    sea = model(bring("harbour", "lake"), "urn:sea")
    assert value([near, sea, model(bring("sea") + quay(), "urn:lake")], "asked") == "quay"
    outcome = run_model([near, sea], "asked", {})
    assert outcome.value is None
    assert "no such element" in [note.why for note in outcome.notes]


def test_a_long_chain_of_imports_is_followed_to_its_end() -> None:
    chain = [model(bring(f"{nth + 1}"), f"urn:{nth}") for nth in range(1500)]
    assert value([*chain, model(quay(), "urn:1500")], "berth") == "quay"
