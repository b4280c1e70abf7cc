import json
import time
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import InputError
from comity.node.files import (
    Document,
    make_folder,
    own_folder,
    packs_in,
    parse_document,
    read_document,
    read_text,
    write_file,
)

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4)
)


def _yaml(text: str) -> Document:
    return parse_document("a.yaml", ".yaml", text)


def _fault(tmp_path: Path, data: bytes, name: str = "a.yaml") -> InputError:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_document(path)
    return caught.value


def test_every_scalar_stays_the_text_that_was_written() -> None:
    read = _yaml("a: 1.10\nb: no\nc: 2026-11-21\nd: 0o17\ne: ~\nf:\ng: '5'\nh: 1_000\n").value
    assert read == {
        "a": "1.10",
        "b": "no",
        "c": "2026-11-21",
        "d": "0o17",
        "e": "~",
        "f": "",
        "g": "5",
        "h": "1_000",
    }


def test_json_scalars_are_texts_too() -> None:
    read = parse_document("a.json", ".json", '{"a": 1.10, "b": true, "c": null, "d": [1e400, NaN]}').value
    assert read == {"a": "1.10", "b": "true", "c": "", "d": ["1e400", "NaN"]}


@given(TREES)
def test_json_of_texts_reads_back(tree: object) -> None:
    assert parse_document("a.json", ".json", json.dumps(tree)).value == tree


def test_a_path_knows_its_line() -> None:
    read = _yaml("product: lift\nlines:\n  - id: a\n    points: 1\n  - id: b\n    points: -3\n")
    assert read.line("lines[1].points") == 6
    assert read.line("lines[1].points.unit") == 6
    assert read.line("nowhere") == 1


ALIAS_BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ALIAS_BOMB, "files.alias"),
        ("a: *b\n", "files.alias"),
        ("a: !!python/object/apply:os.system [echo]\n", "files.tag"),
        ("a: !!int 5\n", "files.tag"),
        ("a: 1\na: 2\n", "files.key_twice"),
        ("? [a, b]\n: 1\n", "files.key_not_text"),
        ("[" * 17 + "]" * 17, "files.too_deep"),
        ("[" * 100_000, "files.too_deep"),
        ("a: 1\n---\nb: 2\n", "files.two_documents"),
        ("", "files.empty"),
        ("# only a remark\n", "files.empty"),
        ("a: [1\n", "files.syntax"),
        ("a: '\\uD800'\nb: \"\\uD800\"\n", "files.syntax"),
        ("\tkey: 1\n", "files.syntax"),
    ],
)
def test_hostile_yaml_is_an_input_error(tmp_path: Path, text: str, code: str) -> None:
    assert _fault(tmp_path, text.encode()).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a": 1, "a": 2}', "files.key_twice"),
        ("[" * 17 + "]" * 17, "files.too_deep"),
        ("[" * 100_000, "files.too_deep"),
        ('{"a": "\\ud800"}', "files.half_character"),
        ('{"\\ud800": 1}', "files.half_character"),
        ('{"a": }', "files.syntax"),
        ("", "files.syntax"),
    ],
)
def test_hostile_json_is_an_input_error(tmp_path: Path, text: str, code: str) -> None:
    assert _fault(tmp_path, text.encode(), "a.json").code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("имя: лифт\n".encode("cp1251"), "files.not_utf8"),
        (b"name: caf\xe9\n", "files.not_utf8"),
        ("имя: ".encode() + "лифт\n".encode("cp1251"), "files.not_utf8"),
        ("a: 1\n".encode("utf-16"), "files.utf16"),
        ("a: 1\n".encode("utf-8-sig"), "files.byte_order_mark"),
        (b"a: 1\0\n", "files.not_text"),
        (b"a: " + b"x" * 2_000_000, "files.too_large"),
    ],
)
def test_bytes_that_are_not_plain_utf8_are_refused(tmp_path: Path, data: bytes, code: str) -> None:
    assert _fault(tmp_path, data).code == code


def test_mixed_encodings_name_the_line(tmp_path: Path) -> None:
    fault = _fault(tmp_path, "a: лифт\nb: ".encode() + "лифт".encode("cp1251"))
    assert (fault.facts["line"], fault.facts["byte"]) == (2, "0xEB")


def test_another_form_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert _fault(tmp_path, b"x", "a.docx").code == "files.unknown_form"
    with pytest.raises(InputError, match=r"files\.not_found"):
        read_text(tmp_path / "none.yaml")
    with pytest.raises(InputError, match=r"files\.not_readable"):
        read_text(tmp_path)


@given(st.text(max_size=200))
def test_no_text_makes_the_yaml_reader_fail_otherwise(text: str) -> None:
    with suppress(InputError):
        _yaml(text)


def test_a_packs_folder_reads_as_paths_and_texts(pack_folder: Path) -> None:
    (pack_folder / "test" / "picture.png").write_bytes(b"\x89PNG")
    assert list(packs_in(pack_folder)) == ["test/acts.md"]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write_file(tmp_path / "a", b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    with pytest.raises(InputError, match=r"files\.not_writable"):
        write_file(tmp_path / "none" / "a", b"1")
    with pytest.raises(InputError, match=r"files\.not_writable"):
        own_folder(tmp_path / "a" / "b")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '"' + '\\"' * 400_000),
        ("a.json", '"\\'),
        ("a.yaml", f"? {'k' * 100_000}\n: [{'a,' * 300_000}]\n"),
        ("a.yaml", f"{'k' * 900}: [{'a,' * 400_000}"),
    ],
)
def test_a_hostile_text_costs_little_time_and_memory(name: str, text: str) -> None:
    begun = time.monotonic()
    tracemalloc.start()
    with suppress(InputError):
        parse_document(name, Path(name).suffix, text)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 400_000_000
    assert time.monotonic() - begun < 20


def test_a_path_of_great_length_takes_the_line_above_it() -> None:
    document = _yaml(f"a:\n  {'k' * 400}:\n    - 1\n")
    assert document.line(f"a.{'k' * 400}[0]") == document.line("a")


def test_a_folder_that_cannot_be_made_or_read_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    with pytest.raises(InputError, match=r"files\.not_writable"):
        make_folder(tmp_path / "a")
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "a.md").symlink_to(tmp_path / "nowhere")
    with pytest.raises(InputError, match=r"files\.not_readable"):
        packs_in(tmp_path / "packs")
