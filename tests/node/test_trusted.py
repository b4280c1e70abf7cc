import json
from dataclasses import replace

import pytest

from comity.basis.dates import Day
from comity.basis.errors import InputError, PackError, ProofError, StateError
from comity.node import files, trusted
from comity.node.clock import Clock
from comity.node.node import Node
from comity.node.trusted import Terms
from comity.register.keys import ED25519, PrivateKey
from comity.register.trust import Role

KINDS = ["test.permit"]


def test_an_export_reads_back_and_holds_no_secret(node: Node) -> None:
    made = trusted.own_export(node, KINDS)
    assert trusted.read_export("a.json", made.to_text()) == made
    assert all(node.vault.key(role).secret.hex() not in made.to_text() for role in made.keys)


@pytest.mark.parametrize("text", ["{}", "[]", '{"form": "other"}', '"x"'])
def test_another_file_is_no_export(text: str) -> None:
    with pytest.raises(InputError, match=r"trusted\.not_an_export"):
        trusted.read_export("a.json", text)


def test_an_export_with_a_broken_key_is_refused(node: Node) -> None:
    told = json.loads(trusted.own_export(node, KINDS).to_text())
    told["keys"]["log"]["raw"] = "zz"
    with pytest.raises(InputError, match=r"trusted\.not_an_export"):
        trusted.read_export("a.json", json.dumps(told))
    told["keys"]["log"]["raw"] = "00"
    with pytest.raises(ProofError):
        trusted.read_export("a.json", json.dumps(told))


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "а.example", "A.example", "../x", "x" * 101])
def test_an_export_under_a_name_no_note_can_carry_is_refused(node: Node, name: str) -> None:
    made = trusted.own_export(node, KINDS)
    for other in (replace(made, name=name), replace(made, origin=name)):
        with pytest.raises(InputError, match=r"trusted\.not_an_export"):
            trusted.read_export("a.json", other.to_text())


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("a.example", "b.example/2026"),
        ("b.example", "a.example/2026"),
        ("b.example", "a.example"),
        ("b.example", "a.example/2026/status"),
    ],
)
def test_no_node_is_listed_under_what_is_anothers(node: Node, name: str, origin: str) -> None:
    own = trusted.own_export(node, KINDS)
    keys = {role: PrivateKey(ED25519, bytes([place]) * 32).public for place, role in enumerate(own.keys)}
    other = replace(own, name=name, origin=origin, keys=keys)
    with pytest.raises(InputError, match=r"trusted\.name_taken"):
        trusted.publish(node, [own, other], Terms("test"))
    assert trusted.current_list(node) is None
    trusted.publish(node, [own, replace(other, name="b.example", origin="a.example2")], Terms("test"))


def test_a_published_list_gives_each_key_its_one_role(node: Node) -> None:
    export = trusted.own_export(node, KINDS)
    trusted.publish(node, [export], Terms("test"))
    listed = trusted.needed_list(node)
    assert (listed.domain, listed.version, listed.previous) == ("test", 1, None)
    assert {key.role for key in listed.keys.values()} == set(Role)
    issuer = next(key for key in listed.keys.values() if key.role is Role.ISSUER)
    assert (issuer.kinds, issuer.since) == (frozenset(KINDS), node.config.founded)
    assert export.keys["anchor"].kid not in listed.keys


def test_versions_follow_one_another(node: Node) -> None:
    export = trusted.own_export(node, KINDS)
    first = trusted.publish(node, [export], Terms("test"))
    trusted.publish(replace(node, clock=Clock(Day(2026, 11, 22))), [export], Terms("test"))
    listed = trusted.needed_list(node)
    assert (listed.version, listed.previous is None) == (2, False)
    with pytest.raises(StateError, match=r"trusted\.not_newer"):
        trusted.accept(node, first)


def test_a_list_by_another_anchor_is_refused(node: Node) -> None:
    token = trusted.publish(node, [trusted.own_export(node, KINDS)], Terms("test"))
    broken = token[:-1] + bytes([token[-1] ^ 1])
    with pytest.raises(ProofError):
        trusted.accept(node, broken)


def test_without_anchor_or_list_nothing_counts(node: Node) -> None:
    with pytest.raises(StateError, match=r"trusted\.none"):
        trusted.needed_list(node)
    with pytest.raises(StateError, match=r"trusted\.no_anchor"):
        trusted.accept(node, b"")


def test_kinds_have_their_words_from_the_packs() -> None:
    assert trusted.kind_words(files.packs(), "goods.refusal").say("be") == "Адмова ў пацвярджэнні вытворчасці"
    assert trusted.kind_words(files.packs(), "test.permit").say("ru") == "test.permit"


def test_kinds_come_from_the_packs(node: Node) -> None:
    assert {name: kind.approvals for name, kind in trusted.kinds_in(node.packs()).items()} == {
        "test.permit": 2,
        "test.withdrawal": 2,
        "test.suspension": 2,
        "test.resumption": 2,
    }
    with pytest.raises(InputError, match=r"trusted\.unknown_kind"):
        trusted.publish(node, [trusted.own_export(node, ["other"])], Terms("test"))
    with pytest.raises(InputError, match=r"trusted\.key_twice"):
        trusted.publish(node, [trusted.own_export(node, KINDS)] * 2, Terms("test"))


@pytest.mark.parametrize(
    "rows",
    [
        "",
        '| "a.b" | two |',
        '| "a.b" | 0 |',
        '| "a.b" | 10 |',
        "| a.b | 2 |",
        '| "a.b" | 2 |\n| "a.b" | 1 |',
    ],
)
def test_a_broken_table_of_kinds_is_a_pack_error(rows: str) -> None:
    table = f"| kind | approvals |\n|------|-----------|\n{rows}\n" if rows else ""
    text = f"# T\npack: test/acts\njurisdiction: test\n\n## kinds\nWords\n\n{table}"
    with pytest.raises(PackError, match=r"trusted\.bad_kinds"):
        trusted.kinds_in({"test/acts.md": text})


def test_the_shipped_packs_say_how_many_officials_decide() -> None:
    assert all(1 <= kind.approvals <= 9 for kind in trusted.kinds_in(files.packs()).values())
