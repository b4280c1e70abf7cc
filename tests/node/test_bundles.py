import pytest

from comity.basis.errors import StateError
from comity.node import bundles, docket, exports, store, trust_draft, trusted
from comity.node.docket import Draft
from comity.node.node import Node
from comity.node.trust_draft import Terms
from comity.register import bundle
from comity.register.verdict import Answer


def _issue(node: Node) -> str:
    day = node.clock.today()
    number = docket.open_case(node, "test", "lift", {}, day).number
    digest = docket.propose(node, number, Draft("test.permit", {"id": "lift"}, {}, day), "Anna")
    docket.approve(node, number, digest, "Boris")
    return docket.issue(node, number, needed=2).id.hex()


def test_a_bundle_of_a_node_verifies_its_acts_elsewhere(node: Node) -> None:
    own = exports.own_export(node, ["test.permit"])
    trusted.accept(node, trust_draft.draft(node, [own], Terms("test")))
    act = _issue(node)
    data = bundle.pack(bundles.make(node))
    assert len(data) < 3_000
    found = bundle.relied_on(bundle.read(data), [own.anchor])
    assert [each.checkpoint.size for each in found.checkpoints] == [1]
    assert (found.made_at, found.refused) == (node.clock.now(), ())
    text = store.carried(node, store.find_act(act)).text
    verdict = bundle.check(text, found, node.clock.now(), node.clock.today())
    assert verdict.answer is Answer.NOT_COSIGNED
    assert verdict.as_of == node.clock.now()


def test_without_a_trust_list_there_is_no_bundle(node: Node) -> None:
    with pytest.raises(StateError, match=r"trusted\.none"):
        bundles.make(node)
