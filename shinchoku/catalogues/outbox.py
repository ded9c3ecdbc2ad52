"""Where each catalogue stands: its line in the outbox, how that moves, which versions it has. Nothing here waits or writes."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from schemas.codes import CodeList
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.things import Picture
from shinchoku.releases.history import version_order

REMIND_AFTER_DAYS = 7
"""How long a hand-over may be out before every night reminds of its receipt."""


class CatalogueStatus(CodeList):
    """Where a catalogue stands."""

    PENDING = "pending", "反映待ち", "To be told"
    PUBLISHED = "published", "反映済み", "Published"
    FAILED = "failed", "失敗（次の夜に再試行）", "Failed, tried again the next night"
    HELD = "held", "内容不一致のため停止", "Held: it shows something else than it was told"
    HANDED_OVER = "handed_over", "引渡し済み・未確認", "Handed over, unconfirmed"
    REFUSED = "refused", "設定または権限の見直しが必要", "Refused: settings or rights have to be changed"


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """The line of one catalogue."""

    catalogue: str
    """Its name in the plan."""
    version: str
    """The newest version that it has to be told; while it is handed over, the version that was."""
    since: date
    """The day since which it stands so."""
    status: CatalogueStatus = CatalogueStatus.PENDING
    attempts: int = 0
    """How often in a row it did not succeed."""
    tried_at: datetime | None = None
    last_error: Bilingual | None = None
    bundle: str = ""
    """The digest of the hand-over bundle that is out."""
    handed_over_on: date | None = None
    told: Picture = field(default_factory=dict)
    """What the catalogue was last brought to."""


def line_tonight(line: OutboxLine | None, catalogue: str, newest_version: str, as_of: date) -> OutboxLine:
    """Return a catalogue's line as a night finds it: its first, or brought up to a version that is newer."""
    if line is None:
        return OutboxLine(catalogue, newest_version, as_of)
    if line.status is CatalogueStatus.HANDED_OVER or not _is_newer(newest_version, line.version):
        return line
    moved = replace(line, version=newest_version)
    return (
        _standing(moved, CatalogueStatus.PENDING, as_of)
        if line.status is CatalogueStatus.PUBLISHED
        else moved
    )


def due_tonight(line: OutboxLine, newest_version: str) -> bool:
    """Tell whether the night may write to the catalogue; if not, it only looks.

    A held line waits for a person, one that is handed over for its receipt, and one that was told of a
    version newer than ours for a release folder that is not older than the state.
    """
    waits = line.status in {CatalogueStatus.HELD, CatalogueStatus.HANDED_OVER}
    return not waits and not _is_newer(line.version, newest_version)


def taken_up(line: OutboxLine, newest_version: str, as_of: date) -> OutboxLine:
    """Return a line as a person takes it up who runs `publish`: nothing holds it any more."""
    return _standing(replace(line, version=newest_version), CatalogueStatus.PENDING, as_of)


def after_success(line: OutboxLine, version: str, told: Picture, at: datetime, as_of: date) -> OutboxLine:
    """Return the line of a catalogue that read back equal, or whose receipt is in order."""
    done = replace(line, version=version, told=told, attempts=0, last_error=None, tried_at=at)
    done = replace(done, bundle="", handed_over_on=None)
    if (line.status, line.version) == (CatalogueStatus.PUBLISHED, version):
        return done
    return replace(done, status=CatalogueStatus.PUBLISHED, since=as_of)


def after_failure(line: OutboxLine, why: Bilingual, at: datetime, as_of: date) -> OutboxLine:
    """Return the line after a try that did not come through; what waits for a person goes on waiting."""
    return _unsuccessful(line, CatalogueStatus.FAILED, why, at, as_of)


def after_refusal(line: OutboxLine, why: Bilingual, at: datetime, as_of: date) -> OutboxLine:
    """Return the line after a try that the catalogue will not have before somebody changes something."""
    return _unsuccessful(line, CatalogueStatus.REFUSED, why, at, as_of)


def after_mismatch(line: OutboxLine, why: Bilingual, at: datetime, as_of: date) -> OutboxLine:
    """Return the line of a catalogue that took everything and shows something else: held."""
    return _unsuccessful(line, CatalogueStatus.HELD, why, at, as_of)


def after_hand_over(line: OutboxLine, version: str, bundle: str, as_of: date) -> OutboxLine:
    """Return the line of a catalogue that a bundle is under way to."""
    handed = replace(line, version=version, bundle=bundle, handed_over_on=as_of, attempts=0, last_error=None)
    return replace(handed, status=CatalogueStatus.HANDED_OVER, since=as_of)


def is_news(before: OutboxLine | None, after: OutboxLine) -> bool:
    """Tell whether anything but the time of the last try changed."""
    return before is None or replace(before, tried_at=after.tried_at) != after


def reminder(line: OutboxLine, as_of: date, newest_version: str = "") -> Bilingual | None:
    """Return what a person has to be told of a line tonight: what, where, and what to do."""
    return _REMINDERS[line.status](line, as_of, newest_version)


def _is_newer(one: str, other: str) -> bool:
    """Tell whether a version came after another."""
    return version_order(one) > version_order(other)


def _standing(line: OutboxLine, status: CatalogueStatus, as_of: date) -> OutboxLine:
    """Return a line with another status, which counts its days anew."""
    return line if line.status is status else replace(line, status=status, since=as_of)


def _unsuccessful(
    line: OutboxLine, status: CatalogueStatus, why: Bilingual, at: datetime, as_of: date
) -> OutboxLine:
    """Return a line after a try without success; the reason of a hold is not lost to a later one."""
    tried = replace(line, tried_at=at, attempts=line.attempts + 1)
    if line.status is CatalogueStatus.HANDED_OVER or (
        line.status is CatalogueStatus.HELD and status is not CatalogueStatus.HELD
    ):
        return replace(line, tried_at=at)
    return _standing(replace(tried, last_error=why), status, as_of)


def _nothing(line: OutboxLine, as_of: date, newest_version: str) -> None:
    """Remind of nothing: the night does what there is to do."""
    del line, as_of, newest_version


def _of_failure(line: OutboxLine, as_of: date, newest_version: str) -> Bilingual | None:
    """Remind of a catalogue that failed more than once."""
    del as_of, newest_version
    if line.attempts < 2:  # noqa: PLR2004 -- once is no news: the next night tries again
        return None
    return _sentence(
        line,
        "カタログ「{name}」への反映（{version}）に、{since}から続けて{attempts}回失敗しています。{why_ja}次の夜にも試みます。急ぐときは「shinchoku publish --catalogue {name}」を実行してください。",
        "catalogue {name} could not be brought to {version}, {attempts} times in a row since {since}. {why_en}The next night tries again; run “shinchoku publish --catalogue {name}” if it cannot wait.",
    )


def _of_refusal(line: OutboxLine, as_of: date, newest_version: str) -> Bilingual:
    """Remind of what a person has to change."""
    del as_of, newest_version
    return _sentence(
        line,
        "カタログ「{name}」が{version}の反映を受け付けません（{since}から）。{why_ja}計画ファイルの catalogues かカタログ側の権限を直し、「shinchoku publish --catalogue {name}」で確かめてください。",
        "catalogue {name} does not accept {version} (since {since}). {why_en}Change `catalogues` in the plan file or the rights in the catalogue, and see with “shinchoku publish --catalogue {name}”.",
    )


def _of_hold(line: OutboxLine, as_of: date, newest_version: str) -> Bilingual:
    """Remind of the alarm until a person has looked."""
    del as_of, newest_version
    return _sentence(
        line,
        "カタログ「{name}」の表示が、反映した内容（{version}）と一致しません。{since}から、夜間処理は書き込みを止めています。{why_ja}「shinchoku publish --catalogue {name} --dry-run」で違いを確かめ、公表した内容に戻すなら --dry-run を外して、いまの内容を認めるなら --keep に理由を付けて実行してください。",
        "catalogue {name} shows something else than it was told ({version}); no night has written to it since {since}. {why_en}See the differences with “shinchoku publish --catalogue {name} --dry-run”, then run it without --dry-run to put them right, or with --keep and a reason to keep them.",
    )


def _of_hand_over(line: OutboxLine, as_of: date, newest_version: str) -> Bilingual | None:
    """Remind of a receipt that does not come, and of a version that the bundle does not hold."""
    days = (as_of - (line.handed_over_on or line.since)).days
    if newest_version and _is_newer(newest_version, line.version):
        return _sentence(
            line,
            "カタログ「{name}」には{version}を引き渡しましたが（{since}、未確認）、その後{newest}を公表しました。「shinchoku publish --catalogue {name} --export フォルダー」で作り直して引き渡してください。",
            "catalogue {name} was handed {version} over (on {since}, unconfirmed), and {newest} was released since: hand it over too, with “shinchoku publish --catalogue {name} --export DIR”.",
            newest=newest_version,
        )
    if days < REMIND_AFTER_DAYS:
        return None
    return _sentence(
        line,
        "カタログ「{name}」に{version}を引き渡してから{days}日たちますが、受領書が届いていません。引渡し先で「shinchoku publish --bundle フォルダー」を実行してもらい、届いた receipt-{name}.json を「shinchoku publish --receipt receipt-{name}.json」で取り込んでください。",
        "catalogue {name} was handed {version} over {days} days ago, and its receipt is not here: have “shinchoku publish --bundle DIR” run on the other side, and take receipt-{name}.json in with “shinchoku publish --receipt receipt-{name}.json”.",
        days=days,
    )


def _sentence(line: OutboxLine, ja: str, en: str, **more: object) -> Bilingual:
    """Fill a reminder with what its line says."""
    why = line.last_error or Bilingual("", "")
    return Bilingual(ja, en).filled(
        name=line.catalogue,
        version=line.version,
        since=line.since,
        attempts=line.attempts,
        why_ja=f"理由: {why.ja} " if why.ja else "",
        why_en=f"Why: {why.en} " if why.en else "",
        **more,
    )


_REMINDERS: dict[CatalogueStatus, Callable[[OutboxLine, date, str], Bilingual | None]] = {
    CatalogueStatus.PENDING: _nothing,
    CatalogueStatus.PUBLISHED: _nothing,
    CatalogueStatus.FAILED: _of_failure,
    CatalogueStatus.HELD: _of_hold,
    CatalogueStatus.HANDED_OVER: _of_hand_over,
    CatalogueStatus.REFUSED: _of_refusal,
}


class VersionPresence(CodeList):
    """How a version is in a catalogue, as far as it is known here."""

    NEWEST = "newest", "最新版", "as its newest version"
    KEPT = "kept", "以前の版", "as an earlier version"
    RECEIVED = "received", "反映の記録あり", "was brought there"


def presence_of(
    version: str, line: OutboxLine | None, received: Collection[str], newest: str
) -> VersionPresence | None:
    """Return how a catalogue has a version, if it has or had it.

    `received` are the versions that it gave a receipt for, `newest` the one of its last receipt. An
    earlier version is there if what the catalogue was last told names its files; where that is not known
    (the catalogue keeps no older versions, or was told from a bundle), there is only the record.
    """
    if version == newest:
        return VersionPresence.NEWEST
    if line is not None and any(version in key.split("/") for key in line.told):
        return VersionPresence.KEPT
    return VersionPresence.RECEIVED if version in received else None
