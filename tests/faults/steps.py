"""What can happen in a history: work, faults of each kind, thefts of keys, and what operators do then."""

from dataclasses import replace

from comity.basis.errors import StateError
from comity.exchange.witness import Refused
from comity.node import cosigning, fsck, ledger
from comity.node.shelf import CHECKPOINT
from tests.faults.forgery import Forgery
from tests.faults.history import Action, History
from tests.faults.world import DAY_S, LATER_KINDS, NOVEL, PERMIT, WITHDRAWAL, SimNode, Wire, key_of, published


def issue(history: History, node: SimNode) -> None:
    history.light(node)
    draw = history.world.random
    node.issue(draw.choice((1, 1, 2, 5, 12)), draw.choice((PERMIT, PERMIT, PERMIT, NOVEL)))
    history.promised.stored(node)


def withdraw(history: History, node: SimNode) -> None:
    permits = [stored for stored in node.issued if stored.kind != WITHDRAWAL]
    if permits:
        node.issue(1, WITHDRAWAL, ends=history.world.random.choice(permits).leaf_hash)
        history.promised.stored(node)


def work(history: History, node: SimNode) -> None:
    history.light(node)
    history.start(node)
    node.publish()
    signed = published(node)
    if signed:
        history.kept[node.name].checkpoints.append(str(signed).encode())


def cosign(history: History, node: SimNode) -> None:
    history.light(node)
    history.start(node)
    asked = cosigning.request(node.log())
    if asked:
        history.kept[node.name].requests.append(asked)
    signed = history.world.cosign(node, times=history.world.random.choice((1, 1, 2)))
    if signed:
        history.kept[node.name].answers.append(signed)
        history.promised.sealed(node, signed)


def pull(history: History, node: SimNode) -> None:
    history.light(node)
    _pull(history, node, None)


def _pull(history: History, node: SimNode, wire: Wire | None) -> None:
    pulled = history.world.pull(node, wire)
    if pulled.code:
        history.counts[f"stopped: {pulled.code}"] += 1


def pull_spoilt(history: History, node: SimNode) -> None:
    draw = history.world.random

    def spoil(path: str, data: bytes) -> bytes:
        if draw.random() < 0.6 or not data:
            return data
        if draw.random() < 0.3:
            return data[: draw.randrange(len(data))]
        place = draw.randrange(len(data))
        return data[:place] + bytes([data[place] ^ 1 << draw.randrange(8)]) + data[place + 1 :]

    _pull(history, node, Wire(node.name, history.world.peer(node), spoil))


def pull_stale(history: History, node: SimNode) -> None:
    """An old checkpoint comes again, in front of the files of today."""
    peer = history.world.peer(node)
    if kept := history.kept[peer.name].checkpoints:
        old = history.world.random.choice(kept)
        wire = Wire(node.name, peer, lambda path, data: old if path == CHECKPOINT else data)
        _pull(history, node, wire)


def replay(history: History, node: SimNode) -> None:
    """Old requests reach the witness again, and old answers the log, in any order."""
    draw, kept = history.world.random, history.kept[node.name]
    peer = history.world.peer(node)
    for asked in draw.sample(kept.requests, min(2, len(kept.requests))):
        given = history.world.vouch(peer, node.origin, asked)
        history.counts[f"replayed: {given.code if isinstance(given, Refused) else 'vouched again'}"] += 1
    if kept.answers:
        witnesses = history.world.witnesses(peer)
        cosigning.keep(node.log(), draw.choice(kept.answers), witnesses)


def cut(history: History, node: SimNode) -> None:
    peer = history.world.peer(node)
    history.world.cut ^= {(node.name, peer.name)}
    if history.world.random.random() < 0.5:
        history.world.cut ^= {(peer.name, node.name)}


def reconnect(history: History, node: SimNode) -> None:
    history.world.cut.clear()


def wait(history: History, node: SimNode) -> None:
    draw = history.world.random
    history.world.time += draw.choice((1, 60, 3600, DAY_S))
    node.skew = draw.choice((0, 0, DAY_S - 1, 1 - DAY_S))


def back_up(history: History, node: SimNode) -> None:
    if node.name not in history.damaged:  # a damaged file that comes back is no other fault
        history.back_up(node)


def restore(history: History, node: SimNode) -> None:
    held = history.backups.get(node.name)
    lost_both = node.name in history.damaged  # the database and the files at once: that is no promise
    stolen = history.forged and history.forged.node is node  # what comes back may be the thief's: nor is that
    if held and not lost_both and not stolen:
        database, files = held
        node.database.restore(database)
        if history.world.random.random() < 0.5:
            node.shelf.files = dict(files)
            history.forget(node)
        history.unsure.add(node.name)
        history.promised.restored(history.world, node)
        history.counts["restored"] += 1


def damage(history: History, node: SimNode) -> None:
    draw = history.world.random
    if node.shelf.files and node.name not in history.unsure:
        history.damaged.add(node.name)
        path = draw.choice(sorted(node.shelf.files))
        data = bytearray(node.shelf.files[path])
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        node.shelf.files[path] = bytes(data)


def mend(history: History, node: SimNode) -> None:
    history.start(node)
    history.mend(node)


def alter(history: History, node: SimNode) -> None:
    """An administrator changes an act: the check must name exactly that row. Then it is put back."""
    with node.database.transaction() as cursor:
        rows = ledger.acts(cursor, 0, ledger.size(cursor))
    if not rows:
        return
    number, stored = history.world.random.choice(rows)
    node.database.tamper("UPDATE node_act SET leaf = ? WHERE id = ?", stored.leaf[:-1] + b"!", stored.id)
    found = fsck.check(node.log()).fault
    node.database.tamper("UPDATE node_act SET leaf = ? WHERE id = ?", stored.leaf, stored.id)
    assert found is not None
    assert found.place == f"entry {number}, act {stored.id}" or stored.leaf.endswith(b"!")


def learn(history: History, node: SimNode) -> None:
    """The next version of the trust list knows a kind more; what did not count is examined again."""
    history.world.kinds = LATER_KINDS
    history.world.list_keys()
    history.world.examine_again(node)


def rotate_issuer(history: History, node: SimNode) -> None:
    """A new key beside the old one, which ends two days later."""
    now = history.world.time
    node.issuers[:] = [replace(each, until=each.until or now + 2 * DAY_S) for each in node.issuers]
    node.add_issuer(key_of(f"{node.name} {len(node.issuers)}".encode()), now - DAY_S)
    history.world.list_keys()
    history.world.examine_again(history.world.peer(node))


def steal_issuer(history: History, node: SimNode) -> None:
    """A thief signs acts by a key of the issuer; later that key is revoked as of the theft, by a new list."""
    draw, at = history.world.random, history.world.time
    stolen = draw.choice(node.issuers)
    node.issue(1, key=node.signing[stolen.key])
    if draw.random() < 0.5:
        history.start(node)
        node.publish()
        history.world.pull(history.world.peer(node))
    history.world.time += draw.choice((0, 3600, DAY_S))
    revoked = replace(stolen, revoked_at=stolen.revoked_at or at, reason="stolen")
    node.issuers[:] = [revoked if each is stolen else each for each in node.issuers]
    rotate_issuer(history, node)


def steal_log(history: History, node: SimNode) -> None:
    """A thief has the log key, and tells another history of the log from here on."""
    sound = node.name not in history.unsure | history.damaged
    if history.forged is None and sound:
        history.forged = Forgery(history.world, node)
        node.issue(1)
        node.publish()
        history.promised.stored(node)


def forge(history: History, node: SimNode) -> None:
    """The thief shows his history to the peer, as a log or to have it vouched for."""
    if history.forged is None:
        return
    try:
        if history.world.random.random() < 0.5:
            history.counts[f"forged: {history.forged.show().code or 'believed'}"] += 1
        else:
            given = history.forged.ask()
            told = given.code if isinstance(given, Refused) else "vouched for"
            history.counts[f"forged: {told}"] += 1
    except StateError as fault:  # his copy is behind what is on the shelf he took with it
        raise AssertionError(f"the thief was stopped by {fault.code}") from fault


ACTIONS: dict[Action, int] = {
    issue: 12,
    withdraw: 3,
    work: 12,
    cosign: 10,
    pull: 7,
    pull_spoilt: 4,
    pull_stale: 2,
    replay: 3,
    cut: 2,
    reconnect: 4,
    wait: 4,
    back_up: 1,
    restore: 3,
    damage: 2,
    mend: 2,
    alter: 2,
    learn: 1,
    rotate_issuer: 1,
    steal_issuer: 1,
}
WITH_THIEF = {**ACTIONS, steal_log: 10, forge: 14}
