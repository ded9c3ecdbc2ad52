"""What a person has to type and upload where a catalogue has only a web form: only what differs, in order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from shinchoku.catalogue_kinds.manual.settings import PLACE
from shinchoku.catalogues.facts import Fact, facts_of
from shinchoku.catalogues.publication import Publication, PublishedFile
from shinchoku.catalogues.things import CatalogueStep, Do, Picture, Thing, ThingKind
from shinchoku.package.build import DESCRIPTOR, SUMS

FORM = "form"
"""The key of the form's fields."""


@dataclass(frozen=True, slots=True)
class WebForm:
    """A catalogue's web form: its address, where a posted file is then found, its fields in their order."""

    catalogue: str
    url: str
    file_url: str
    fields: Mapping[str, Fact | None]
    """What each field takes, by its label; nothing for one that is left out, every fact if this is empty."""
    command: str
    """What verifies afterwards."""

    def address(self, name: str) -> str:
        """Return where anybody finds a posted file."""
        return self.file_url.replace(PLACE, quote(name))

    @property
    def taken(self) -> Mapping[str, Fact]:
        """The fields that are filled, by their labels."""
        if not self.fields:
            return {fact.label_ja: fact for fact in Fact}
        return {label: fact for label, fact in self.fields.items() if fact is not None}


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A file to upload, or to take away."""

    name: str
    do: Do
    size: str
    sha256: str
    address: str


@dataclass(frozen=True, slots=True)
class SheetField:
    """A field to fill in: its label on the form, the text, and the name of a file to copy it from."""

    label: str
    text: str
    file_name: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class FormSheet:
    """Everything that the sheet says."""

    form: WebForm
    dataset: str
    title: str
    version: str
    is_first: bool
    uploads: tuple[SheetFile, ...]
    removals: tuple[SheetFile, ...]
    fields: tuple[SheetField, ...]


def wanted_posts(publication: Publication, form: WebForm) -> Picture:
    """Return the files and the fields that should be posted; what announces the rest comes last."""
    facts = facts_of(publication)
    files = [
        Thing(ThingKind.FILE, file.name, {"size": str(file.size), "content": file.sha256})
        for file in _in_order(publication)
    ]
    fields = {label: facts[fact] for label, fact in form.taken.items()}
    return {thing.key: thing for thing in (*files, Thing(ThingKind.DATASET, FORM, fields))}


def former_digests(publication: Publication) -> Mapping[str, frozenset[str]]:
    """Return the files that only versions before the newest have, with every hash that each had."""
    gone: dict[str, set[str]] = {}
    for version in publication.versions[:-1]:
        for name in version.files.keys() - publication.newest.files.keys():
            gone.setdefault(name, set()).add(version.files[name].sha256)
    return {name: frozenset(digests) for name, digests in sorted(gone.items())}


def form_sheet(publication: Publication, steps: Sequence[CatalogueStep], form: WebForm) -> FormSheet:
    """Return the sheet for the steps that write."""
    writes = [step for step in steps if step.is_write]
    files = [step for step in writes if step.kind is ThingKind.FILE]
    return FormSheet(
        form,
        publication.dataset,
        str(publication.about["title"]),
        publication.newest.version,
        all(step.do is Do.CREATE for step in steps),
        tuple(_upload(publication, step, form) for step in files if step.do is not Do.REMOVE),
        tuple(
            SheetFile(step.key, step.do, "", "", form.address(step.key))
            for step in files
            if step.do is Do.REMOVE
        ),
        tuple(field for step in writes if step.key == FORM for field in _fields(step, form)),
    )


def _in_order(publication: Publication) -> list[PublishedFile]:
    """Return the newest files: tables first, then what describes and seals them."""
    newest = publication.newest
    last = (SUMS, DESCRIPTOR)
    others = [name for name in newest.files if name not in {*newest.resources, *last}]
    return [newest.files[name] for name in (*newest.resources, *others, *last)]


def _upload(publication: Publication, step: CatalogueStep, form: WebForm) -> SheetFile:
    """Return a file to upload."""
    file = publication.newest.files[step.key]
    return SheetFile(file.name, step.do, str(file.size), file.sha256, form.address(file.name))


def _fields(step: CatalogueStep, form: WebForm) -> Iterator[SheetField]:
    """Yield the fields to fill in, numbered as they stand on the form."""
    numbers = {label: number for number, label in enumerate(form.taken, start=1)}
    for change in step.changes:
        fact = form.taken[change.name]
        name = f"{numbers[change.name]:02}-{fact}.txt"
        yield SheetField(change.name, str(change.after), name, not change.before)
