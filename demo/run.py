"""`make demo`: a lift maker's application becomes a certificate that the other state verifies.

Every step is the command a user would type, shown before its answer; each runs in a process of its own, and
the two nodes share nothing but the files they leave for one another. In the lines below `@` is the folder of
the nodes and `out:` the folder of the certificate. `python -m demo.run FOLDER` names another than demo/out.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path

from rich.console import Console
from rich.text import Text

from comity.register import credential
from comity.register.act import seal
from comity.register.keys import ED25519, PrivateKey
from demo.words import PHRASES

HERE = Path(__file__).parent
OUT = Path("demo", "out")
CERTIFICATE = "out:certificate.txt"
DAY, LATER = "2026-11-16", "2026-11-20"
NODES = {"ru": "register.ru.example", "by": "chamber.by.example"}
_CASE = re.compile(r"G-\d{4}-\d{6}", re.ASCII)
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b", re.ASCII)
OTHER = {"ru": "by", "by": "ru"}


class Show(Enum):
    """How much of an answer the demo shows."""

    ALL = "all"
    END = "its last box, and what stands below"
    NOTHING = "neither the command nor its answer"


def state_home() -> Path:
    """Where the nodes live: outside every work tree, as their keys must."""
    base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "comity" / "demo"


class Demo:
    """The demo as it runs: where the nodes are, where the certificate goes, in which language it speaks."""

    def __init__(self, home: Path, out: Path, language: str) -> None:
        """Take an empty folder for the nodes, and one for the certificate."""
        self.home, self.out, self.language = home, out, language
        self._console = Console(highlight=False, soft_wrap=False)
        self._step = 0

    def tell(self, phrase: str, **facts: str) -> None:
        """A heading, numbered."""
        self._step += 1
        self._console.print(Text(f"\n{self._step}. {self._words(phrase, facts)}\n", style="bold cyan"))

    def frame(self, phrase: str, **facts: str) -> None:
        """What stands before the first step and after the last."""
        self._console.print(Text(f"\n{self._words(phrase, facts)}", style="cyan"))

    def comity(
        self,
        node: str,
        line: str,
        *,
        day: str = DAY,
        code: int = 0,
        show: Show = Show.ALL,
        offline: bool = False,
    ) -> str:
        """One command of one node, shown with its answer; the demo fails when it ends with another code."""
        places = {"@": str(self.home), "out:": str(self.out)}
        words = [_placed(word, places) for word in line.split()]
        run = self._run(node, words, day, offline)
        if show is not Show.NOTHING:
            asked = f"[{node}] " if node else ""
            pinned = "" if day == DAY else f" --at {day}"
            typed = f"{asked}$ comity {' '.join(words)}{pinned}".replace(f"{Path.home()}/", "~/")
            self._console.print(Text(typed, style="bold"))
            answered = run.stdout + run.stderr
            sys.stdout.write(answered if show is Show.ALL else end_of(answered))
            sys.stdout.flush()
        if run.returncode != code:
            raise SystemExit(
                f"demo: expected exit {code}, got {run.returncode}: {line}\n{run.stdout}{run.stderr}"
            )
        return run.stdout

    def _words(self, phrase: str, facts: Mapping[str, str]) -> str:
        return PHRASES.say(phrase, self.language, facts)

    def _run(
        self, node: str, words: Sequence[str], day: str, offline: bool
    ) -> "subprocess.CompletedProcess[str]":
        module = "demo.offline" if offline else "comity.cli.main"
        home = ["--home", str(self.home / node)] if node in NODES else []
        language = ["--lang", self.language, "--at", day]
        # A subprocess has no terminal to ask: the width of ours is passed on.
        environment = {**os.environ, "COLUMNS": str(self._console.width), "PYTHONIOENCODING": "utf-8"}
        for name in ("COMITY_HOME", "COMITY_AT", "COMITY_LANG"):
            environment.pop(name, None)
        command = [sys.executable, "-m", module, *home, *language, *words]
        return subprocess.run(
            command, cwd=HERE.parent, env=environment, capture_output=True, text=True, check=False
        )


def main() -> None:
    """Run the demo from an empty folder to the certificate and its refusals."""
    begun = time.monotonic()
    home, out = state_home(), Path(sys.argv[1]) if sys.argv[1:] else OUT
    for folder in (home, HERE.parent / out):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    demo = Demo(home, out, _language())
    demo.frame("demo.begin", day=DAY)
    set_up(demo)
    winch(demo)
    refused(demo)
    case = issued(demo)
    verified(demo)
    impostors(demo, case)
    january(demo)
    paths = ", ".join(f"{out}/certificate.{kind}" for kind in ("pdf", "svg", "png"))
    demo.frame("demo.end", seconds=str(round(time.monotonic() - begun)), paths=paths, home=str(home))


def set_up(demo: Demo) -> None:
    """Two nodes with keys and officials, and the trust list both accept."""
    demo.tell("demo.setup")
    prints = {}
    for node, name in NODES.items():
        named = f"--name {name} --origin {name}/2026 --jurisdiction {node}"
        demo.comity("", f"init @{node} {named} --peer @{OTHER[node]} --example")
        demo.comity(node, "official add anna --role registrar")
        demo.comity(node, "official add boris --role approver")
        exported = demo.comity(node, f"trust export --out @{node}.keys.json --json", show=Show.NOTHING)
        prints[node] = json.loads(exported)["fingerprint"]
    for node, peer in OTHER.items():
        demo.comity(node, f"trust pin @{peer}.keys.json --fingerprint {prints[peer]}")
    keys = "@ru.keys.json @by.keys.json"
    demo.comity("ru", f"trust draft {keys} --domain union.example --out @union.draft", show=Show.NOTHING)
    demo.comity("by", "trust show @union.draft")
    demo.comity("by", "trust sign @union.draft --out @union.trust", show=Show.NOTHING)
    for node in NODES:
        demo.comity(node, "trust load @union.trust")


def winch(demo: Demo) -> None:
    """The expert act of one state, and what it counts for in the other."""
    demo.tell("demo.winch")
    case = _filed(demo, "by", "demo/winch.yaml")
    demo.comity("by", f"goods decide {case} --official anna")
    demo.comity("by", f"goods issue {case} --official boris")
    _seal(demo, "by")
    demo.comity("by", f"goods print {case} --out @winch", show=Show.NOTHING)
    demo.tell("demo.counts")
    demo.comity("ru", "goods recognise @winch/certificate.txt", code=1)


def refused(demo: Demo) -> None:
    """The first version: assessed, and refused by two officials."""
    demo.tell("demo.first")
    demo.comity("ru", f"goods assess {_with_winch(demo, 'lift-first')}", code=1)
    demo.tell("demo.refused")
    case = _filed(demo, "ru", _with_winch(demo, "lift-first"))
    demo.comity("ru", f"goods decide {case} --official anna", show=Show.END)
    demo.comity("ru", f"goods issue {case} --official boris")


def issued(demo: Demo) -> str:
    """The case of the second version: proposed, approved by another, sealed, printed."""
    demo.tell("demo.second")
    case = _filed(demo, "ru", _with_winch(demo, "lift"))
    demo.comity("ru", f"goods decide {case} --official anna")
    demo.tell("demo.same")
    demo.comity("ru", f"goods issue {case} --official anna", code=4)
    demo.tell("demo.issue")
    demo.comity("ru", f"goods issue {case} --official boris")
    _seal(demo, "ru")
    demo.tell("demo.paper")
    demo.comity("ru", f"goods print {case} --out out:.")
    return case


def verified(demo: Demo) -> None:
    """The other state's verdict with its network off, and what the certificate counts for there."""
    demo.tell("demo.verify")
    verdict = demo.comity("by", f"goods recognise {CERTIFICATE}", code=1, offline=True)
    (HERE.parent / demo.out / "verdict.txt").write_text(verdict, encoding="utf-8")


def impostors(demo: Demo, case: str) -> None:
    """A forged, a tampered and a withdrawn certificate, each refused with its reason."""
    text = (HERE.parent / demo.out / "certificate.txt").read_text(encoding="ascii").strip()
    demo.tell("demo.forged")
    _write(demo, "forged.txt", forge(text))
    demo.comity("by", "register verify @forged.txt", code=1, offline=True)
    demo.tell("demo.tampered")
    _write(demo, "tampered.txt", tamper(text))
    demo.comity("by", "register verify @tampered.txt", code=1, offline=True)
    demo.tell("demo.withdrawn")
    told = demo.comity("ru", f"register withdraw {case} --official anna --reason example", day=LATER)
    digest = _found(_DIGEST, told)
    demo.comity("ru", f"register withdraw {case} --official boris --confirm {digest}", day=LATER)
    _statuses(demo, "ru", LATER)
    demo.comity("by", f"register verify {CERTIFICATE}", day=LATER, code=1, offline=True)


def january(demo: Demo) -> None:
    """What the first day of 2027 changes, and where the law then says nothing."""
    demo.tell("demo.january")
    demo.comity("", "law explain ru/goods/lifts.threshold purpose=register", day="2026-12-31")
    demo.comity("", "law explain ru/goods/lifts.threshold purpose=register", day="2027-01-01")
    demo.tell("demo.third")
    demo.comity("", "goods assess demo/lift-120.yaml")
    demo.tell("demo.fourth")
    later = (HERE / "lift-120.yaml").read_text(encoding="utf-8").replace("filed: 2026-09-30", f"filed: {DAY}")
    _write(demo, "lift-120-november.yaml", later)
    demo.comity("", "goods assess @lift-120-november.yaml", code=1, show=Show.END)
    demo.tell("demo.gap")
    demo.comity("", "goods assess demo/lathe-2027.yaml", code=1, show=Show.END)


def forge(text: str) -> str:
    """The same certificate with one more point, signed with the forger's own key: what a forger can do."""
    statement = credential.read(credential.from_text(text))
    act = statement.signed.act
    days = [{**day, "score": "136"} for day in act.body["days"]]
    forged = seal(replace(act, body={**act.body, "days": days}), PrivateKey(ED25519, bytes(32)))
    receipt = statement.receipt.sign1 if statement.receipt else None
    proof = receipt.encode(receipt.unprotected) if receipt else None
    return credential.to_text(credential.attach(forged, proof, statement.cosignatures))


def tamper(text: str) -> str:
    """The text with one character in the middle exchanged for another of the alphabet."""
    middle = len(text) // 2
    return f"{text[:middle]}{'A' if text[middle] != 'A' else 'B'}{text[middle + 1 :]}"


def end_of(answered: str) -> str:
    """What an answer ends with: its last box, and all below it."""
    lines = answered.splitlines(keepends=True)
    return "".join(lines[max((at for at, line in enumerate(lines) if line.startswith("╭")), default=0) :])


def _placed(word: str, places: Mapping[str, str]) -> str:
    for mark, folder in places.items():
        if word.startswith(mark):
            return str(Path(folder, word.removeprefix(mark)))
    return word


def _filed(demo: Demo, node: str, application: str) -> str:
    return _found(_CASE, demo.comity(node, f"goods file {application}"))


def _found(pattern: re.Pattern[str], told: str) -> str:
    found = pattern.search(told)
    if not found:
        raise SystemExit(f"demo: no {pattern.pattern} in {told!r}")
    return found[0]


def _seal(demo: Demo, node: str) -> None:
    """Ask the peer to cosign the log, let it do so, take its answer, and publish the status list."""
    demo.comity(node, "register ask")
    demo.comity(OTHER[node], "register witness")
    demo.comity(node, "register seal")
    _statuses(demo, node, DAY)


def _statuses(demo: Demo, node: str, day: str) -> None:
    peer = OTHER[node]
    demo.comity(node, "register status", day=day, show=Show.NOTHING)
    demo.comity(peer, f"register status --load @{peer}/inbox/{NODES[node]}.cwt", day=day, show=Show.NOTHING)


def _with_winch(demo: Demo, name: str) -> str:
    """The application with the winch's credential in place of its mark."""
    act = (demo.home / "winch" / "certificate.txt").read_text(encoding="ascii").strip()
    text = (HERE / f"{name}.yaml").read_text(encoding="utf-8").replace("WINCH_ACT", json.dumps(act))
    return _write(demo, f"{name}.yaml", text)


def _write(demo: Demo, name: str, text: str) -> str:
    (demo.home / name).write_text(text, encoding="utf-8")
    return f"@{name}"


def _language() -> str:
    asked = (os.environ.get("COMITY_LANG") or os.environ.get("LANG") or "en")[:2]
    return asked if asked in ("en", "ru", "be") else "en"


if __name__ == "__main__":
    main()
