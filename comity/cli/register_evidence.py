"""`comity register evidence`: a file that is to prove two histories of one log, checked step by step."""

from pathlib import Path
from typing import Annotated, Any

import typer

from comity.cli import answer, grounds, verdict
from comity.exchange.evidence import MOST_BYTES, Answer, Finding, SplitView, key_from_text, verify
from comity.node import files
from comity.node.algorithms import INSTALLED

_HEADINGS = ("cli.evidence_log", "cli.evidence_entries", "cli.evidence_root", "cli.evidence_seen_by")


def evidence(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Evidence of two histories.")],
    trust_file: Annotated[Path | None, typer.Option("--trust", metavar="FILE", help="Trust list.")] = None,
    anchor: Annotated[
        list[Path] | None, typer.Option(metavar="KEYS", help="Keys file of its signer.")
    ] = None,
    key: Annotated[
        list[str] | None,
        typer.Option(metavar="VERIFIER_KEY", help="Key of the log or a witness, name+id+base64; repeatable."),
    ] = None,
) -> None:
    """Check evidence that a log has two histories, offline. Exit 0 when it proves that, 1 when not.

    Keys are those of the node's trust list, of the list named, or the verifier keys given.
    """
    keys = [key_from_text(text, INSTALLED) for text in key or []]
    if trust_file or not keys:
        keys += grounds.trust_list(trust_file, anchor or []).keys.values()
    found = verify(files.read_bytes(file, MOST_BYTES), keys)
    proves = found.answer is Answer.TWO_HISTORIES
    parts = [
        verdict.steps_table(found.steps),
        answer.large(
            answer.words(f"evidence.{found.answer.name.lower()}").upper(), False if proves else None
        ),
    ]
    if found.view:
        parts.append(_sides(found, found.view))
    answer.tell(_told(found), *parts)
    if not proves:
        raise typer.Exit(1)


def _told(found: Finding) -> dict[str, Any]:
    view = found.view
    return {
        "answer": found.answer.value,
        "proves": found.answer is Answer.TWO_HISTORIES,
        "steps": verdict.steps_told(found.steps),
        "checkpoints": [side.checkpoint for side in (view.first, view.second)] if view else None,
        "seen": found.seen,
    }


def _sides(found: Finding, view: SplitView) -> Any:
    headings = ["№", *map(answer.words, _HEADINGS)]
    rows = []
    for number, side in enumerate((view.first.checkpoint, view.second.checkpoint), start=1):
        seen = [f"{each.witness}, {verdict.moment(each.time)}" for each in found.seen if each.side == number]
        rows.append((str(number), side.origin, side.size, side.root.hex(), "\n".join(seen)))
    return answer.table(answer.words("cli.evidence_title"), headings, rows)
