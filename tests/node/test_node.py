from dataclasses import replace
from pathlib import Path

import pytest

from comity.basis.dates import Day
from comity.basis.errors import InputError, StateError
from comity.node.clock import Clock
from comity.node.config import FILE, Config, read_config, write_config
from comity.node.node import Node, init_node, open_node
from comity.node.officials import add_official, find_official


def test_a_home_holds_one_node(node: Node, config: Config) -> None:
    with pytest.raises(StateError, match=r"node\.already_there"):
        init_node(node.home, config)
    assert (node.home.stat().st_mode & 0o777, node.inbox.is_dir()) == (0o700, True)


def test_a_process_has_one_node_open_at_a_time(node: Node, config: Config, tmp_path: Path) -> None:
    with pytest.raises(StateError, match=r"node\.already_open"):
        init_node(tmp_path / "b", config)
    assert not (tmp_path / "b").exists()
    node.close()
    init_node(tmp_path / "b", config).close()
    assert open_node(node.home).name == "a.example"


def test_a_folder_that_is_no_node_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"node\.no_home"):
        open_node(tmp_path)


def test_only_an_example_may_pin_its_clock(tmp_path: Path, config: Config) -> None:
    with pytest.raises(StateError, match=r"node\.pinned_clock"):
        init_node(tmp_path / "b", replace(config, example=False), Clock(Day(2020, 1, 1)))
    assert not (tmp_path / "b").exists()


def test_a_vault_inside_a_git_tree_leaves_nothing_behind(tmp_path: Path, config: Config) -> None:
    (tmp_path / ".git").mkdir()
    with pytest.raises(InputError, match=r"vault\.inside_git"):
        init_node(tmp_path / "b", config)
    assert not (tmp_path / "b").exists()


def test_settings_read_back(tmp_path: Path) -> None:
    told = Config("a", "a/1", "test", "be", ("x", "y"), vault='va"ult', example=True, founded=7)
    write_config(tmp_path, told)
    assert read_config(tmp_path) == told


@pytest.mark.parametrize(
    "text",
    [
        "name = 1",
        'name = "a"',
        'name = "a"\norigin = "a"\njurisdiction = "x"\ncolour = "red"',
        'name = "a b"\norigin = "a"\njurisdiction = "x"',
        'name = "a"\norigin = "a+b"\njurisdiction = "x"',
        'name = "a"\norigin = "a"\njurisdiction = "x"\nlanguage = "xx"',
        'name = "a"\norigin = "a"\njurisdiction = "x"\npacks = "ru"',
        "name = ",
    ],
)
def test_wrong_settings_are_an_input_error(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(InputError, match=r"node\.bad_config"):
        read_config(tmp_path)


def test_packs_are_those_of_its_folder(node: Node) -> None:
    assert list(node.packs()) == ["test/acts.md"]


@pytest.mark.parametrize("name", ["anna", " ANNA ", "Ａnna"])
def test_one_person_is_one_official_however_spelt(node: Node, name: str) -> None:
    with pytest.raises(StateError, match=r"official\.exists"):
        add_official(node, name, "approver")
    assert find_official(name).name == "Anna"


@pytest.mark.parametrize(
    ("name", "role"), [("", "drafter"), ("x" * 121, "drafter"), ("a\x07", "drafter"), ("Z", "king")]
)
def test_bad_names_and_roles_are_refused(node: Node, name: str, role: str) -> None:
    with pytest.raises(InputError, match=r"official\.bad_(name|role)"):
        add_official(node, name, role)
