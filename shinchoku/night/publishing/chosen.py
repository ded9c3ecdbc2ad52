"""Which catalogues a plan's releases are told to, and which of them may be told of this plan at all."""

from collections.abc import Sequence

from shinchoku.adapters.catalogues.kinds import catalogue_kinds
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.publication import Publication
from shinchoku.errors import ConfigurationError
from shinchoku.register.catalogues import CatalogueSettings
from shinchoku.session import Session


def catalogues_of(session: Session) -> tuple[CatalogueSettings, ...]:
    """Return the catalogues that every plan has, and the plan's own; one that has the name of another takes its place."""
    declared = session.plan.catalogues
    names = {one.name for one in declared}
    published = str(session.paths.published)
    given = (one for kind in catalogue_kinds().values() for one in kind.settings.of_every_plan(published))
    return (*(one for one in given if one.name not in names), *declared)


def chosen_catalogues(session: Session, names: Sequence[str]) -> tuple[CatalogueSettings, ...]:
    """Return the catalogues of these names, or all that the night tells.

    Raises:
        ConfigurationError: if there is none of a name.
    """
    by_name = {one.name: one for one in catalogues_of(session)}
    for name in names:
        if name not in by_name:
            known = "、".join(by_name)
            raise ConfigurationError(
                f"カタログ「{name}」は計画ファイルの catalogues にありません（あるもの: {known}）。",
                f"the plan has no catalogue {name!r} (it has: {', '.join(by_name)}).",
            )
    return tuple(one for one in by_name.values() if one.name in names or (not names and one.nightly))


def require_for_show(settings: CatalogueSettings, publication: Publication) -> None:
    """Refuse what no source states, unless the catalogue is one to try things in.

    Raises:
        CatalogueRefusedError: if the publication is a demonstration and the catalogue is not a test's.
    """
    if publication.is_illustrative and not settings.test:
        raise CatalogueRefusedError(
            f"この計画には出典のない内容（例示）が含まれるため、カタログ「{settings.name}」には公開できません。"
            "試験用のカタログであれば、計画ファイルの catalogues に test = true と書いてください。",
            f"this plan holds illustrative content and is not published to {settings.name!r}: write test = true in the"
            " plan file if it is a catalogue to try things in.",
        )
