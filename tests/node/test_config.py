from pathlib import Path

import pytest

from comity.basis.errors import InputError
from comity.node.config import Config, checked, read_config, write_config

CONFIG = Config("a.example", "a.example/2026", "test")


@pytest.mark.parametrize(
    "url", ["https://b.example", "http://127.0.0.1:8417", "http://[::1]:8417/node", "https://b.example/x/"]
)
def test_where_others_are_is_kept(tmp_path: Path, url: str) -> None:
    config = Config(CONFIG.name, CONFIG.origin, "test", url=url, peers=(url, url), witnesses=(url,))
    write_config(tmp_path, config)
    assert read_config(tmp_path) == config


@pytest.mark.parametrize(
    "url",
    [
        "", "b.example", "ftp://b.example", "http://", "http://user:word@b.example",
        "http://b.example?x", "http://b.example#x", "http://b.example/ x", "http://b.example\n", 17,
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_node_is_refused(url: str) -> None:
    with pytest.raises(InputError, match=r"node\.bad_config"):
        checked(Config(CONFIG.name, CONFIG.origin, "test", peers=(url,)), "node.toml")
