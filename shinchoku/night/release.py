"""Release: a new version when anything may go out, and tree and state in step whatever happens.

The order is what makes a kill harmless: the state says `prepared`, the files are staged, checked and
moved, `latest` is switched (the commit), the state says `released`. `recover` finishes or undoes
whatever a killed run left, before the next one does anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from sqlalchemy import Connection

from shinchoku.adapters.frictionless_check import find_standard_errors
from shinchoku.adapters.published import discard
from shinchoku.adapters.published_workbook import draw_workbook, own_workbook_faults
from shinchoku.adapters.state.contents import load_completed, save_content
from shinchoku.adapters.state.releases import (
    Prepared,
    drop_prepared,
    load_history,
    load_prepared,
    prepare_release,
    settle_release,
)
from shinchoku.errors import ConfigurationError, OperationalError
from shinchoku.figures.tables import Table, YearContent
from shinchoku.night.anchor import seal, seal_unsealed
from shinchoku.package.build import build_package
from shinchoku.package.facts import PackageFacts
from shinchoku.package.verify import verify_package
from shinchoku.package.workbook import workbook_sheets
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.releases.decision import YearDecision
from shinchoku.releases.history import Cause, Release, YearEntry, next_version
from shinchoku.review.people import Actor
from shinchoku.session import Session

Fresh = Mapping[FiscalYear, tuple[YearEntry, YearContent]]
"""The years that a release carries anew."""


def recover(session: Session) -> None:
    """Bring state and tree in step after a run that died: what `latest` points to is public.

    Raises:
        OperationalError: if the tree holds a release that the state has never heard of.
    """
    plan, published = session.plan, session.published
    current = published.current_version()
    with session.engine.connect() as connection:
        left = load_prepared(connection, plan.id)
    for prepared in left:
        version = prepared.release.version
        with session.change(prepared.actor, reason_of(prepared.release)) as change:
            if version == current:
                settle_release(change, prepared, published.sums(version))
            else:
                published.discard_version(version)
                drop_prepared(change, version)
    with session.engine.connect() as connection:
        history = load_history(connection, plan.id)
    discard(session.paths.staging)
    newest = history[-1].version if history else None
    if current is None and newest is not None and (published.releases / newest).is_dir():
        published.point_to(newest)
    elif current != newest:
        raise _out_of_step(session, current, newest)
    if history:
        published.write_index(history)
        seal_unsealed(session, history)


def require_forward(session: Session, last: date | None) -> None:
    """Refuse a run dated before the last one: received dates and versions only move forward.

    Raises:
        ConfigurationError: if the as-of date lies before the last run's.
    """
    if last is not None and session.as_of < last:
        raise ConfigurationError(
            f"--as-of {session.as_of} は、前回の処理の日付（{last}）より前です。{last} 以後の日付を指定してください。",
            f"--as-of {session.as_of} lies before the last run's date: give {last} or later.",
        )


def reason_of(release: Release) -> str:
    """Return why a version is made: what its approvers said, or that nothing held it."""
    entries = [*release.years.values(), *release.dropped.values()]
    said = {entry.reason for entry in entries if entry.reason}
    causes = {entry.cause.label_ja for entry in entries if entry.cause is not Cause.KEPT}
    return "; ".join(sorted(said or causes)) or release.version


def release_decided(session: Session, decisions: Sequence[YearDecision], actor: Actor) -> Release | None:
    """Release what the night decided; nothing, if no year has anything new."""
    fresh = {d.year: (d.entry, d.content) for d in decisions if d.entry is not None and d.content is not None}
    return release(session, fresh, actor) if fresh else None


def release(
    session: Session,
    fresh: Fresh,
    actor: Actor,
    *,
    withdraws: tuple[str, ...] = (),
    dropping: Mapping[FiscalYear, YearEntry] = MappingProxyType({}),
) -> Release:
    """Make a new version: the given years anew, every other year as in the last one.

    `withdraws` are versions that it takes back, `dropping` years that it no longer carries, with the decision.

    Raises:
        OperationalError: if the composed package is not valid; nothing becomes visible then.
    """
    plan, published = session.plan, session.published
    with session.engine.connect() as connection:
        history = load_history(connection, plan.id)
    new = _next_release(session, history, fresh, dropping)
    prepared = Prepared(new, actor, withdraws)
    with session.change(actor, reason_of(new)) as change:
        for year, (_, content) in fresh.items():
            save_content(change, year, content)
        prepare_release(change, prepared)
        contents = _contents(change.connection, plan, [*history, new])
    staged = published.stage(
        new.version, build_package(plan, [*history, new], contents.__getitem__, drawn_workbook)
    )
    files = {path.name: path.read_bytes() for path in staged.iterdir()}
    faults = [
        *find_standard_errors(staged),
        *map(str, verify_package(files, own_workbook_faults, new.version)),
    ]
    if faults:
        raise _invalid(faults)
    published.publish(new.version, staged)
    with session.change(actor, reason_of(new)) as change:
        settle_release(change, prepared, published.sums(new.version))
    with session.engine.connect() as connection:
        published.write_index(load_history(connection, plan.id))
    seal(session, new.version)
    return new


def drawn_workbook(facts: PackageFacts, tables: Mapping[str, Table]) -> bytes:
    """Draw the workbook of a release, dated as the release is."""
    return draw_workbook(workbook_sheets(facts, tables), facts.about.title, facts.day)


def _next_release(
    session: Session, history: Sequence[Release], fresh: Fresh, dropping: Mapping[FiscalYear, YearEntry]
) -> Release:
    """Return the release that follows a history."""
    before = history[-1].years if history else {}
    kept = {
        year: replace(entry, cause=Cause.KEPT, reason="", role="")
        for year, entry in before.items()
        if year not in dropping
    }
    years = kept | {year: entry for year, (entry, _) in fresh.items()}
    version = next_version(session.as_of, [one.version for one in history])
    return Release(version, session.as_of, years, dropped=dropping)


def _contents(connection: Connection, plan: Plan, history: Sequence[Release]) -> dict[str, YearContent]:
    """Load every content that a history speaks of, once."""
    digests = {entry.digest for one in history for entry in one.years.values()}
    return {digest: load_completed(connection, plan, digest) for digest in sorted(digests)}


def _out_of_step(session: Session, current: str | None, newest: str | None) -> OperationalError:
    """Say that tree and state tell different stories."""
    folder = session.published.folder
    return OperationalError(
        f"公表フォルダー {folder} の最新版（{current or 'なし'}）が、状態データベースの記録（{newest or 'なし'}）と違います。"
        "data/state と data/published を同じ時点のバックアップから戻してください。",
        f"the latest version in {folder} ({current or 'none'}) is not the one the state database knows"
        f" ({newest or 'none'}): restore data/state and data/published from the same backup.",
    )


def _invalid(faults: Sequence[str]) -> OperationalError:
    """Say that the package was not released because it does not validate."""
    told = "; ".join(faults[:5])
    return OperationalError(
        f"作成したパッケージが検証に通らないため、公表しませんでした: {told}",
        f"the package does not validate and was not released: {told}",
    )
