"""Keep what others changed in a catalogue, with a reason, or end that: an incident is not undone by the next night."""

from dataclasses import dataclass, replace

from shinchoku.adapters.catalogues.kinds import catalogue_kinds
from shinchoku.adapters.catalogues.opening import open_catalogue
from shinchoku.adapters.catalogues.tree import read_publication
from shinchoku.adapters.locking import push_turn
from shinchoku.adapters.state.catalogue_lines import load_lines
from shinchoku.adapters.state.kept_drifts import end_kept, load_kept, save_kept
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.kept import (
    KeptDrift,
    divided,
    fingerprint,
    joined,
    keeping_of,
    things_to_keep,
    to_be_kept,
)
from shinchoku.catalogues.planning import with_kept
from shinchoku.catalogues.things import Keeping, Kept, Picture, Policy
from shinchoku.errors import ConfigurationError
from shinchoku.night.publishing.chosen import chosen_catalogues
from shinchoku.night.publishing.comparison import looked
from shinchoku.night.publishing.outside import ALONE, Outside
from shinchoku.register.catalogues import CatalogueSettings
from shinchoku.review.people import Person
from shinchoku.review.permissions import Action, acting
from shinchoku.session import Session

_MOST = 20
_TURN_SECONDS = 120.0
"""How long is waited for a night or a push that is telling the catalogues."""


@dataclass(frozen=True, slots=True)
class _CatalogueLook:
    """What a look saw: what should be there by what is kept already, what is, what was told."""

    wanted: Picture
    present: Picture
    told: Picture
    keeping: Keeping


@dataclass(frozen=True, slots=True)
class KeepChoice:
    """What a person chose to keep: a thing or one field of it, and the fingerprint of what they were shown, if they were.

    What came after that they did not decide about.
    """

    thing: str
    shown: str | None = None


def keep(
    session: Session,
    person: Person,
    catalogue: str,
    choice: KeepChoice,
    reason: str,
    outside: Outside = ALONE,
) -> Kept:
    """Keep a thing of a catalogue, or one field of it, as others made it, and return what is kept.

    Raises:
        NotPermittedError: if the person may not decide this.
        ConfigurationError: if others changed nothing of it, or changed it again since it was shown, or the
            catalogue is of a kind that cannot be kept.
        CatalogueFailedError: if the catalogue cannot be looked at.
    """
    actor, settings = acting(person, Action.KEEP_DRIFT), _settings(session, catalogue)
    with push_turn(
        session.paths, session.plan.id, _TURN_SECONDS
    ):  # whoever is telling it now knows of nothing kept
        seen = _look(session, settings, outside)
        found = to_be_kept(choice.thing, seen.wanted, seen.present, seen.told)
        if found is None:
            raise _nothing_to_keep(catalogue, choice.thing, seen)
        if choice.shown not in {None, fingerprint(found)}:
            raise ConfigurationError(
                f"カタログ「{catalogue}」の {choice.thing} は、画面に表示した後にまた変更されました。いまの違いを確かめて、もう一度選んでください。"
                "まだ何も維持していません。",
                f"{choice.thing} in the catalogue {catalogue!r} was changed again after it was shown. Look at what differs now, and"
                " choose again: nothing is kept yet.",
            )
        before = seen.keeping.get(found.key)
        what = found if before is None else joined(before, found)
        with session.change(actor, reason) as change:
            if before is not None:
                end_kept(change, catalogue, found.key, reason, session.as_of)
            save_kept(change, catalogue, what, reason, session.as_of)
    return what


def end_keeping(session: Session, person: Person, catalogue: str, thing: str, reason: str) -> str:
    """End what is kept of a thing, or of one field of it: from now on that is put right like any other.

    Returns the thing's key.

    Raises:
        NotPermittedError: if the person may not decide this.
        ConfigurationError: if nothing is kept of it.
    """
    actor = acting(person, Action.KEEP_DRIFT)
    _settings(session, catalogue)
    key, field = divided(thing)
    kept = kept_in(session, catalogue)
    what = keeping_of(kept).get(key)
    if what is None or (field and field not in what.fields):
        names = [one.what.key for one in kept]
        raise ConfigurationError(
            f"カタログ「{catalogue}」の {thing} は維持の対象ではありません（対象: {'、'.join(names) or 'なし'}）。",
            f"nothing is kept of {thing} in the catalogue {catalogue!r} (kept: {', '.join(names) or 'nothing'}).",
        )
    rest = {name: value for name, value in what.fields.items() if field and name != field}
    with session.change(actor, reason) as change:
        end_kept(change, catalogue, key, reason, session.as_of)
        if rest:
            save_kept(change, catalogue, replace(what, fields=rest), reason, session.as_of)
    return key


def changed_by_others(session: Session, catalogue: str, outside: Outside = ALONE) -> tuple[Kept, ...]:
    """Look at a catalogue now, and return everything that could be kept as others made it; reads only.

    Raises:
        ConfigurationError: if there is none of that name, or it is of a kind in which nothing is kept.
        CatalogueFailedError: if it cannot be looked at.
    """
    seen = _look(session, _settings(session, catalogue), outside)
    found = (
        to_be_kept(key, seen.wanted, seen.present, seen.told)
        for key in things_to_keep(seen.wanted, seen.present, seen.told)
    )
    return tuple(one for one in found if one is not None)


def kept_in(session: Session, catalogue: str) -> tuple[KeptDrift, ...]:
    """Return what is kept in a catalogue."""
    return session.ask(load_kept).get(catalogue, ())


def _settings(session: Session, name: str) -> CatalogueSettings:
    """Return the settings of a catalogue in which something can be kept."""
    (settings,) = chosen_catalogues(session, (name,))
    if settings.can_keep_drift:
        return settings
    able = {
        name: one.settings.label.ja for name, one in catalogue_kinds().items() if one.settings.can_keep_drift
    }
    raise ConfigurationError(
        f"カタログ「{name}」（{settings.kind}）では --keep を使えません。{'・'.join(able.values())}のカタログでだけ使えます。公表したファイルから内容を"
        "削除するには shinchoku takedown を使ってください。",
        f"--keep is for catalogues of the kind {', '.join(able)}; {name!r} is a {settings.kind}. To take content out of what was"
        " released, use shinchoku takedown.",
    )


def _look(session: Session, settings: CatalogueSettings, outside: Outside) -> _CatalogueLook:
    """Look at a catalogue, downloads included."""
    publication = read_publication(session.published.folder)
    line = session.ask(load_lines).get(settings.name)
    if publication is None or line is None:
        raise ConfigurationError(
            f"カタログ「{settings.name}」には、まだ反映したことがありません。維持できる違いはありません。",
            f"the catalogue {settings.name!r} was never told of a release: there is nothing to keep.",
        )
    keeping = keeping_of(kept_in(session, settings.name))
    catalogue = open_catalogue(settings, session.paths, session.as_of.toordinal(), outside.from_block)
    try:
        look = looked(catalogue, publication, line.told, Policy.of(settings.drift), keeping)
    finally:
        catalogue.close()
    return _CatalogueLook(with_kept(look.seen.wanted, keeping), look.seen.present, line.told, keeping)


def _nothing_to_keep(catalogue: str, thing: str, seen: _CatalogueLook) -> ConfigurationError:
    """Say that others changed nothing of a thing, and what they did change."""
    changed = things_to_keep(seen.wanted, seen.present, seen.told)
    told, more = changed[:_MOST], len(changed) - _MOST
    rest = Bilingual(f"、ほか{more}件", f" and {more} more") if more > 0 else Bilingual("", "")
    return ConfigurationError(
        f"カタログ「{catalogue}」の {thing} に、カタログ側で変更されたものはありません"
        f"（変更されているもの: {('、'.join(told) + rest.ja) or 'なし'}）。",
        f"others changed nothing of {thing} in the catalogue {catalogue!r}"
        f" (changed: {(', '.join(told) + rest.en) or 'nothing'}).",
    )
