"""What a folder that is a catalogue should hold: every version, the list of versions, and the link to the newest."""

from shinchoku.catalogues.file_tree import INDEX, file_things, index_thing, releases_index
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.things import Picture, Thing, ThingKind

LATEST = "latest"


def wanted_tree(publication: Publication) -> Picture:
    """Return what should lie there, in the order in which it is brought."""
    return {
        **{thing.key: thing for _, _, thing in file_things(publication)},
        INDEX: index_thing(releases_index(publication)),
        LATEST: Thing(ThingKind.POINTER, LATEST, {"version": publication.newest.version}),
    }
