from typing import Any

import pytest
import yaml

from comity.basis.errors import InputError
from comity.goods.expert import body, read_expert_act
from tests.goods.world import ROOT, day

WINCH: dict[str, Any] = yaml.load((ROOT / "demo" / "winch.yaml").read_text("utf-8"), yaml.BaseLoader)
TODAY = day("2026-11-16")


def test_an_expert_act_says_what_was_found_where_and_until_when() -> None:
    act = read_expert_act(WINCH, "by", TODAY)
    assert (act.state, str(act.until), len(act.findings)) == ("by", "2027-10-19", 2)
    assert body(act) == {
        "state": "by",
        "examined": "2026-10-20",
        "findings": list(act.findings),
        "example": True,
    }


@pytest.mark.parametrize(
    ("code", "path", "change"),
    [
        ("goods.expert.other_state", "state", {"state": "ru"}),
        ("goods.lookalike", "state", {"state": "bу"}),
        ("goods.document.later", "examined", {"examined": "2026-11-17"}),
        ("goods.document.ended", "until", {"until": "2026-11-15"}),
        ("goods.field.needed", "product.name", {"product": {"code": "28.22.19"}}),
        ("goods.code.form", "product.code", {"product": {"name": "Winch", "code": "x"}}),
        ("goods.field.not_a_list", "findings", {"findings": "good"}),
        ("goods.field.unknown", "finding", {"finding": ["good"]}),
        ("goods.field.not_a_text", "findings[0]", {"findings": [""]}),
    ],
)
def test_a_fault_is_told_at_its_path(code: str, path: str, change: dict[str, Any]) -> None:
    with pytest.raises(InputError) as fault:
        read_expert_act({**WINCH, **change}, "by", TODAY)
    assert (fault.value.code, fault.value.facts["path"]) == (code, path)
