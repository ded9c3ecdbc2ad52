"""The proof of the trail: its chain, the heads noted outside of it, the rows it explains, and the releases it tells of."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from shinchoku.adapters.audit_heads import AuditHeads, Head, NotedHead, Seal, read_seals
from shinchoku.adapters.state.audit import walk
from shinchoku.adapters.state.contents import altered_contents
from shinchoku.adapters.state.releases import recorded_sums
from shinchoku.adapters.state.trail import all_hashes, hash_of_entry, last_entry
from shinchoku.adapters.state.witness import Unexplained, unexplained_rows
from shinchoku.bilingual import Bilingual
from shinchoku.package.build import SUMS
from shinchoku.paths import DataPaths
from shinchoku.session import Session

_TABLES: Mapping[str, Bilingual] = {
    "accounts": Bilingual("アカウント", "account"),
    "amendments": Bilingual("登録の変更", "amendment"),
    "approvals": Bilingual("公表の承認", "approval"),
    "contents": Bilingual("年度の内容", "content of a year"),
    "corrections": Bilingual("訂正", "correction"),
    "destroyed_contents": Bilingual("廃棄したファイル", "destroyed content"),
    "highlight_choices": Bilingual("主な取組の選択", "choice of a highlight"),
    "official_figures": Bilingual("確定した数値", "official figure"),
    "quarantines": Bilingual("隔離", "quarantine"),
    "releases": Bilingual("公表した版", "release"),
    "takedowns": Bilingual("公表データの削除", "takedown"),
    "waivers": Bilingual("理由付き確認", "waiver"),
}


@dataclass(frozen=True, slots=True)
class TrailProof:
    """What was found of a trail; it is whole if nothing was."""

    last: Head | None
    broken: int | None
    """The first entry that was altered, removed or put in."""
    lost: tuple[NotedHead, ...] = ()
    """Heads that were noted and that the trail no longer shows."""
    unnoted: tuple[Seal, ...] = ()
    """Seals whose head is not among the noted ones: notes were taken away."""
    unexplained: tuple[Unexplained, ...] = ()
    altered_releases: tuple[str, ...] = ()
    """Releases that are not what their seal says, or whose seal cannot be read."""
    heads: int = 0
    """How many noted heads the trail was held against."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        wrong = (self.lost, self.unnoted, self.unexplained, self.altered_releases)
        return self.broken is None and not any(wrong)

    @property
    def faults(self) -> list[Bilingual]:
        """Return what was found, a sentence each, with what to do."""
        return list(_faults(self))


def prove(engine: Engine | None, paths: DataPaths) -> TrailProof:
    """Hold the trail of a database against everything outside of it; no database is an empty trail."""
    noted = tuple(AuditHeads(paths).noted())
    found = list(read_seals(sorted(one for one in paths.published.glob("*") if one.is_dir())))
    seals = [one for one in found if isinstance(one, Seal)]
    heads = {(one.head.number, one.head.hash): one for one in noted}
    sealed = {
        (one.head.number, one.head.hash): NotedHead(one.head, one.at, f"{one.release}.json") for one in seals
    }
    altered = (*_altered(paths, seals), *(one.name for one in found if isinstance(one, Path)))
    unnoted = tuple(one for one in seals if (one.head.number, one.head.hash) not in heads)
    anchors = {**sealed, **heads}
    if engine is None:
        return TrailProof(None, None, tuple(anchors.values()), unnoted, (), altered, len(anchors))
    with engine.connect() as connection:
        last = last_entry(connection)
        rewritten = _rewritten(paths, recorded_sums(connection))
        altered = tuple(dict.fromkeys((*altered, *rewritten)))
        return TrailProof(
            Head(last.number, last.hash) if last else None,
            walk(connection).broken,
            tuple(_lost(connection, anchors)),
            unnoted,
            (*unexplained_rows(connection), *altered_contents(connection)),
            altered,
            len(anchors),
        )


def lost_newest(session: Session) -> list[Bilingual]:
    """Return a sentence if the trail no longer shows the head that was noted last; the quick look of every visit."""
    newest = max(AuditHeads(session.paths).noted(), key=lambda one: one.head.number, default=None)
    if newest is None:
        return []
    with session.engine.connect() as connection:
        last = last_entry(connection)
        if hash_of_entry(connection, newest.head.number) == newest.head.hash:
            return []
    return TrailProof(Head(last.number, last.hash) if last else None, None, (newest,)).faults


def _lost(connection: Connection, anchors: Mapping[tuple[int, str], NotedHead]) -> Iterator[NotedHead]:
    """Yield the noted heads that no entry of the trail is."""
    stands = all_hashes(connection)
    yield from (one for key, one in sorted(anchors.items()) if key not in stands)


def _altered(paths: DataPaths, seals: Sequence[Seal]) -> Iterator[str]:
    """Yield the releases that no longer hold what was sealed."""
    yield from (seal.release for seal in seals if seal.sums not in _sums(paths, seal.release))


def _rewritten(paths: DataPaths, recorded: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """Yield the releases that no longer hold what the trail tells of them, sealed or not."""
    yield from (version for (_, version), sums in recorded.items() if sums not in _sums(paths, version))


def _sums(paths: DataPaths, version: str) -> frozenset[str]:
    """Return the hashes of `SHA256SUMS` of a release, in whichever datasets there is one of that name."""
    found = [path / SUMS for path in paths.published.glob(f"*/releases/{version}")]
    return frozenset(hashlib.sha256(path.read_bytes()).hexdigest() for path in found if path.is_file())


def _faults(proof: TrailProof) -> Iterator[Bilingual]:
    """Yield a sentence for everything that was found."""
    if proof.broken is not None:
        yield Bilingual(
            f"監査記録の{proof.broken}番から先は信用できません: 書き換え・削除・挿入があります。バックアップと比べてください。",
            f"the trail cannot be trusted from entry {proof.broken} on: it was altered. Compare it with a backup.",
        )
    length = proof.last.number if proof.last else 0
    for one in proof.lost:
        number, where = one.head.number, one.where
        if number > length:
            yield Bilingual(
                f"監査記録の末尾が切り取られています: {one.at} に{number}番まであったもの（{where}）が、{length}番までしかありません。バックアップと比べてください。",
                f"the end of the trail was cut off: {where} noted entry {number} at {one.at}, the trail ends at {length}. Compare it with a backup.",
            )
        else:
            yield Bilingual(
                f"監査記録が作り直されています: {one.at} に控えた{number}番（{where}）が、いまの記録にありません。バックアップと比べてください。",
                f"the trail was made anew: entry {number} that {where} noted at {one.at} is not in it. Compare it with a backup.",
            )
    for seal in proof.unnoted:
        yield Bilingual(
            f"監査記録の控え（audit-heads.jsonl）から、{seal.release} を公表したときの行が消えています。バックアップから戻してください。",
            f"audit-heads.jsonl lacks the line of release {seal.release}: restore it from a backup.",
        )
    yield from map(_unexplained, proof.unexplained)
    for release in proof.altered_releases:
        yield Bilingual(
            f"公表した版 {release} が、記録または封印（seals/）の内容と違います。バックアップと比べてください。",
            f"release {release} is not what the trail, or its seal in seals/, says: compare it with a backup.",
        )


def _unexplained(unexplained: Unexplained) -> Bilingual:
    """Say which row no entry explains, and how it differs."""
    name = _TABLES[unexplained.table]
    what = Bilingual(
        f"{name.ja}（{unexplained.table} {unexplained.key}）",
        f"{name.en} ({unexplained.table} {unexplained.key})",
    )
    if unexplained.table == "contents":
        return Bilingual(
            f"{what.ja}が書き換えられているか、消されています（名前のとおりの内容がありません）。",
            f"the {what.en} was rewritten or removed: what its digest names is not there.",
        )
    if unexplained.entry is None:
        return Bilingual(
            f"{what.ja}は、どの記録にもありません: 記録を残さずに書き込まれています。",
            f"no entry explains the {what.en}: it was put in behind the trail's back.",
        )
    if not unexplained.is_there:
        return Bilingual(
            f"{what.ja}が、記録（{unexplained.entry}番）の後で消されています。",
            f"the {what.en} was removed after entry {unexplained.entry}, and no entry says so.",
        )
    return Bilingual(
        f"{what.ja}が、記録（{unexplained.entry}番）の後で書き換えられています。",
        f"the {what.en} was changed after entry {unexplained.entry}, and no entry says so.",
    )
