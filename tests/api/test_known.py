"""`GET /known/<leaf hash>`: how an act stood on a day, by what was recorded until a time."""

import json
from datetime import timedelta
from typing import Any

import pytest

from comity.node.models import Act
from comity.node.node import Node
from tests.api.conftest import DAY, NOW, Ask, issue

EARLIER = DAY - timedelta(days=1)


def told(ask: Ask, leaf: str, query: str = "") -> Any:
    found = ask("GET", f"/known/{leaf}", QUERY_STRING=query)
    assert (found.status, found.headers["Content-Type"]) == (200, "application/json")
    return json.loads(found.body)


def test_an_act_stands_with_the_fact_it_rests_on(node: Node, ask: Ask) -> None:
    act = issue(node)
    leaf = bytes(Act.objects.get(id=act).leaf_hash).hex()
    found = told(ask, leaf)
    assert (found["leaf"], found["on"], found["known"], found["standing"]) == (
        leaf,
        str(DAY),
        None,
        "in force",
    )
    assert found["facts"] == [
        {
            "standing": "in force",
            "about": leaf,
            "act": leaf,
            "id": act,
            "kind": "test.permit",
            "issuer": "a.example",
            "from": str(DAY),
            "until": None,
            "recorded_at": NOW,
        }
    ]
    assert told(ask, leaf, f"on={EARLIER}")["standing"] == "not on that day"
    assert told(ask, leaf, f"on={DAY}&known={EARLIER}")["standing"] == "unknown"
    assert told(ask, leaf, f"on={DAY}&known={DAY}")["standing"] == "in force"


def test_an_unknown_act_is_unknown_and_no_error(ask: Ask) -> None:
    found = told(ask, "ab" * 32)
    assert (found["standing"], found["facts"]) == ("unknown", [])


@pytest.mark.parametrize("query", ["on=", "on=21.11.2026", "known=yesterday", "known=9999-99-99", "on=%ff"])
def test_a_day_that_is_none_is_told_in_words(ask: Ask, query: str) -> None:
    found = ask("GET", f"/known/{'ab' * 32}", QUERY_STRING=query)
    assert (found.status, b"is written as 2026-11-21" in found.body) == (400, True)


@pytest.mark.parametrize("leaf", ["ab" * 31, "AB" * 32, "..", "ab" * 33])
def test_what_is_no_leaf_hash_has_no_path(ask: Ask, leaf: str) -> None:
    assert ask("GET", f"/known/{leaf}").status == 404
