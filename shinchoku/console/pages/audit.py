"""The audit trail: who did what, when and why; whether it is whole; and the trail as a file."""

from codecs import BOM_UTF8
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response

from schemas.field import ColumnType
from shinchoku.bilingual import Bilingual, Language
from shinchoku.city_clock import city_moment
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import day_of
from shinchoku.package.csv_text import write_csv
from shinchoku.review.acts import Act, act_words
from shinchoku.review.people import Role
from shinchoku.review.permissions import Action
from shinchoku.spelling import spelled
from shinchoku.views.audit_proof import lost_newest, prove
from shinchoku.views.trail import AuditEntry, TrailFilter, find_noted, list_trail, newest_entry, walk_on

_PAGE, _WALKED_AT_ONCE, _EXPORTED, _LONGEST = 50, 3000, 20_000, 600
_CSV = "text/csv; charset=utf-8"
_FILTERS = ("subject", "actor", "action", "since", "until")


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry in words; every text may be shown."""

    number: int
    at: str
    who: str
    role: Bilingual
    act: Bilingual
    subject: str
    reason: str
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChainProof:
    """What is known of the chain: how far it was walked, and the hash to note down."""

    broken: int | None
    walked: int
    entries: int
    hash: str
    noted: str
    found: int | None
    """The entry that a noted hash belongs to."""
    faults: tuple[Bilingual, ...] = ()
    """What else was found, held against what lies outside of the trail."""
    is_held_against_all: bool = False
    """Whether everything outside was looked at, or only the head that was noted last."""

    @property
    def is_whole(self) -> bool:
        """Whether the chain was walked to its end and holds."""
        return self.broken is None and self.walked >= self.entries and not self.faults


def show_audit(context: RequestContext) -> Response:
    """Show the newest entries of a filter, and whether the chain holds."""
    given = {name: context.query.get(name, "")[:200] for name in _FILTERS}
    before, after = (_number(context.query.get(name, "")) for name in ("before", "after"))
    found = list_trail(context.session, _wanted(given), most=_PAGE + 1, before=before, after=after).entries
    is_more = len(found) > _PAGE
    kept = (found[:_PAGE] if after is not None else found[-_PAGE:])[::-1]
    is_newer = is_more if after is not None else before is not None
    is_older = is_more if after is None else bool(kept)
    query = {key: value or None for key, value in given.items()}
    return context.render(
        "audit.html",
        given=given,
        lines=[_line(one) for one in kept],
        newer=context.frame.address("audit", {**query, "after": kept[0].number}) if kept and is_newer else "",
        older=context.frame.address("audit", {**query, "before": kept[-1].number})
        if kept and is_older
        else "",
        export=context.frame.address("audit_export", query),
        acts=sorted(((one, context.t(one.label_ja, one.label_en)) for one in Act), key=lambda one: one[1]),
        proof=_proof(context),
    )


def export_audit(context: RequestContext) -> Response:
    """Send the entries of a filter as CSV that no spreadsheet takes for formulas."""
    given = {name: context.query.get(name, "")[:200] for name in _FILTERS}
    found = list_trail(context.session, _wanted(given), most=_EXPORTED).entries
    ja = context.language is Language.JA
    types = {head.ja if ja else head.en: kind for head, kind in _COLUMNS}
    rows = [dict(zip(types, _cells(context, one), strict=True)) for one in found]
    name = f"監査記録_{context.services.plan.id}_{context.services.as_of}.csv"
    return context.file(
        name, BOM_UTF8 + write_csv(rows, types), _CSV
    )  # people open it in Excel, which needs the mark


_COLUMNS = (
    (Bilingual("番号", "number"), ColumnType.INTEGER),
    (Bilingual("日時", "at"), ColumnType.STRING),
    (Bilingual("実行者", "actor"), ColumnType.STRING),
    (Bilingual("役割", "role"), ColumnType.STRING),
    (Bilingual("内容", "act"), ColumnType.STRING),
    (Bilingual("対象", "subject"), ColumnType.STRING),
    (Bilingual("理由", "reason"), ColumnType.STRING),
    (Bilingual("詳細", "detail"), ColumnType.STRING),
    (Bilingual("ハッシュ", "hash"), ColumnType.STRING),
)


def _cells(context: RequestContext, one: AuditEntry) -> tuple[str, ...]:
    """Return an entry as a row of the file."""
    line = _line(one)
    detail = "; ".join(f"{key}={spelled(text)}" for key, text in one.detail.items())
    role, act = context.t(line.role.ja, line.role.en), context.t(line.act.ja, line.act.en)
    texts = (line.at, line.who, role, act, spelled(one.subject), spelled(one.reason), detail, one.hash)
    return (str(one.number), *texts)


def _proof(context: RequestContext) -> ChainProof:
    """Walk the chain on from where it was walked before; all of it, if that is asked for."""
    services, asks_all = context.services, context.query.get("verify") == "all"
    known = None if asks_all or (services.walked and services.walked.broken) else services.walked
    walked = walk_on(context.session, known, most=None if asks_all else _WALKED_AT_ONCE)
    services.walked = walked
    last = newest_entry(context.session)
    if asks_all:
        faults = prove(context.session.engine, context.session.paths).faults
    else:
        faults = lost_newest(context.session)
    noted = context.query.get("noted", "").strip()[:64]
    return ChainProof(
        walked.broken,
        walked.number,
        last.number if last else 0,
        last.hash if last else "",
        noted,
        find_noted(context.session, noted) if noted else None,
        tuple(faults),
        asks_all,
    )


def _wanted(given: dict[str, str]) -> TrailFilter:
    """Return the filter that the address asks for; days are the city's."""
    since, until = day_of(given["since"]), day_of(given["until"])
    return TrailFilter(
        given["subject"],
        given["actor"],
        city_moment(since) if since else None,
        (given["action"],) if given["action"] else (),
        city_moment(until + timedelta(days=1)) if until else None,
    )


def _line(entry: AuditEntry) -> ListedEntry:
    """Return an entry in words."""
    zone = city_moment(entry.at.date()).tzinfo
    known = entry.role in set(Role)
    role = Role.of(entry.role) if known else None
    return ListedEntry(
        entry.number,
        entry.at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
        spelled(entry.actor),
        Bilingual(role.label_ja, role.label_en) if role else Bilingual("自動処理", "system"),
        act_words(entry.action),
        _cut(entry.subject),
        _cut(entry.reason),
        tuple((spelled(key), _cut(text)) for key, text in entry.detail.items() if text),
    )


def _cut(text: str) -> str:
    """Return a text as it may be shown, bounded."""
    return spelled(text[:_LONGEST] + ("…" if len(text) > _LONGEST else ""), keep="\n")


def _number(text: str) -> int | None:
    """Return the number of an entry that an address names."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("999999999") else None


PAGES = (
    Page(
        "/audit", "audit", show_audit, Action.SEE_AUDIT, nav=Bilingual("監査記録", "Audit"), rank=80, shortcut="u"
    ),
    Page("/audit/export", "audit_export", export_audit, Action.SEE_AUDIT),
)  # fmt: skip
