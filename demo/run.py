"""`make demo`: a lift maker's application becomes a certificate that the other state verifies; then, faults.

Every step is the command a user would type, shown before its answer; each runs in a process of its own. The
two nodes run beside as processes too, and share nothing but what they ask one another over HTTP. In the lines
below `@` is the folder of the nodes and `out:` the folder of the certificate. `python -m demo.run FOLDER`
names another than demo/out.
"""

import json
import os
import re
import shutil
import sys
import time
from dataclasses import replace
from pathlib import Path

from comity.register import credential
from comity.register.act import seal
from comity.register.keys import ED25519, PrivateKey
from demo.stage import DAY, HERE, LATER, Demo, Show

OUT = Path("demo", "out")
CERTIFICATE = "out:certificate.txt"
NODES = {"ru": "register.ru.example", "by": "chamber.by.example"}
OTHER = {"ru": "by", "by": "ru"}
_CASE = re.compile(r"G-\d{4}-\d{6}", re.ASCII)
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b", re.ASCII)
_TRIES = 6  # each waits some seconds for the number


def state_home() -> Path:
    """Where the nodes live: outside every work tree, as their keys must."""
    base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "comity" / "demo"


def main() -> None:
    """Run the demo from an empty folder to the certificate, its refusals, and the faults of a log."""
    begun = time.monotonic()
    home, out = state_home(), Path(sys.argv[1]) if sys.argv[1:] else OUT
    for folder in (home, HERE.parent / out):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    with Demo(home, out, _language()) as demo:
        demo.frame("demo.begin", day=DAY)
        set_up(demo)
        winch(demo)
        refused(demo)
        case = issued(demo)
        verified(demo)
        impostors(demo)
        january(demo)
        cut_off(demo, case)
        old_backup(demo)
        two_histories(demo)
        goes_on(demo)
        altered(demo)
    paths = ", ".join(f"{out}/certificate.{kind}" for kind in ("pdf", "svg", "png"))
    demo.frame("demo.end", seconds=str(round(time.monotonic() - begun)), paths=paths, home=str(home))


def set_up(demo: Demo) -> None:
    """Two nodes with keys and officials that run, and the trust list both accept."""
    demo.tell("demo.setup")
    prints = {}
    for node, name in NODES.items():
        peer = demo.url(OTHER[node])
        named = f"--name {name} --origin {name}/2026 --jurisdiction {node} --example"
        reached = f"--url {demo.url(node)} --peer-url {peer} --witness {peer}/witness"
        demo.comity("", f"init @{node} {named} {reached}")
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
    demo.tell("demo.start")
    for node in NODES:
        demo.start(node)
    for node in NODES:
        demo.comity(node, "trust load @union.trust")
    for node in NODES:
        demo.until(node, "work.cosigned", 2)  # the list of keys, and the status list of a node that has one


def winch(demo: Demo) -> None:
    """The expert act of one state, and what it counts for in the other."""
    demo.tell("demo.winch")
    case = _filed(demo, "by", "demo/winch.yaml")
    demo.comity("by", f"goods decide {case} --official anna")
    _issued(demo, "by", case)
    demo.comity("by", f"goods print {case} --out @winch", show=Show.NOTHING)
    demo.tell("demo.counts")
    demo.until_lists("ru")
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
    _issued(demo, "ru", case)
    demo.tell("demo.paper")
    demo.comity("ru", f"goods print {case} --out out:.")
    return case


def verified(demo: Demo) -> None:
    """The other state's verdict with its network off, and what the certificate counts for there."""
    demo.tell("demo.verify")
    demo.until_lists("by")
    verdict = demo.comity("by", f"goods recognise {CERTIFICATE}", code=1, offline=True)
    (HERE.parent / demo.out / "verdict.txt").write_text(verdict, encoding="utf-8")


def impostors(demo: Demo) -> None:
    """A forged and a tampered certificate, each refused with its reason."""
    text = (HERE.parent / demo.out / "certificate.txt").read_text(encoding="ascii").strip()
    demo.tell("demo.forged")
    _write(demo, "forged.txt", forge(text))
    demo.comity("by", "register verify @forged.txt", code=1, offline=True)
    demo.tell("demo.tampered")
    _write(demo, "tampered.txt", tamper(text))
    demo.comity("by", "register verify @tampered.txt", code=1, offline=True)


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


def cut_off(demo: Demo, case: str) -> None:
    """What one node does while the other is away; and how that one catches up."""
    demo.tell("demo.later")
    demo.stop("ru", "by")
    demo.copy("@ru", "@backup")
    for node in NODES:
        demo.start(node, day=LATER)
    demo.until("ru", "work.cosigned")
    told = demo.comity("ru", f"register withdraw {case} --official anna --reason example", day=LATER)
    withdraw = f"register withdraw {case} --official boris --confirm {_found(_DIGEST, told)}"
    demo.comity("ru", withdraw, day=LATER)
    demo.tell("demo.cut")
    demo.stop("by")
    again = _filed(demo, "ru", _with_winch(demo, "lift"), LATER)
    demo.comity("ru", f"goods decide {again} --official anna", day=LATER, show=Show.END)
    demo.comity("ru", f"goods issue {again} --official boris", day=LATER)
    number = _number(demo, "ru", again, LATER)
    demo.comity("ru", f"goods print {again} --out @new", day=LATER, show=Show.NOTHING)
    demo.comity("ru", "register verify @new/certificate.txt", day=LATER, code=1, show=Show.END)
    demo.tell("demo.back")
    demo.start("by", day=LATER)
    demo.until("by", "work.imported", number + 1)
    demo.until("ru", "work.cosigned", number + 1)
    demo.until_lists("by")
    demo.comity("ru", f"goods print {again} --out @new", day=LATER, show=Show.NOTHING)
    demo.comity("by", "register verify @new/certificate.txt", day=LATER, show=Show.END, offline=True)
    demo.tell("demo.withdrawn")
    demo.comity("by", f"register verify {CERTIFICATE}", day=LATER, code=1, offline=True)


def old_backup(demo: Demo) -> None:
    """A node put back from a backup knows that it is one, and gets back what it lost."""
    demo.tell("demo.backup")
    demo.stop("ru")
    demo.copy("@backup", "@ru")
    demo.comity("ru", "work --once", day=LATER, code=1)
    demo.tell("demo.recover")
    demo.comity("ru", "register recover", day=LATER)
    demo.comity("ru", "register fsck", day=LATER)


def two_histories(demo: Demo) -> None:
    """A thief who signs another history of a log is found out, and the proof of it holds for everybody."""
    demo.tell("demo.thief")
    demo.copy("@backup", "@thief")
    demo.python("thief", "demo.forgery @thief")
    demo.start("thief", day=LATER, place_of="ru", options="--no-work")
    demo.until("by", "work.not_imported")
    demo.stop("thief")
    demo.comity("by", "register alarms 1 --evidence @split.evidence", day=LATER, code=1)
    demo.tell("demo.evidence")
    keys = "--trust @union.trust --anchor @ru.keys.json --anchor @by.keys.json"
    demo.comity("", f"register evidence @split.evidence {keys}", day=LATER)


def goes_on(demo: Demo) -> None:
    """The log of the node that raised the alarm is taken and cosigned as before."""
    demo.tell("demo.goes_on")
    demo.start("ru", day=LATER)
    case = _filed(demo, "by", "demo/winch.yaml", LATER)
    demo.comity("by", f"goods decide {case} --official anna", day=LATER, show=Show.END)
    _issued(demo, "by", case, LATER)


def altered(demo: Demo) -> None:
    """A change in the database is named to the row."""
    demo.tell("demo.altered")
    demo.python("ru", "demo.tampering @ru")
    demo.comity("ru", "register fsck", day=LATER, code=1)


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


def _filed(demo: Demo, node: str, application: str, day: str = DAY) -> str:
    return _found(_CASE, demo.comity(node, f"goods file {application}", day=day))


def _issued(demo: Demo, node: str, case: str, day: str = DAY) -> None:
    """Issue the act, and wait until the other node has a copy of it and vouches for the log."""
    demo.comity(node, f"goods issue {case} --official boris", day=day)
    number = _number(demo, node, case, day)
    demo.until(OTHER[node], "work.imported", number + 1)
    demo.until(node, "work.cosigned", number + 1)


def _number(demo: Demo, node: str, case: str, day: str) -> int:
    """The number in the log of the act of a case, once the node's worker has come to it."""
    for _ in range(_TRIES):
        told = json.loads(
            demo.comity(node, f"register show {case} --json", day=day, code=None, show=Show.NOTHING)
        )
        if "number" in told:
            return int(told["number"])
    raise SystemExit(f"demo: the act of {case} has no number: {told}")


def _found(pattern: re.Pattern[str], told: str) -> str:
    found = pattern.search(told)
    if not found:
        raise SystemExit(f"demo: no {pattern.pattern} in {told!r}")
    return found[0]


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
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
