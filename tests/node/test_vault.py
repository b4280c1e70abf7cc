from pathlib import Path

import pytest

from comity.basis.errors import InputError, ProofError, StateError
from comity.node.vault import PASSPHRASE_FILE, Vault
from comity.register.keys import ESP256


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    made = Vault(tmp_path / "vault")
    made.create()
    return made


def test_a_key_reads_back_and_only_its_owner_may_read_it(vault: Vault) -> None:
    key = vault.generate("issuer")
    path = vault.folder / "issuer.key"
    assert vault.key("issuer").public == key.public
    assert (vault.folder.stat().st_mode & 0o777, path.stat().st_mode & 0o777) == (0o700, 0o600)


def test_another_algorithm_is_kept_with_the_key(vault: Vault) -> None:
    assert vault.generate("log", ESP256).public == vault.key("log").public


@pytest.mark.parametrize("mark", ["folder", "file"])
def test_a_folder_inside_a_git_work_tree_is_refused(tmp_path: Path, mark: str) -> None:
    git = tmp_path / "work" / ".git"
    git.parent.mkdir()
    if mark == "folder":
        git.mkdir()
    else:
        git.write_text("gitdir: elsewhere")
    inside = tmp_path / "work" / "deep" / "vault"
    with pytest.raises(InputError, match=r"vault\.inside_git"):
        Vault(inside).create()
    assert not inside.exists()


def test_a_link_does_not_hide_the_work_tree(tmp_path: Path) -> None:
    (tmp_path / "work" / ".git").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "work")
    with pytest.raises(InputError, match=r"vault\.inside_git"):
        Vault(tmp_path / "link" / "vault").create()


def test_a_key_is_never_replaced(vault: Vault) -> None:
    key = vault.generate("issuer")
    with pytest.raises(StateError, match=r"vault\.key_exists"):
        vault.generate("issuer")
    assert vault.key("issuer").public == key.public


def test_a_key_others_may_read_is_refused(vault: Vault) -> None:
    vault.generate("issuer")
    (vault.folder / "issuer.key").chmod(0o640)
    with pytest.raises(StateError, match=r"vault\.open_to_others"):
        vault.key("issuer")


def test_a_passphrase_seals_keys(vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = tmp_path / "words"
    words.write_text("correct horse\n")
    monkeypatch.setenv(PASSPHRASE_FILE, str(words))
    key = vault.generate("issuer")
    with monkeypatch.context() as asked:
        asked.delattr("comity.node.vault.Scrypt")  # a worker that takes its keys each second pays once
        assert vault.key("issuer").public == key.public
    assert key.secret not in (vault.folder / "issuer.key").read_bytes()
    words.write_text("another horse\n")
    with pytest.raises(ProofError, match=r"vault\.damaged"):
        vault.key("issuer")
    words.write_text("\n")
    with pytest.raises(InputError, match=r"vault\.empty_passphrase"):
        vault.key("issuer")
    monkeypatch.delenv(PASSPHRASE_FILE)
    with pytest.raises(StateError, match=r"vault\.sealed"):
        vault.key("issuer")


def test_a_sealed_key_is_bound_to_its_role(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tmp_path / "words"
    words.write_text("correct horse\n")
    monkeypatch.setenv(PASSPHRASE_FILE, str(words))
    vault.generate("issuer")
    (vault.folder / "issuer.key").rename(vault.folder / "log.key")
    with pytest.raises(ProofError, match=r"vault\.damaged"):
        vault.key("log")


def test_damaged_files_and_missing_keys_are_named(vault: Vault) -> None:
    with pytest.raises(StateError, match=r"vault\.no_key"):
        vault.key("issuer")
    path = vault.folder / "issuer.key"
    path.write_bytes(b"\xa1\x61\x61\x01")
    path.chmod(0o600)
    with pytest.raises(ProofError, match=r"vault\.damaged"):
        vault.key("issuer")


def test_a_secret_is_not_shown(vault: Vault) -> None:
    key = vault.generate("issuer")
    assert key.secret.hex() not in repr(key)
    with pytest.raises(ValueError, match="not a role"):
        vault.key("../issuer")


def test_a_rotated_role_has_several_keys_and_each_its_span(vault: Vault) -> None:
    first = vault.generate("issuer")
    assert (vault.names("issuer"), vault.span("issuer")) == (("issuer",), (None, None))
    assert vault.rotate("issuer", since=100, until=150) == "issuer-2"
    assert vault.rotate("issuer", since=200, until=260, algorithm=ESP256) == "issuer-3"
    assert vault.names("issuer") == ("issuer-3", "issuer-2", "issuer")
    assert [vault.span(name) for name in vault.names("issuer")] == [(200, None), (100, 260), (None, 150)]
    assert vault.key("issuer").public == first.public
    assert len({vault.key(name).public.kid for name in vault.names("issuer")}) == 3
    assert sorted(path.name for path in vault.folder.iterdir()) == [
        "issuer-2.key",
        "issuer-3.key",
        "issuer.key",
    ]


def test_a_role_without_a_key_is_not_rotated(vault: Vault) -> None:
    with pytest.raises(StateError, match=r"vault\.no_key"):
        vault.rotate("log", since=1, until=2)


def test_the_span_of_a_sealed_key_is_read_without_its_words(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tmp_path / "words"
    words.write_text("correct horse\n")
    monkeypatch.setenv(PASSPHRASE_FILE, str(words))
    vault.generate("log")
    vault.rotate("log", since=100, until=150)
    monkeypatch.delenv(PASSPHRASE_FILE)
    assert [vault.span(name) for name in vault.names("log")] == [(100, None), (None, 150)]
    with pytest.raises(StateError, match=r"vault\.sealed"):
        vault.key("log-2")
