import pytest

from comity.basis.errors import ComityError, InputError, PackError, PeerError, ProofError, StateError


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (InputError, "input"),
        (PackError, "pack"),
        (StateError, "state"),
        (ProofError, "proof"),
        (PeerError, "peer"),
        (ComityError, "fault"),
    ],
)
def test_each_kind_has_one_root_and_its_name(error: type[ComityError], kind: str) -> None:
    fault = error("part.wrong", path="a.b", count=2)
    assert isinstance(fault, ComityError)
    assert (fault.kind, fault.code, dict(fault.facts)) == (kind, "part.wrong", {"path": "a.b", "count": 2})


def test_a_fault_is_one_line_for_logs() -> None:
    assert str(InputError("goods.unknown", path="items[2]")) == "goods.unknown (path=items[2])"
    assert str(StateError("node.busy")) == "node.busy"


def test_facts_are_not_changed_afterwards() -> None:
    fault = InputError("goods.unknown", path="items[2]")
    with pytest.raises(TypeError):
        fault.facts["path"] = "elsewhere"  # type: ignore[index]
