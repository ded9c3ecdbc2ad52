"""What the plan file says of a bucket or a share."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.file_tree import INDEX
from shinchoku.package.build import DESCRIPTOR
from shinchoku.register.catalogues import CatalogueSettings, web_mistakes
from shinchoku.register.entry import Text
from shinchoku.register.mistake import PlanMistake, RegisterPlace


class BucketSettings(CatalogueSettings):
    """A static bucket or share: any fsspec address, its newest pointer written last."""

    label: ClassVar = Bilingual("静的サイト・バケット", "static site or bucket")
    rank: ClassVar = 2
    address_variable: ClassVar = "SHINCHOKU_BUCKET_URL"

    kind: Literal["bucket"]
    """`bucket`."""
    url: Text
    """The fsspec address of the folder that the dataset lies in."""
    public_url: str = ""
    """The web address that the public reads the same folder at; with it the pointer is a data package too."""

    @property
    def address(self) -> str:
        """The fsspec address."""
        return self.url

    def web_addresses(self) -> Mapping[str, str]:
        """Return the public address; the bucket's own is of any kind that fsspec knows."""
        return {"public_url": self.public_url}

    def public_addresses(self, dataset: str) -> Mapping[str, Bilingual]:
        """Return where the newest package and the list of versions are read."""
        if not self.public_url:
            return {}
        home = f"{self.public_url.rstrip('/')}/{dataset}"
        return {
            f"{home}/{DESCRIPTOR}": Bilingual("データパッケージ", "Data package"),
            f"{home}/{INDEX}": Bilingual("版の一覧", "Versions"),
        }

    def mistakes(self, at: RegisterPlace) -> Iterator[PlanMistake]:
        """Yield a public address that is none."""
        if self.public_url:
            yield from web_mistakes(at.at("public_url"), self.public_url)
