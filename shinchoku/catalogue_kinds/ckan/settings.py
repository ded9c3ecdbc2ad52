"""What the plan file says of a CKAN."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from schemas.codes import CodeList
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.secrets import without_secrets
from shinchoku.register.catalogues import CatalogueSettings, web_mistakes
from shinchoku.register.entry import Key, Text
from shinchoku.register.mistake import PlanMistake, RegisterPlace, mistake_at


class CkanLayout(CodeList):
    """How releases lie in CKAN."""

    ARCHIVE = "archive", "現行＋年ごとの保存用データセット", "A current dataset, and an archive for each year"
    SINGLE = "single", "データセット1つ（最新版のみ）", "One dataset with the newest release alone"
    LINKS = "links", "データセット1つ（ファイルは市のサイト）", "One dataset that links to files elsewhere"
    DATASTORE = (
        "datastore",
        "データセット1つ（DataStoreの表のみ）",
        "One dataset of DataStore tables, no files",
    )


class Formats(CodeList):
    """How ckanext-dcat is told of which kind a file is."""

    ADDRESSES = "addresses", "URI（DCAT-APに適合）", "As addresses, as DCAT-AP asks"
    WORDS = "words", "名前（CSVなど）", "In words, such as CSV"


class CkanSettings(CatalogueSettings):
    """A CKAN of 2.9 or later."""

    label: ClassVar = Bilingual("CKAN", "CKAN")
    rank: ClassVar = 4
    address_variable: ClassVar = "SHINCHOKU_CKAN_URL"
    machine_keys: ClassVar = frozenset({"token_env", "token_file", "token_block", "ca_file", "proxy"})
    can_keep_drift: ClassVar = True

    kind: Literal["ckan"]
    """`ckan`."""
    url: Text
    """The address of the site."""
    organization: Key
    """Name of the organisation that owns the datasets."""
    dataset: Annotated[str, Field(pattern=r"^(|[a-z0-9_-]{2,80})$")] = ""
    """Name of the current dataset; `<municipality code>-<publication.dataset>` if empty."""
    layout: CkanLayout = CkanLayout.ARCHIVE
    """How releases lie there."""
    files_url: str = ""
    """For `links`, and for what is no table in `datastore`: the public address of the folder that holds the dataset's `releases`."""
    adopt: bool = False
    """Whether an existing dataset of that name may be taken over; else it is refused, so that a slip of the name costs nothing."""
    groups: tuple[Key, ...] = ()
    """Names of the groups that the current dataset belongs to."""
    author: str = ""
    """The department that answers for the data; the publisher if empty."""
    author_email: str = ""
    """Its address."""
    maintainer: str = ""
    """Who keeps the data; the author if empty."""
    maintainer_email: str = ""
    """Their address."""
    page_url: str = ""
    """The city's own page about the plan."""
    themes: tuple[Annotated[str, Field(pattern=r"^([A-Z]{4}|OP_DATPRO|https?://\S+)$")], ...] = ("GOVE",)
    """For ckanext-dcat: what the data are about, as codes of the EU's list of data themes (GOVE: government) or addresses."""
    formats: Formats = Formats.ADDRESSES
    """For ckanext-dcat: how formats and media types are told. As addresses its DCAT conforms to DCAT-AP, but CKAN's list and filter of formats show them, too."""
    fields: dict[Text, str] = Field(default_factory=dict)
    """More fields of the dataset: the name of each and the fact that it takes, beside or instead of the usual ones.

    An empty name of a fact leaves the field out. A text that begins with `=` stands for itself:
    `fields = { "theme" = "=http://…" }`; several of them are divided by `;`. Where the server has a form of its
    own (ckanext-scheming), names are the form's: `contact.name` is a part of an item, `resources.availability`
    a field of every file, and for a field of another shape the text is JSON.
    """
    datastore: bool = True
    """Whether the tables are kept in the DataStore, if the server has one; the layout `datastore` needs it."""
    token_env: str = "SHINCHOKU_CKAN_TOKEN"  # noqa: S105 -- the name of a variable
    """The environment variable that holds the API token."""
    token_file: str = ""
    """A file that holds it instead, closed to others."""
    token_block: str = ""
    """A Prefect Secret block that holds it instead."""
    insecure_http: bool = False
    """Whether the token may travel unencrypted to a machine that is not this one."""
    ca_file: str = ""
    """Certificates of a private authority to trust."""
    proxy: str = ""
    """Address of a proxy; `HTTPS_PROXY` of the environment holds if this is empty."""
    timeout_seconds: Annotated[int, Field(ge=1, le=3600)] = 60
    """How long one request may take."""
    requests_per_second: Annotated[int, Field(ge=1, le=1000)] = 20
    """How many requests it is sent at most."""

    @property
    def address(self) -> str:
        """The address of the site."""
        return self.url

    @property
    def secret_block(self) -> str:
        """The Prefect block that holds the token, if one does."""
        return self.token_block

    @property
    def is_version_last(self) -> bool:
        """Whether the tables go first: where they are all that there is."""
        return self.layout is CkanLayout.DATASTORE

    def web_addresses(self) -> Mapping[str, str]:
        """Return the site's address, that of the files elsewhere, and the proxy's."""
        proxy = self.proxy if "://" in self.proxy else f"http://{self.proxy}"
        return {"url": self.url, "files_url": self.files_url, "proxy": proxy if self.proxy else ""}

    def public_addresses(self, dataset: str) -> Mapping[str, Bilingual]:
        """Return the site; where in it the datasets lie, a receipt tells."""
        del dataset
        return {without_secrets(self.url): Bilingual("サイト", "Site")}

    def variables_to_set(self) -> Mapping[str, Bilingual]:
        """Return the variables of the address and of the token."""
        token = Bilingual(
            "そのCKANのAPIトークン（編集者で足ります）", "an API token of that CKAN; an editor's will do"
        )
        default = str(type(self).model_fields["token_env"].default)
        return {**super().variables_to_set(), default: token}

    def mistakes(self, at: RegisterPlace) -> Iterator[PlanMistake]:
        """Yield addresses that are none, and a layout that the other keys do not fit."""
        yield from web_mistakes(at.at("url"), self.url)
        has_tables_alone = self.layout is CkanLayout.DATASTORE
        if self.layout is CkanLayout.LINKS or (has_tables_alone and self.files_url):
            yield from web_mistakes(at.at("files_url"), self.files_url)
        if has_tables_alone and not self.datastore:
            yield mistake_at(
                at.at("datastore"),
                'layout = "datastore" では表だけを公開します。datastore = false を消すか、別の layout にしてください。',
                'layout = "datastore" publishes tables alone: remove datastore = false, or choose another layout.',
            )
