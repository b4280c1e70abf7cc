from comity.basis.words import LANGUAGES
from comity.goods.phrases import PHRASES
from comity.goods.proofs import EXPERT_ACT
from comity.goods.recognise import recognise, state_words, tell_rank
from comity.law.library import Library
from comity.law.value import Open
from comity.register.act import Act
from tests.goods.world import day

TODAY = day("2026-11-16")


def act(kind: str = EXPERT_ACT, state: str = "by", **product: str) -> Act:
    return Act(kind, "chamber.example", b"\x01" * 16, {"product": product}, {"state": state}, 0)


def test_what_an_act_counts_for_hangs_on_the_application_it_is_used_in(real: Library) -> None:
    found = recognise(act(code="28.22.19.163"), real, "ru", TODAY)
    assert (found.code, found.rank, found.determined) == ("goods.counts.as", "eaeu", True)
    free = recognise(act(code="28.22.18.310"), real, "ru", TODAY)
    assert isinstance(free.rank, Open)
    assert (free.code, sorted(free.rank.options or ())) == ("goods.counts.depends", ["eaeu", "own"])
    assert free.result is not None
    assert free.result.missing == ("enough",)


def test_without_a_code_the_exclusion_is_open_too(real: Library) -> None:
    found = recognise(act(name="Winch"), real, "ru", TODAY)
    assert found.result is not None
    assert found.result.missing == ("enough", "excluded")


def test_where_no_rule_is_loaded_nothing_is_assumed(real: Library) -> None:
    found = recognise(act(code="28.22.19.163"), real, "by", TODAY)
    assert (found.code, found.determined, found.result) == ("goods.counts.no_rule", False, None)


def test_rules_that_do_not_speak_of_a_kind_leave_it_undetermined(real: Library) -> None:
    assert recognise(act("goods.certificate"), real, "ru", TODAY).code == "goods.counts.no_rule_for_kind"


def test_an_act_of_a_third_state_is_a_gap(real: Library) -> None:
    found = recognise(act(state="kz", code="28.22.18.310"), real, "ru", TODAY)
    assert not found.determined
    assert found.result is not None
    assert found.result.gaps


def test_a_state_has_its_name_in_each_language(real: Library) -> None:
    assert len({state_words(real, "by").say(language) for language in LANGUAGES}) >= 2
    assert state_words(real, "zz").say("ru") == "zz"


def test_every_answer_has_words(real: Library) -> None:
    for code in ("no_rule", "no_rule_for_kind", "as", "depends"):
        for language in LANGUAGES:
            told = PHRASES.say(
                f"goods.counts.{code}", language, {"state": "aa", "rank": "own", "missing": ("enough",)}
            )
            assert "{" not in told


def test_what_an_act_still_hangs_on_is_told_in_words(real: Library) -> None:
    found = recognise(act(code="28.22.18.310"), real, "ru", TODAY)
    missing = dict(found.missing)
    assert missing.keys() == set(found.result.missing if found.result else ())
    assert all(words.say("be") not in ("", name) for name, words in missing.items())
    told = tell_rank(found.rank, "ru")
    assert "как изготовленное в самом государстве [own]" in told
    assert tell_rank("eaeu", "en").endswith("[eaeu]")
    assert tell_rank("strange", "en") == "strange"
